#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/vault.h"

#include <QString>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace kfdesk::service {

class ChangeFeed;
class ComponentService;
class CorpService;
class EventService;
class Host;
class LinkService;
class PlacementService;
class PurgeService;
class SettingService;
class StatusService;
class SyncService;
class WorkspaceFolder;

enum class WorkspaceKind {
    Production,
    Sandbox, ///< founded with a loopback API base; unmistakable on screen; the two kinds never mix
};

struct WorkspaceOptions
{
    QString directory;
    std::optional<store::SlotKey> key; ///< none: only plain columns can be read; "vault.locked" otherwise
    bool readOnly = false;             ///< no migration, no writes
};

/// What the console opens: a folder (0700) with workspace.ini, kfdesk.sqlite, logs/, cache/, backups/.
///
/// Owns store, vault, API client, services and their threads; the only door for ui and app. All services are
/// thread-safe, blocking, and refuse the GUI thread. Destruction cancels what is under way and joins.
class Workspace
{
public:
    /// "" → the platform's data folder + "/kfdesk".
    static QString defaultDirectory();
    static bool exists(const QString& directory);

    /// Makes the folder, the store and the vault, or nothing. Errors: those of store::Vault::found,
    /// store::Database::open, "workspace.exists", "workspace.folder" (arg path); "vault.keychain_sandbox": a sandbox
    /// never touches the keychain, here and below.
    static Result<std::unique_ptr<Workspace>> found(const QString& directory, const store::SlotKey& key,
                                                    WorkspaceKind kind, const Clock& clock);
    /// Errors: "workspace.none" (arg path), "workspace.folder", and those of Database, Migrator, Vault::unlock.
    static Result<std::unique_ptr<Workspace>> open(const WorkspaceOptions& options, const Clock& clock);
    ~Workspace();

    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    QString directory() const;
    WorkspaceKind kind() const;
    bool isUnlocked() const;
    Result<void> unlock(const store::SlotKey& key);

    // Vault slots
    Result<std::vector<store::SlotInfo>> slotList();
    Result<void> addSlot(const store::SlotKey& key);
    /// With `keeper` the entry of a keychain slot is removed as well.
    Result<void> removeSlot(qint64 id, store::SecretKeeper* keeper = nullptr);

    ComponentService& components();
    PlacementService& placements();
    CorpService& corps();
    LinkService& links();
    EventService& events();
    SyncService& sync();
    PurgeService& purges();
    SettingService& settings();
    StatusService& status();
    Host& host();
    ChangeFeed& changes();

    QThreadPool& readPool();        ///< 2 threads: the pages' reads
    QThreadPool& networkPool();     ///< 16 threads: API use cases, sync, bulk
    QThreadPool& coordinatorPool(); ///< 4 threads: who hands many calls to the network pool and waits for all of them

private:
    Workspace();
    static Result<std::unique_ptr<store::Vault>> foundVault(store::Connection& db, const WorkspaceFolder& folder,
                                                            const store::SlotKey& key, const Clock& clock);
    static Result<std::unique_ptr<Workspace>> foundIn(const WorkspaceFolder& folder, const store::SlotKey& key,
                                                      WorkspaceKind kind, const Clock& clock);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::service
