#include "tests/service/order_rig.h"

#include "core/sandbox/event_xml.h"
#include "core/sandbox/fault_plan.h"
#include "core/service/component_service.h"
#include "core/service/event_types.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"
#include "core/store/file_search.h"
#include "core/store/kf_repository.h"
#include "core/store/migrator.h"
#include "core/store/purge_repository.h"
#include "core/store/token_repository.h"

#include <QDir>
#include <QUrl>

#include <algorithm>

namespace kfdesk::test {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
T must(Result<T> result, const char* what)
{
    if (!result)
        qFatal("%s: %s %s", what, qPrintable(result.error().id), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// Memory, where there is some with a file system on it: thousands of commits need not wait for a disk.
QString folderTemplate()
{
    const QString shared = u"/dev/shm"_s;
    return (QFileInfo(shared).isWritable() ? shared : QDir::tempPath()) + u"/kfdesk-order-XXXXXX"_s;
}

Error lost(ErrorKind kind, const QString& id)
{
    return makeError(kind, id, {}, {{u"host"_s, u"127.0.0.1"_s}});
}

} // namespace

DirectWecom::DirectWecom(sandbox::World& world, sandbox::Credentials& credentials, const sandbox::SeededText& seeded,
                         const Clock& clock)
    : m_api({world, credentials, seeded, m_baseUrl}, m_faults, clock, 0)
{}

Result<net::HttpClientAnswer> DirectWecom::send(const net::HttpClientRequest& request, std::stop_token)
{
    Call call{sandbox::endpointName(request.url.path()), request.body};
    const Fate fate = before(call);
    if (fate == Fate::Unreachable)
        return fail(lost(ErrorKind::Network, u"net.refused"_s));
    if (fate == Fate::LostBefore)
        return fail(lost(ErrorKind::Ambiguous, u"net.timeout"_s));
    net::HttpRequest incoming;
    incoming.method = request.method;
    incoming.target = request.url.path().toUtf8() + '?' + request.url.query(QUrl::FullyEncoded).toUtf8();
    incoming.body = call.body;
    const sandbox::ApiReply reply = m_api.answer(incoming);
    after(call, reply.response.body);
    if (fate == Fate::Crash)
        throw Crashed{};
    if (fate == Fate::LostAfter)
        return fail(lost(ErrorKind::Ambiguous, u"net.dropped"_s));
    received(call, reply.response.body);
    return net::HttpClientAnswer{reply.response.status, reply.response.body, reply.response.contentType};
}

/// What dies with the process.
struct OrderRig::Process
{
    Process(OrderRig& rig, store::Database& database, const QString& folder)
        : context(database, feed, rig.clock, folder, true)
        , limiter(rig.clock)
        , api(rig.wecom, limiter)
        , tokens(context)
        , broker(api, tokens, rig.clock)
        , clockWatch(rig.clock)
        , exchange(context, api, broker, clockWatch)
        , purges(context)
        , authChange(context, api, broker, purges)
        , sync(context, api, broker)
        , sink(context)
        , inHand(rig.clock)
    {
        auto* db = must(database.connection(), "connection");
        context.setVault(must(store::Vault::unlock(*db, store::KeyFile{folder + u"/../key"_s}), "unlock"));
    }

    service::ChangeFeed feed;
    service::Context context;
    wecom::RateLimiter limiter;
    wecom::ApiClient api;
    service::StoredTokens tokens;
    wecom::TokenBroker broker;
    service::ClockWatch clockWatch; ///< nobody lets deadlines follow
    service::Exchange exchange;
    service::PurgeService purges;
    service::AuthChange authChange;
    service::SyncService sync;
    service::StoreInboxSink sink;
    service::WorkInHand inHand;
};

OrderRig::OrderRig(quint64 seed, int merchants)
    : seeded(seed)
    , world(merchants, 2, seeded, clock)
    , credentials(seeded, clock)
    , wecom(world, credentials, seeded, clock)
    , m_folder(folderTemplate())
{
    const QString folder = m_folder.filePath(u"workspace"_s);
    if (!QDir().mkpath(folder))
        qFatal("no folder");
    m_database = must(store::Database::open(folder + u"/kfdesk.sqlite"_s), "open");
    auto* db = must(m_database->connection(), "connection");
    must(store::Migrator::migrate(*db, folder + u"/backups"_s, clock), "migrate");
    must(store::Vault::found(*db, store::KeyFile{folder + u"/../key"_s}, folder, clock), "vault");
    m_process = std::make_unique<Process>(*this, *m_database, folder);

    model::Component component;
    component.name = u"Simulated"_s;
    component.suiteId = credentials.suite.suiteId;
    component.suiteSecret = Secret(credentials.suite.suiteSecret);
    component.token = Secret(credentials.suite.token);
    component.encodingAesKey = Secret(credentials.suite.encodingAesKey);
    component.providerCorpId = credentials.suite.providerCorpId;
    component.apiBase = u"http://127.0.0.1:1"_s;
    component.authBase = component.apiBase;
    must(service::ComponentService(m_process->context).add(component), "component");
    pushTicket();
}

OrderRig::~OrderRig() = default;

void OrderRig::restart()
{
    m_process.reset();
    m_process = std::make_unique<Process>(*this, *m_database, m_folder.filePath(u"workspace"_s));
}

bool OrderRig::deliver(const QByteArray& xml)
{
    const auto outcomes =
        must(m_process->sink.store({{suiteId(), clock.nowMs(), xml, wecom::parseEvent(xml)}}), "store");
    if (outcomes.at(0) == callback::CommitOutcome::Failed)
        qFatal("a callback was not stored");
    return outcomes.at(0) == callback::CommitOutcome::Stored;
}

void OrderRig::pushTicket()
{
    deliver(sandbox::event_xml::suiteTicket(suiteId(), seconds(), credentials.tickets.issue()));
}

std::vector<model::Event> OrderRig::dueEvents()
{
    return must(store::EventRepository(*must(m_database->connection(), "connection")).due(clock.nowMs(), 256), "due");
}

std::vector<qint64> OrderRig::dueSyncs()
{
    std::vector<qint64> ids;
    auto* db = must(m_database->connection(), "connection");
    for (const auto& [id, at] : must(store::CorpRepository(*db).dueForSync(clock.nowMs(), 256), "due syncs"))
        ids.push_back(id);
    return ids;
}

bool OrderRig::run(const model::Event& event)
{
    Process& process = *m_process;
    clock.advance(1); // no two calls are sent off within one tick, as no two are on a real clock
    if (!process.inHand.claimEvent(event))
        return false;
    Result<void> handled;
    if (service::carriesAuthCode(event.infoType))
        handled = process.exchange.run(event.id, {}, {});
    else if (event.infoType == service::changeAuthType)
        handled = process.authChange.changed(event.id);
    else
        handled = process.authChange.cancelled(event.id, {});
    must(std::move(handled), "event");
    process.inHand.releaseEvent(event, false);
    return true;
}

bool OrderRig::runSync(qint64 corpId)
{
    if (!m_process->inHand.claimSync(corpId))
        return false;
    static_cast<void>(m_process->sync.syncCorp(corpId, {})); // a failure is written down with the corp
    m_process->inHand.releaseSync(corpId, false);
    return true;
}

void OrderRig::runPurges()
{
    must(m_process->purges.settle({}), "purges");
}

bool OrderRig::settle()
{
    auto* db = must(m_database->connection(), "connection");
    for (int round = 0; round < 1000; ++round) {
        bool moved = false;
        for (const auto& event : dueEvents())
            moved = run(event) || moved;
        for (const qint64 corpId : dueSyncs())
            moved = runSync(corpId) || moved;
        runPurges();
        if (moved)
            continue;
        const auto nextEvent = must(store::EventRepository(*db).nextDue(), "next");
        const auto nextSync = must(store::CorpRepository(*db).nextSyncDue(), "next sync");
        if (!nextEvent && !nextSync)
            return must(m_process->purges.unfinished(), "unfinished").empty();
        const qint64 next = std::min(nextEvent.value_or(INT64_MAX), nextSync.value_or(INT64_MAX));
        clock.advance(std::max<qint64>(1, next - clock.nowMs()));
        pushTicket();
    }
    return false;
}

std::vector<model::Corp> OrderRig::corps()
{
    return must(store::CorpRepository(*must(m_database->connection(), "connection")).list({}), "corps");
}

std::optional<model::Corp> OrderRig::corp(const QString& authCorpId)
{
    auto* db = must(m_database->connection(), "connection");
    return must(store::CorpRepository(*db).findByAuthCorpId(suiteId(), authCorpId), "corp");
}

std::optional<QByteArray> OrderRig::permanentCode(const QString& authCorpId)
{
    auto* db = must(m_database->connection(), "connection");
    store::TokenRepository tokens(*db, *must(m_process->context.vault(), "vault"));
    const auto row = must(tokens.find(store::TokenKind::PermanentCode, suiteId(), authCorpId), "code");
    return row ? std::optional(row->value.view().toByteArray()) : std::nullopt;
}

std::vector<model::Event> OrderRig::events(const QString& type)
{
    store::EventRepository repository(*must(m_database->connection(), "connection"));
    store::EventFilter filter;
    filter.type = type;
    auto ids = must(repository.ids(filter), "event ids");
    std::reverse(ids.begin(), ids.end());
    return must(repository.rows(ids), "events");
}

std::vector<model::KfAccount> OrderRig::accounts(qint64 corpId)
{
    return must(store::KfAccountRepository(*must(m_database->connection(), "connection")).ofCorp(corpId), "accounts");
}

std::vector<model::Grant> OrderRig::grants(qint64 corpId)
{
    return must(store::GrantRepository(*must(m_database->connection(), "connection")).ofCorp(corpId), "grants");
}

std::vector<model::KfLink> OrderRig::links(qint64 corpId)
{
    return must(store::LinkRepository(*must(m_database->connection(), "connection")).ofCorp(corpId), "links");
}

std::vector<model::PurgeReceipt> OrderRig::receipts()
{
    return must(m_process->purges.list({}), "receipts");
}

QStringList OrderRig::traces(const QStringList& texts)
{
    QStringList found;
    for (const store::FileHit& hit : must(m_process->purges.check(texts), "check"))
        found.append(u"%1 at %2: %3"_s.arg(hit.file).arg(hit.offset).arg(texts.at(hit.needle)));
    return found;
}

} // namespace kfdesk::test
