#include "core/service/corp_keys.h"

#include "core/format/search_key.h"

namespace kfdesk::service {

void fillKeys(model::Corp& corp)
{
    corp.searchKey = format::searchKey({corp.name, corp.fullName, corp.authCorpId, corp.note});
    corp.sortKey = format::sortKey(corp.name.isEmpty() ? corp.authCorpId : corp.name);
}

} // namespace kfdesk::service
