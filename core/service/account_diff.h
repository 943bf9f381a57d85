#pragma once

#include "core/base/result.h"
#include "core/model/corp.h"
#include "core/store/kf_repository.h"
#include "core/wecom/answers.h"

#include <vector>

namespace kfdesk::service {

/// What kf/account/list says against what is stored of a corp: written, and counted.
class AccountDiff
{
public:
    AccountDiff(store::Connection& db, const model::Corp& corp, qint64 nowMs)
        : m_accounts(db)
        , m_corp(corp)
        , m_now(nowMs)
    {}

    /// `listed`: all of kf/account/list. Those not in it are marked as no longer authorised, not deleted. Inside the
    /// caller's transaction.
    Result<void> apply(const std::vector<wecom::KfAccountAnswer>& listed);
    int listed() const { return m_listed; }            ///< different accounts in the list
    bool changedAnything() const { return m_changed; } ///< names included
    int added() const { return m_added; }
    int removed() const { return m_removed; }

private:
    Result<void> take(const wecom::KfAccountAnswer& answer, const model::KfAccount* known);

    store::KfAccountRepository m_accounts;
    const model::Corp& m_corp;
    qint64 m_now;
    int m_listed = 0;
    bool m_changed = false;
    int m_added = 0;
    int m_removed = 0;
};

} // namespace kfdesk::service
