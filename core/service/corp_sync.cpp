#include "core/service/corp_sync.h"

#include "core/service/account_diff.h"
#include "core/service/corp_records.h"
#include "core/service/event_steps.h"
#include "core/service/record_error.h"
#include "core/service/retry_policy.h"
#include "core/store/event_repository.h"
#include "core/store/kf_repository.h"
#include "core/store/token_repository.h"
#include "core/wecom/error_codes.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

using model::Corp;
using model::CorpStatus;
using model::KfAccount;
using model::KfLink;

constexpr int pageSize = 100;
/// WeCom lets a corp have 5000. A relay that does not pass on the offset gives the first page again and again.
constexpr size_t accountsAtMost = 10'000;
constexpr int checksUntilBroken = 2;
/// A dead authorisation is confirmed after a while: its cancel_auth may be on the way.
constexpr qint64 confirmAfterMs = 10 * 60 * 1000;

/// get_auth_info is not promised to components: without the permission the names stay as they are.
bool isNotPermitted(const Error& error)
{
    return error.code == 48002 || error.code == 48005;
}

/// Our own budget for a corp fills at five calls a second, up to twenty: coming back for the first one would write the
/// corp down once a call.
constexpr qint64 budgetRefillMs = 4000;

bool isOwnBudget(const Error& error)
{
    return error.kind == ErrorKind::Limit && error.code == 0;
}

/// Errors that concern one account only, so that the others can go on.
bool concernsOneAccount(const Error& error)
{
    return error.kind == ErrorKind::Input ||
           (error.kind == ErrorKind::Auth && !wecom::meansAuthorisationGone(error.code));
}

Result<bool> hasConfiguredLinks(store::Connection& db, qint64 corpId)
{
    KFDESK_TRY(const auto links, store::LinkRepository(db).ofCorp(corpId));
    return std::any_of(links.begin(), links.end(), [](const KfLink& link) { return link.configuredAt != 0; });
}

} // namespace

CorpSync::CorpSync(Context& context, wecom::ApiClient& api, wecom::TokenBroker& broker, UnfinishedSyncs& unfinished,
                   qint64 corpId, std::stop_token stop)
    : m_context(context)
    , m_api(api)
    , m_broker(broker)
    , m_unfinished(unfinished)
    , m_corpId(corpId)
    , m_stop(std::move(stop))
{}

Result<SyncOutcome> CorpSync::run()
{
    auto outcome = start().and_then([this] { return read(); });
    if (outcome)
        return outcome;
    if (isOwnBudget(outcome.error())) {
        outcome.error().retryAfterMs = std::max(outcome.error().retryAfterMs, budgetRefillMs);
        m_unfinished.keep(m_corpId, std::move(m_progress));
    }
    KFDESK_CHECK(recordFailure(outcome.error()));
    return outcome;
}

/// A purge may begin at any time: every writing step asks again.
Result<Corp> CorpSync::requireCorp(store::Connection& db) const
{
    KFDESK_TRY(auto corp, store::CorpRepository(db).find(m_corpId));
    if (!corp || corp->status == CorpStatus::Purging)
        return fail(makeError(ErrorKind::NotFound, QStringLiteral("corp.not_found")));
    return *std::move(corp);
}

Result<void> CorpSync::start()
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(m_corp, requireCorp(*db));
    KFDESK_TRY(m_lifecycle, store::CorpRepository(*db).lifecycle(m_corpId));
    if (m_corp.status == CorpStatus::Orphaned)
        return fail(makeError(ErrorKind::Auth, QStringLiteral("corp.orphaned")));
    // An exchange has just brought the facts; an import has not.
    const bool factsAreFresh = m_corp.status == CorpStatus::Syncing && !m_corp.name.isEmpty();
    m_progress = m_unfinished.take(m_corpId, m_lifecycle.sessionEventId)
                     .value_or(UnfinishedSync{m_lifecycle.sessionEventId, factsAreFresh, {}, false, {}});
    return {};
}

Result<SyncOutcome> CorpSync::read()
{
    if (!m_progress.factsRead)
        KFDESK_CHECK(readFacts());
    m_progress.factsRead = true;
    if (!m_progress.accountsSaved) {
        KFDESK_CHECK(readAccounts());
        KFDESK_CHECK(saveAccounts());
    }
    m_progress.accountsSaved = true;
    KFDESK_CHECK(makeLinks());
    KFDESK_CHECK(finish());
    return m_progress.outcome;
}

Result<void> CorpSync::readFacts()
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(
        const auto code,
        store::TokenRepository(*db, *vault).find(store::TokenKind::PermanentCode, m_corp.suiteId, m_corp.authCorpId));
    if (!code)
        return fail(makeError(ErrorKind::Auth, QStringLiteral("corp.no_code")));
    const auto facts = m_broker.withSuiteToken<wecom::AuthCorpInfo>(
        m_corp.suiteId, m_stop, [&](const wecom::Suite& suite, const Secret& token) {
            return m_api.getAuthInfo(suite, token, m_corp.authCorpId, code->value, m_stop);
        });
    if (!facts)
        return isNotPermitted(facts.error()) ? Result<void>() : fail(facts.error());

    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(Corp corp, requireCorp(unit.db()));
    const Corp before = corp;
    applyFacts(corp, *facts);
    if (corp == before)
        return {};
    corp.updatedAt = m_context.clock().nowMs();
    KFDESK_CHECK(writeCorp(unit, corp));
    return unit.commit();
}

Result<void> CorpSync::readAccounts()
{
    auto& all = m_progress.accounts;
    for (bool ended = false; !ended;) {
        KFDESK_TRY(const auto page, m_broker.withCorpToken<std::vector<wecom::KfAccountAnswer>>(
                                        {m_corp.suiteId, m_corp.authCorpId}, m_stop,
                                        [&](const wecom::Suite& suite, const Secret& token) {
                                            return m_api.listKfAccounts(suite, m_corp.authCorpId, token,
                                                                        static_cast<int>(all.size()), pageSize, m_stop);
                                        }));
        all.insert(all.end(), page.begin(), page.end());
        ended = page.size() < pageSize;
        if (all.size() > accountsAtMost)
            return fail(makeError(ErrorKind::Config, QStringLiteral("wecom.endless_list")));
    }
    return {};
}

Result<void> CorpSync::saveAccounts()
{
    const qint64 now = m_context.clock().nowMs();
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(Corp corp, requireCorp(unit.db()));
    AccountDiff diff(unit.db(), corp, now);
    KFDESK_CHECK(diff.apply(m_progress.accounts));
    m_progress.outcome.accounts = diff.listed();
    m_progress.outcome.added = diff.added();
    m_progress.outcome.removed = diff.removed();
    if (diff.added() + diff.removed() > 0) {
        corp.updatedAt = now;
        KFDESK_TRY(const bool configured, hasConfiguredLinks(unit.db(), m_corpId));
        if (configured)
            corp.status = CorpStatus::Changed;
        unit.changed(model::ChangeKind::Link, 0);
    }
    KFDESK_CHECK(noteSession(unit, &CorpSync::fillAccounts));
    if (diff.changedAnything())
        KFDESK_CHECK(writeCorp(unit, corp));
    return unit.commit();
}

Result<void> CorpSync::makeLinks()
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto accounts, store::KfAccountRepository(*db).withoutLink(m_corpId));
    const qint64 now = m_context.clock().nowMs();
    std::vector<KfLink> made;
    Result<void> firstFailure;
    for (const KfAccount& account : accounts) {
        const auto url = m_broker.withCorpToken<QString>(
            {m_corp.suiteId, m_corp.authCorpId}, m_stop, [&](const wecom::Suite& suite, const Secret& token) {
                return m_api.addContactWay(suite, m_corp.authCorpId, token, account.openKfId, {}, m_stop);
            });
        if (url) {
            made.push_back({0, m_corp.suiteId, m_corpId, account.id, *url, {}, {}, 0, now, now});
            continue;
        }
        if (firstFailure)
            firstFailure = fail(url.error());
        if (!concernsOneAccount(url.error()))
            break;
    }
    KFDESK_CHECK(saveLinks(made));
    return firstFailure;
}

Result<void> CorpSync::saveLinks(const std::vector<KfLink>& links)
{
    if (links.empty())
        return {};
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_CHECK(requireCorp(unit.db()));
    KFDESK_TRY(const int made, store::LinkRepository(unit.db()).insertMissing(m_corpId, links));
    m_progress.outcome.linksMade += made;
    KFDESK_CHECK(store::CorpRepository(unit.db()).refreshDerived(m_corpId));
    unit.changed(model::ChangeKind::Link, 0);
    unit.changed(model::ChangeKind::Corp, m_corpId);
    return unit.commit();
}

Result<void> CorpSync::finish()
{
    const qint64 now = m_context.clock().nowMs();
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_TRY(Corp corp, requireCorp(unit.db()));
    store::CorpRepository corps(unit.db());
    if (m_progress.outcome.accounts == 0)
        corp.status = CorpStatus::AwaitingAccounts;
    else if (corp.status != CorpStatus::Changed)
        corp.status = CorpStatus::Active;
    corp.lastSyncAt = now;
    corp.updatedAt = now;
    clearError(corp);
    KFDESK_CHECK(noteSession(unit, &CorpSync::fillLinks));

    KFDESK_TRY(auto lifecycle, corps.lifecycle(m_corpId));
    lifecycle.failedChecks = 0;
    lifecycle.syncAttempts = 0;
    if (lifecycle.sessionEventId == m_lifecycle.sessionEventId) {
        lifecycle.sessionEventId = 0;
        if (lifecycle.syncDueAt == m_lifecycle.syncDueAt)
            lifecycle.syncDueAt = 0;
    }
    KFDESK_CHECK(corps.setLifecycle(m_corpId, lifecycle));
    KFDESK_CHECK(corps.update(corp));
    unit.changed(model::ChangeKind::Corp, m_corpId);
    return unit.commit();
}

Result<void> CorpSync::noteSession(UnitOfWork& unit, void (CorpSync::*fill)(model::Event&) const) const
{
    if (m_lifecycle.sessionEventId == 0)
        return {};
    store::EventRepository events(unit.db());
    KFDESK_TRY(auto event, events.find(m_lifecycle.sessionEventId));
    if (!event || event->corpId != m_corpId)
        return {};
    (this->*fill)(*event);
    unit.changed(model::ChangeKind::Event, event->id);
    return events.update(*event);
}

void CorpSync::fillAccounts(model::Event& event) const
{
    if (event.accountsAt != 0)
        return; // a sync before this one stopped half-way: its differences are the session's
    event.accountsAt = m_context.clock().nowMs();
    event.accountCount = m_progress.outcome.accounts;
    event.accountsAdded = m_progress.outcome.added;
    event.accountsRemoved = m_progress.outcome.removed;
}

void CorpSync::fillLinks(model::Event& event) const
{
    event.linksAt = m_context.clock().nowMs();
}

Result<void> CorpSync::recordFailure(const Error& error)
{
    if (error.kind == ErrorKind::Cancelled)
        return {};
    const qint64 now = m_context.clock().nowMs();
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    store::CorpRepository corps(unit.db());
    KFDESK_TRY(auto corp, corps.find(m_corpId));
    if (!corp || corp->status == CorpStatus::Purging)
        return {};
    KFDESK_TRY(auto lifecycle, corps.lifecycle(m_corpId));
    if (!isOwnBudget(error)) { // that is no trouble, only a long list
        // "Busy" has a limit of its own: tries that failed for another reason do not count.
        if (error.code == serverBusy && corp->lastErrorCode != serverBusy)
            lifecycle.syncAttempts = 0;
        ++lifecycle.syncAttempts;
        setError(*corp, error);
    }
    corp->updatedAt = now;

    auto delay = retryDelay(error, lifecycle.syncAttempts);
    if (wecom::meansAuthorisationGone(error.code)) {
        ++lifecycle.failedChecks;
        if (lifecycle.failedChecks >= checksUntilBroken)
            corp->status = CorpStatus::Broken;
        else
            delay = confirmAfterMs;
    }
    const bool newerWish = lifecycle.sessionEventId != m_lifecycle.sessionEventId;
    if (!newerWish)
        lifecycle.syncDueAt = delay ? now + *delay : 0;
    KFDESK_CHECK(corps.setLifecycle(m_corpId, lifecycle));
    KFDESK_CHECK(corps.update(*corp));
    unit.changed(model::ChangeKind::Corp, m_corpId);
    return unit.commit();
}

} // namespace kfdesk::service
