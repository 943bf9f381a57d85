#include "core/service/account_diff.h"

#include <QHash>
#include <QSet>

namespace kfdesk::service {

Result<void> AccountDiff::take(const wecom::KfAccountAnswer& answer, const model::KfAccount* known)
{
    if (known && known->authorized && known->name == answer.name && known->avatarUrl == answer.avatarUrl)
        return {};
    m_changed = true;
    if (!known) {
        model::KfAccount account;
        account.suiteId = m_corp.suiteId;
        account.corpId = m_corp.id;
        account.authCorpId = m_corp.authCorpId;
        account.openKfId = answer.openKfId;
        account.name = answer.name;
        account.avatarUrl = answer.avatarUrl;
        account.createdAt = m_now;
        account.updatedAt = m_now;
        ++m_added;
        KFDESK_CHECK(m_accounts.insert(account));
        return {};
    }
    model::KfAccount account = *known;
    m_added += account.authorized ? 0 : 1;
    account.name = answer.name;
    account.avatarUrl = answer.avatarUrl;
    account.authorized = true;
    account.updatedAt = m_now;
    return m_accounts.update(account);
}

Result<void> AccountDiff::apply(const std::vector<wecom::KfAccountAnswer>& listed)
{
    KFDESK_TRY(const auto stored, m_accounts.ofCorp(m_corp.id));
    QHash<QString, const model::KfAccount*> unseen;
    for (const model::KfAccount& account : stored)
        unseen.insert(account.openKfId, &account);
    QSet<QString> taken;
    for (const wecom::KfAccountAnswer& answer : listed) {
        if (taken.contains(answer.openKfId))
            continue; // the list moved between two pages
        taken.insert(answer.openKfId);
        KFDESK_CHECK(take(answer, unseen.take(answer.openKfId)));
    }
    m_listed = static_cast<int>(taken.size());
    for (const model::KfAccount* gone : std::as_const(unseen)) {
        if (!gone->authorized)
            continue;
        model::KfAccount account = *gone;
        account.authorized = false;
        account.updatedAt = m_now;
        KFDESK_CHECK(m_accounts.update(account));
        m_changed = true;
        ++m_removed;
    }
    return {};
}

} // namespace kfdesk::service
