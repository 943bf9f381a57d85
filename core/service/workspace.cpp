#include "core/service/workspace.h"

#include "core/net/http_client.h"
#include "core/service/change_feed.h"
#include "core/service/change_watcher.h"
#include "core/service/component_service.h"
#include "core/service/context.h"
#include "core/service/corp_service.h"
#include "core/service/event_service.h"
#include "core/service/host.h"
#include "core/service/link_service.h"
#include "core/service/placement_service.h"
#include "core/service/purge_service.h"
#include "core/service/setting_service.h"
#include "core/service/status_service.h"
#include "core/service/sync_service.h"
#include "core/service/token_store.h"
#include "core/service/workspace_folder.h"
#include "core/store/bookkeeping_repository.h"
#include "core/store/component_repository.h"
#include "core/store/migrator.h"
#include "core/wecom/api_client.h"
#include "core/wecom/rate_limiter.h"
#include "core/wecom/token_broker.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace kfdesk::service {

namespace {

constexpr int readThreads = 2;
constexpr int networkThreads = 16;
constexpr int coordinatorThreads = 4;
constexpr int exchangeConnections = 2; ///< for the exchange lane: its calls wait for nobody else's

/// A pool whose threads, and with them their connections, stay.
void setUp(QThreadPool& pool, int threads)
{
    pool.setMaxThreadCount(threads);
    pool.setExpiryTimeout(-1);
}

Result<void> requireAllowed(const store::SlotKey& key, WorkspaceKind kind)
{
    if (kind == WorkspaceKind::Sandbox && std::holds_alternative<store::Keychain>(key))
        return fail(makeError(ErrorKind::Config, QStringLiteral("vault.keychain_sandbox")));
    return {};
}

} // namespace

/// Members in the order of what rests on what; destroyed the other way round.
struct Workspace::Private
{
    Private(std::unique_ptr<store::Database> file, const Clock& time, QString directory, WorkspaceKind ofKind)
        : clock(time)
        , kind(ofKind)
        , database(std::move(file))
        , context(*database, feed, time, std::move(directory), ofKind == WorkspaceKind::Sandbox)
        , http(networkThreads + exchangeConnections)
        , limiter(time)
        , api(http, limiter)
        , tokens(context)
        , broker(api, tokens, time)
        , components(context)
        , placements(context)
        , corps(context)
        , links(context)
        , events(context)
        , sync(context, api, broker)
        , purges(context)
        , settings(context)
        , status(context)
        , host({context, http, api, broker, sync, purges, corps, events, status, networkPool})
    {
        setUp(readPool, readThreads);
        setUp(networkPool, networkThreads);
        setUp(coordinatorPool, coordinatorThreads);
    }

    Result<void> watch();
    Result<void> unlock(const store::SlotKey& key);
    void shutDown();

    const Clock& clock;
    const WorkspaceKind kind;
    ChangeFeed feed;
    std::unique_ptr<store::Database> database;
    Context context;
    net::HttpClient http;
    wecom::RateLimiter limiter;
    wecom::ApiClient api;
    StoredTokens tokens;
    wecom::TokenBroker broker;
    ComponentService components;
    PlacementService placements;
    CorpService corps;
    LinkService links;
    EventService events;
    SyncService sync;
    PurgeService purges;
    SettingService settings;
    StatusService status;
    QThreadPool readPool;
    QThreadPool networkPool;
    QThreadPool coordinatorPool;
    Host host;
    std::unique_ptr<ChangeWatcher> watcher;
};

Result<void> Workspace::Private::watch()
{
    KFDESK_TRY(auto* db, context.connection());
    KFDESK_TRY(const qint64 newest, store::ChangeRepository(*db).newest());
    watcher = std::make_unique<ChangeWatcher>(context, newest);
    return {};
}

Result<void> Workspace::Private::unlock(const store::SlotKey& key)
{
    KFDESK_CHECK(requireAllowed(key, kind));
    KFDESK_TRY(auto* db, context.connection());
    KFDESK_TRY(auto vault, store::Vault::unlock(*db, key));
    context.setVault(std::move(vault));
    return {};
}

/// Tokens first, then whoever works with them, then the threads: their connections close before the database does.
void Workspace::Private::shutDown()
{
    sync.close();
    host.stop();
    watcher.reset();
    coordinatorPool.waitForDone();
    networkPool.waitForDone();
    readPool.waitForDone();
}

Workspace::Workspace() = default;

Workspace::~Workspace()
{
    if (d)
        d->shutDown();
}

QString Workspace::defaultDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/kfdesk");
}

bool Workspace::exists(const QString& directory)
{
    return WorkspaceFolder(directory.isEmpty() ? defaultDirectory() : directory).isWorkspace();
}

Result<std::unique_ptr<Workspace>> Workspace::found(const QString& directory, const store::SlotKey& key,
                                                    WorkspaceKind kind, const Clock& clock)
{
    KFDESK_CHECK(requireAllowed(key, kind));
    WorkspaceFolder folder(directory.isEmpty() ? defaultDirectory() : directory);
    const bool halfDone = QFileInfo::exists(folder.databasePath());
    KFDESK_CHECK(folder.create());
    auto founded = foundIn(folder, key, kind, clock);
    if (!founded && !halfDone)
        folder.discard();
    return founded;
}

/// A founding that was cut off left a database without a component, and is carried on. One with components is a
/// workspace that lost its ini, and nobody's to take.
Result<std::unique_ptr<store::Vault>> Workspace::foundVault(store::Connection& db, const WorkspaceFolder& folder,
                                                            const store::SlotKey& key, const Clock& clock)
{
    KFDESK_TRY(const auto components, store::ComponentRepository(db).summaries());
    if (!components.empty())
        return fail(folder.error(QStringLiteral("workspace.exists")));
    KFDESK_TRY(const auto slotsOfVault, store::Vault::listSlots(db));
    return slotsOfVault.empty() ? store::Vault::found(db, key, folder.path(), clock) : store::Vault::unlock(db, key);
}

Result<std::unique_ptr<Workspace>> Workspace::foundIn(const WorkspaceFolder& folder, const store::SlotKey& key,
                                                      WorkspaceKind kind, const Clock& clock)
{
    KFDESK_TRY(auto database, store::Database::open(folder.databasePath()));
    KFDESK_TRY(auto* db, database->connection());
    KFDESK_CHECK(store::Migrator::migrate(*db, folder.backupPath(), clock));
    KFDESK_TRY(auto vault, foundVault(*db, folder, key, clock));
    KFDESK_CHECK(folder.declare(kind));
    std::unique_ptr<Workspace> workspace(new Workspace);
    workspace->d = std::make_unique<Private>(std::move(database), clock, folder.path(), kind);
    workspace->d->context.setVault(std::move(vault));
    KFDESK_CHECK(workspace->d->watch());
    return workspace;
}

Result<std::unique_ptr<Workspace>> Workspace::open(const WorkspaceOptions& options, const Clock& clock)
{
    WorkspaceFolder folder(options.directory.isEmpty() ? defaultDirectory() : options.directory);
    KFDESK_TRY(const WorkspaceKind kind, folder.open(options.readOnly));
    // Opening for writing would make an empty file in place of the one that is gone.
    if (!QFileInfo::exists(folder.databasePath()))
        return fail(makeError(ErrorKind::Store, QStringLiteral("store.open"), {},
                              {{QStringLiteral("path"), folder.databasePath()}}));
    KFDESK_TRY(auto database,
               store::Database::open(folder.databasePath(),
                                     options.readOnly ? store::OpenMode::ReadOnly : store::OpenMode::ReadWrite));
    KFDESK_TRY(auto* db, database->connection());
    if (options.readOnly)
        KFDESK_CHECK(store::Migrator::requireCurrent(*db));
    else
        KFDESK_CHECK(store::Migrator::migrate(*db, folder.backupPath(), clock));
    std::unique_ptr<Workspace> workspace(new Workspace);
    workspace->d = std::make_unique<Private>(std::move(database), clock, folder.path(), kind);
    if (options.key)
        KFDESK_CHECK(workspace->d->unlock(*options.key));
    KFDESK_CHECK(workspace->d->watch());
    return workspace;
}

QString Workspace::directory() const
{
    return d->context.directory();
}

WorkspaceKind Workspace::kind() const
{
    return d->kind;
}

bool Workspace::isUnlocked() const
{
    return d->context.vault().has_value();
}

Result<void> Workspace::unlock(const store::SlotKey& key)
{
    return d->unlock(key);
}

Result<std::vector<store::SlotInfo>> Workspace::slotList()
{
    KFDESK_TRY(auto* db, d->context.connection());
    return store::Vault::listSlots(*db);
}

Result<void> Workspace::addSlot(const store::SlotKey& key)
{
    KFDESK_CHECK(requireAllowed(key, d->kind));
    KFDESK_TRY(auto* vault, d->context.openVault());
    KFDESK_TRY(auto* db, d->context.connection());
    return vault->addSlot(*db, key, directory(), d->clock);
}

Result<void> Workspace::removeSlot(qint64 id, store::SecretKeeper* keeper)
{
    KFDESK_TRY(auto* vault, d->context.openVault());
    KFDESK_TRY(auto* db, d->context.connection());
    return vault->removeSlot(*db, id, keeper);
}

ComponentService& Workspace::components()
{
    return d->components;
}

PlacementService& Workspace::placements()
{
    return d->placements;
}

CorpService& Workspace::corps()
{
    return d->corps;
}

LinkService& Workspace::links()
{
    return d->links;
}

EventService& Workspace::events()
{
    return d->events;
}

SyncService& Workspace::sync()
{
    return d->sync;
}

PurgeService& Workspace::purges()
{
    return d->purges;
}

SettingService& Workspace::settings()
{
    return d->settings;
}

StatusService& Workspace::status()
{
    return d->status;
}

Host& Workspace::host()
{
    return d->host;
}

ChangeFeed& Workspace::changes()
{
    return d->feed;
}

QThreadPool& Workspace::readPool()
{
    return d->readPool;
}

QThreadPool& Workspace::networkPool()
{
    return d->networkPool;
}

QThreadPool& Workspace::coordinatorPool()
{
    return d->coordinatorPool;
}

} // namespace kfdesk::service
