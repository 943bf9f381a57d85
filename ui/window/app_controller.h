#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/model/component.h"
#include "core/service/setting_service.h"
#include "core/service/workspace.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace kfdesk::ui {

class ListenerControl;
class UiSettings;

/// An open workspace and what it stands on (the sandbox: its simulator and temporary folder). `backing` is let go
/// after the workspace.
struct OpenedWorkspace
{
    std::unique_ptr<service::Workspace> workspace;
    std::shared_ptr<void> backing;
    std::vector<store::SlotInfo> ways = {}; ///< what opens its vault
    Error refusal = {};                     ///< why none of the keys at hand did
};

/// What the first start decides.
struct FoundingPlan
{
    QString directory;
    store::SlotKey key;
    model::Component component;
    service::ListenerSettings listener;
};

/// Which workspace the program has open. Opening, founding and unlocking run off the GUI thread.
///
///   NoWorkspace ──open/found/startSandbox──▶ Opening ──▶ Ready ──lock──▶ Locked
///        ▲                                     ├──▶ Locked ──unlock──▶ Ready
///        └──────────── (found failed) ─────────┴──▶ Failed (open failed; open() may be tried again)
class AppController : public QObject
{
    Q_OBJECT

public:
    enum class Phase { NoWorkspace, Opening, Locked, Ready, Failed };
    using Opener = std::function<Result<OpenedWorkspace>()>; ///< blocking; runs on a worker
    using Done = std::function<void(Result<void>)>;

    /// `settings` remembers the key files that people point at. `keychain`: the system's, or none.
    AppController(const Clock& clock, UiSettings& settings, Opener sandbox,
                  std::shared_ptr<store::SecretKeeper> keychain = {}, QObject* parent = nullptr);
    ~AppController() override; ///< closes the workspace and waits for it

    Phase phase() const { return m_phase; }
    const Error& error() const { return m_error; } ///< Failed
    /// Null unless Locked or Ready.
    service::Workspace* workspace() const { return m_opened.workspace.get(); }
    ListenerControl* listener() const { return m_listener.get(); }
    const Clock& clock() const { return m_clock; }
    const std::shared_ptr<store::SecretKeeper>& keychain() const { return m_keychain; }
    /// True once after found() has founded this workspace.
    bool takeFounded() { return std::exchange(m_founded, false); }
    /// Locked: what would open it, and why the keys at hand (key files where the vault remembers them, the keychain, or
    /// the key that was given) did not; an empty id when there was none to try.
    const std::vector<store::SlotInfo>& ways() const { return m_opened.ways; }
    const Error& refusal() const { return m_opened.refusal; }
    /// The folder that open() was given, or will be founded in by default.
    QString directory() const { return m_directory; }

    /// NoWorkspace when there is none in `directory`. Without `key` the key files and keychain entries that the
    /// vault names are tried, and the key file that unlock() was last given; Locked when none of them opens it, or
    /// `key` does not.
    void open(const QString& directory, const std::optional<store::SlotKey>& key);
    /// The same for a folder that a person pointed at: nothing is founded there. When it cannot be opened the one who
    /// asked with `done` says why, and everything is as before; without `done` the phase is Failed.
    void openChosen(const QString& directory, QObject* context = nullptr, Done done = {});
    /// Founds it, adds the component, keeps the listener settings. A half-founded folder is removed on errors. `done`
    /// is called on the GUI thread, before phaseChanged(), while `context` lives.
    void found(const FoundingPlan& plan, QObject* context, Done done);
    /// The whole product on a simulated WeCom, in a temporary folder. With `done` the one who asked shows an error and
    /// the phase goes back to NoWorkspace; without, it is Failed.
    void startSandbox(QObject* context = nullptr, Done done = {});
    /// Failed: the same once more.
    void retry();
    void unlock(const store::SlotKey& key, QObject* context, Done done);
    /// Hides the data until the passphrase is given; keys and listener go on. cannotLock() while no slot has a
    /// passphrase: nobody could open it again.
    void lock();

Q_SIGNALS:
    void phaseChanged();
    void cannotLock();

private:
    void openWith(Opener opener, QObject* context = nullptr, Done done = {});
    Opener openerOf(const QString& directory, const std::optional<store::SlotKey>& key) const;
    void settle(OpenedWorkspace opened);
    void setPhase(Phase phase);
    void close();

    const Clock& m_clock;
    UiSettings& m_settings;
    Opener m_sandbox;
    std::shared_ptr<store::SecretKeeper> m_keychain;
    Opener m_last; ///< for retry()
    bool m_foundsWhenNone = true;
    bool m_founded = false;
    QString m_directory;
    /// A thread for each opening, gone before the workspace is: a thread that outlives a store would keep its
    /// connection and hand it to the next store.
    std::unique_ptr<QThreadPool> m_opening;
    Phase m_phase = Phase::NoWorkspace;
    Error m_error;
    OpenedWorkspace m_opened;
    std::unique_ptr<ListenerControl> m_listener;
};

} // namespace kfdesk::ui
