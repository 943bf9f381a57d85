#include "ui/window/app_controller.h"

#include "core/format/search_key.h"
#include "core/service/component_service.h"
#include "ui/support/background.h"
#include "ui/support/ui_settings.h"
#include "ui/window/listener_control.h"

#include <QDir>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <thread>
#include <utility>

namespace kfdesk::ui {

namespace {

/// Takes down what a failed founding left, never a folder that was there before.
void removeIfNew(const QString& directory, bool wasThere)
{
    if (!wasThere)
        QDir(directory).removeRecursively();
}

Result<OpenedWorkspace> foundWorkspace(const FoundingPlan& plan, const Clock& clock)
{
    const bool wasThere = QDir(plan.directory).exists();
    auto founded = service::Workspace::found(plan.directory, plan.key, service::WorkspaceKind::Production, clock);
    if (!founded)
        return fail(founded.error());
    Result<qint64> added = founded.value()->components().add(plan.component);
    Result<void> kept = added ? founded.value()->settings().setListener(plan.listener) : fail(added.error());
    if (!kept) {
        founded.value().reset(); // closes its files first
        removeIfNew(plan.directory, wasThere);
        return fail(kept.error());
    }
    return OpenedWorkspace{*std::move(founded), nullptr};
}

/// A person who gave no key may have founded the workspace with a key file, whose place the vault remembers, or with
/// the keychain; or have pointed at the file when it had been moved. Why the last of them did not help; an empty id
/// when one did, or there is none.
Error tryKeptKeys(service::Workspace& workspace, const std::vector<store::SlotInfo>& ways,
                  const std::shared_ptr<store::SecretKeeper>& keychain)
{
    Error refusal;
    bool keychainTried = false;
    for (const store::SlotInfo& way : ways) {
        Result<void> unlocked = fail(makeError(ErrorKind::Config, QStringLiteral("vault.keychain_none")));
        if (way.kind == QLatin1String("key_file"))
            unlocked = workspace.unlock(store::KeyFile{way.label});
        else if (way.kind != QLatin1String("keychain") || std::exchange(keychainTried, true))
            continue;
        else if (keychain)
            unlocked = workspace.unlock(store::Keychain{keychain});
        if (unlocked)
            return {};
        refusal = unlocked.error();
    }
    return refusal;
}

/// Opens ICU on a worker, so that the first search does not wait for it.
void warmUpSearch(QThreadPool& pool)
{
    pool.start([] { format::searchKey({QStringLiteral("a")}); });
}

} // namespace

AppController::AppController(const Clock& clock, UiSettings& settings, Opener sandbox,
                             std::shared_ptr<store::SecretKeeper> keychain, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_settings(settings)
    , m_sandbox(std::move(sandbox))
    , m_keychain(std::move(keychain))
    , m_directory(service::Workspace::defaultDirectory())
{}

AppController::~AppController()
{
    close();
}

void AppController::open(const QString& directory, const std::optional<store::SlotKey>& key)
{
    if (m_phase == Phase::Opening)
        return;
    m_directory = directory;
    m_foundsWhenNone = true;
    openWith(openerOf(directory, key));
}

void AppController::openChosen(const QString& directory, QObject* context, Done done)
{
    if (m_phase == Phase::Opening)
        return;
    const QString before = std::exchange(m_directory, directory);
    m_foundsWhenNone = false;
    if (!done) {
        openWith(openerOf(directory, {}));
        return;
    }
    openWith(openerOf(directory, {}), context, [this, before, done = std::move(done)](const Result<void>& opened) {
        if (!opened)
            m_directory = before;
        done(opened);
    });
}

AppController::Opener AppController::openerOf(const QString& directory, const std::optional<store::SlotKey>& key) const
{
    return [directory, key, pointedAt = m_settings.keyFile(directory), keychain = m_keychain,
            &clock = m_clock]() -> Result<OpenedWorkspace> {
        OpenedWorkspace opened;
        KFDESK_TRY(opened.workspace, service::Workspace::open({directory, {}, false}, clock));
        KFDESK_TRY(opened.ways, opened.workspace->slotList());
        if (opened.ways.empty())
            return fail(makeError(ErrorKind::Config, QStringLiteral("vault.none")));
        auto tried = opened.ways;
        if (!pointedAt.isEmpty())
            tried.push_back({.kind = QStringLiteral("key_file"), .label = pointedAt});
        if (!key)
            opened.refusal = tryKeptKeys(*opened.workspace, tried, keychain);
        else if (const auto unlocked = opened.workspace->unlock(*key); !unlocked)
            opened.refusal = unlocked.error();
        return opened;
    };
}

void AppController::found(const FoundingPlan& plan, QObject* context, Done done)
{
    m_directory = plan.directory;
    openWith([plan, &clock = m_clock] { return foundWorkspace(plan, clock); }, context,
             [this, done = std::move(done)](const Result<void>& founded) {
                 m_founded = founded.has_value();
                 done(founded);
             });
}

void AppController::startSandbox(QObject* context, Done done)
{
    openWith(m_sandbox, context, std::move(done));
}

void AppController::retry()
{
    if (m_phase == Phase::Failed)
        openWith(m_last);
}

void AppController::openWith(Opener opener, QObject* context, Done done)
{
    if (m_phase == Phase::Opening)
        return;
    close();
    m_last = opener;
    m_opening = std::make_unique<QThreadPool>();
    setPhase(Phase::Opening);
    runInBackground(
        *m_opening, this,
        [opener = std::move(opener)](std::stop_token) {
            // In a shared_ptr, since a future copies what it holds.
            return opener().map(
                [](OpenedWorkspace opened) { return std::make_shared<OpenedWorkspace>(std::move(opened)); });
        },
        [this, context = QPointer(context), done = std::move(done)](auto opened) {
            if (context && done)
                done(opened ? Result<void>() : fail(opened.error()));
            if (opened) {
                settle(std::move(**opened));
                return;
            }
            m_error = opened.error();
            const bool toBeFounded = m_foundsWhenNone && m_error.id == QLatin1String("workspace.none");
            setPhase(done || toBeFounded ? Phase::NoWorkspace : Phase::Failed);
        });
}

void AppController::settle(OpenedWorkspace opened)
{
    m_opened = std::move(opened);
    m_directory = m_opened.workspace->directory();
    m_listener = std::make_unique<ListenerControl>(*m_opened.workspace);
    warmUpSearch(m_opened.workspace->readPool());
    const bool unlocked = m_opened.workspace->isUnlocked();
    setPhase(unlocked ? Phase::Ready : Phase::Locked);
    if (unlocked)
        m_listener->startIfWanted();
}

void AppController::unlock(const store::SlotKey& key, QObject* context, Done done)
{
    const auto* file = std::get_if<store::KeyFile>(&key);
    runInBackground(
        m_opened.workspace->readPool(), this,
        [key, &workspace = *m_opened.workspace](std::stop_token) { return workspace.unlock(key); },
        [this, keyFile = file ? file->path : QString(), context = QPointer(context),
         done = std::move(done)](const Result<void>& unlocked) {
            if (context && done)
                done(unlocked);
            if (!unlocked)
                return;
            if (!keyFile.isEmpty())
                m_settings.setKeyFile(m_directory, keyFile);
            setPhase(Phase::Ready);
            m_listener->startIfWanted();
        });
}

void AppController::lock()
{
    if (m_phase != Phase::Ready)
        return;
    runInBackground(
        m_opened.workspace->readPool(), this,
        [&workspace = *m_opened.workspace](std::stop_token) { return workspace.slotList(); },
        [this](Result<std::vector<store::SlotInfo>> ways) {
            const auto isPassphrase = [](const store::SlotInfo& way) {
                return way.kind == QLatin1String("passphrase");
            };
            if (m_phase != Phase::Ready || !ways)
                return;
            if (std::none_of(ways->begin(), ways->end(), isPassphrase)) {
                Q_EMIT cannotLock();
                return;
            }
            m_opened.ways = *std::move(ways);
            m_opened.refusal = {};
            setPhase(Phase::Locked);
        });
}

void AppController::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT phaseChanged();
}

void AppController::close()
{
    if (!m_opened.workspace)
        return;
    m_listener.reset();
    OpenedWorkspace closing = std::exchange(m_opened, {});
    setPhase(Phase::NoWorkspace); // the window lets go of its pages here
    m_opening.reset();
    // Its connections close on a thread that may block; nothing is on screen that could be seen to wait.
    std::thread([&closing] {
        closing.workspace.reset();
        closing.backing.reset();
    }).join();
}

} // namespace kfdesk::ui
