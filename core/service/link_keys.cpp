#include "core/service/link_keys.h"

#include "core/store/corp_repository.h"
#include "core/store/kf_repository.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

constexpr size_t corpsKeyedAtOnce = 50;

Result<std::vector<qint64>> corpsWith(Context& context, const QString& suiteId, const QStringList& states)
{
    KFDESK_TRY(auto* db, context.connection());
    KFDESK_TRY(const auto corps, store::CorpRepository(*db).list(suiteId));
    std::vector<qint64> ids;
    for (const model::Corp& corp : corps) {
        if (std::any_of(states.begin(), states.end(),
                        [&](const QString& state) { return corp.states.contains(state); }))
            ids.push_back(corp.id);
    }
    return ids;
}

} // namespace

Result<void> refreshLinkKeys(Context& context, const QString& suiteId, const QStringList& states)
{
    KFDESK_TRY(const auto ids, corpsWith(context, suiteId, states));
    for (size_t at = 0; at < ids.size(); at += corpsKeyedAtOnce) {
        KFDESK_TRY(auto unit, UnitOfWork::begin(context));
        store::LinkRepository links(unit.db());
        for (size_t i = at; i < std::min(at + corpsKeyedAtOnce, ids.size()); ++i)
            KFDESK_CHECK(links.refreshKeys(ids[i]));
        unit.changed(model::ChangeKind::Link, 0);
        KFDESK_CHECK(unit.commit());
    }
    return {};
}

} // namespace kfdesk::service
