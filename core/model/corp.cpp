#include "core/model/corp.h"

#include "core/model/text_enum.h"

namespace kfdesk::model {

namespace {

constexpr TextEnum<CorpStatus, 7> corpStatusNames{{
    {CorpStatus::Active, "active"},
    {CorpStatus::Changed, "changed"},
    {CorpStatus::Broken, "broken"},
    {CorpStatus::Orphaned, "orphaned"},
    {CorpStatus::Syncing, "syncing"},
    {CorpStatus::AwaitingAccounts, "awaiting_accounts"},
    {CorpStatus::Purging, "purging"},
}};

} // namespace

QString toText(CorpStatus status)
{
    return textOf(corpStatusNames, status);
}

CorpStatus corpStatusFromText(const QString& text)
{
    return valueOf(corpStatusNames, text, CorpStatus::Broken);
}

} // namespace kfdesk::model
