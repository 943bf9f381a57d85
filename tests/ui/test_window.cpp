#include "core/service/change_feed.h"
#include "core/service/component_service.h"
#include "core/service/host.h"
#include "core/service/placement_service.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/scripted_prompts.h"
#include "tests/ui/support/accessibility.h"
#include "ui/support/background.h"
#include "ui/support/clipboard.h"
#include "ui/support/language.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/fields.h"
#include "ui/widget/navigation_list.h"
#include "ui/window/app_controller.h"
#include "ui/window/change_batcher.h"
#include "ui/window/listener_control.h"
#include "ui/window/main_window.h"
#include "ui/window/shell.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;

namespace {

/// A page that writes down what the shell does to it.
class ProbePage final : public Page
{
public:
    ProbePage(PageId id, PageContext& pageContext, QWidget* parent)
        : Page(id, pageContext, parent)
        , m_search(addSearch())
    {
        retranslate();
    }

    QString title() const override { return u"probe"_qs; }
    void setSuite(const QString& suiteId) override { suites << suiteId; }
    void refresh() override { ++refreshed; }
    void onChanges(const std::vector<model::Change>& changes) override { changed += int(changes.size()); }
    void go(const Destination& destination) override { corpId = destination.corpId; }

    QStringList suites;
    int refreshed = 0;
    int changed = 0;
    qint64 corpId = 0;

private:
    SearchField* m_search;
};

PageSpecs probePages()
{
    const auto spec = [](PageId id, Glyph glyph, const QString& title) {
        return PageSpec{
            id, glyph, [title] { return title; },
            [id](PageContext& context, QWidget* parent) -> Page* { return new ProbePage(id, context, parent); }};
    };
    return {spec(PageId::Corps, Glyph::Building, u"corps"_qs), spec(PageId::Invite, Glyph::Qr, u"invite"_qs),
            spec(PageId::Callbacks, Glyph::Inbox, u"callbacks"_qs),
            spec(PageId::Settings, Glyph::Settings, u"settings"_qs)};
}

model::Component component(const QString& suiteId)
{
    model::Component result;
    result.name = u"Component "_qs + suiteId;
    result.suiteId = suiteId;
    result.suiteSecret = Secret(u"secretsecretsecret"_qs);
    result.token = Secret(u"Token123"_qs);
    result.encodingAesKey = Secret(u"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"_qs);
    result.providerCorpId = u"wwProvider0001"_qs;
    return result;
}

} // namespace

class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsFirstStartWithoutAWorkspace();
    void foundingOpensTheShell();
    void failedFoundingLeavesNothing();
    void asksForThePassphrase();
    void pagesAreBuiltWhenVisited();
    void keysReachThePage();
    void changesReachPagesAndCounts();
    void secondComponentBringsTheSelector();
    void brokenWorkspaceIsSaid();
    void changesAreCoalesced();
    void listenerBoxLeadsToTheCallbacks();
    void lockHidesTheDataAndKeepsListening();
    void closingWhileListeningAsks();
    void everyControlSpeaksAndIsReached();

private:
    FoundingPlan plan(const store::SlotKey& key) const;
    void found() { found(store::KeyFile{m_folder->filePath(u"key"_qs)}); }
    void found(const store::SlotKey& key);
    void listen();
    ProbePage* page(PageId id) const { return static_cast<ProbePage*>(m_window->shell()->page(id)); }
    QString workspaceDir() const { return m_folder->filePath(u"workspace"_qs); }

    std::unique_ptr<QTemporaryDir> m_folder;
    kfdesk::test::FakeClock m_clock;
    ScriptedPrompts m_prompts;
    std::unique_ptr<UiSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Clipboard> m_clipboard;
    std::unique_ptr<AppController> m_controller;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<UiSettings>(m_folder->filePath(u"config"_qs));
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<Language>();
    m_clipboard = std::make_unique<Clipboard>(*QGuiApplication::clipboard());
    m_controller = std::make_unique<AppController>(m_clock, *m_settings, [] {
        return Result<OpenedWorkspace>(fail(makeError(ErrorKind::Internal, u"test.none"_qs)));
    });
    m_window = std::make_unique<MainWindow>(
        WindowTools{*m_controller, m_prompts, *m_clipboard, *m_settings, *m_theme, *m_language, m_clock}, probePages(),
        [](AppController&, QWidget* parent) -> QWidget* { return new QLabel(u"first start"_qs, parent); });
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestWindow::cleanup()
{
    m_window.reset();
    m_controller.reset();
}

FoundingPlan TestWindow::plan(const store::SlotKey& key) const
{
    FoundingPlan result;
    result.directory = workspaceDir();
    result.key = key;
    result.component = component(u"ww5uite0kf0demo01"_qs);
    result.listener.startWithConsole = false;
    result.listener.port = 0; // any
    return result;
}

void TestWindow::found(const store::SlotKey& key)
{
    m_controller->found(plan(key), this, [](const Result<void>& founded) {
        QVERIFY2(founded, founded ? "" : qPrintable(founded.error().id + u' ' + founded.error().detail));
    });
    QTRY_VERIFY_WITH_TIMEOUT(m_window->shell() && m_window->shell()->currentPage(), 20'000);
}

void TestWindow::listen()
{
    QTRY_VERIFY(!m_controller->listener()->isBusy()); // deciding whether it is wanted
    m_controller->listener()->start();
    QTRY_COMPARE(m_controller->listener()->state().phase, service::ListenerState::Phase::Listening);
}

void TestWindow::showsFirstStartWithoutAWorkspace()
{
    m_controller->open(workspaceDir(), {});
    QTRY_COMPARE(m_controller->phase(), AppController::Phase::NoWorkspace);
    const auto labels = m_window->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](const QLabel* l) { return l->text() == u"first start" && l->isVisible(); }));
}

void TestWindow::foundingOpensTheShell()
{
    found();
    QCOMPARE(m_controller->phase(), AppController::Phase::Ready);
    QCOMPARE(page(PageId::Corps)->suites, QStringList{u"ww5uite0kf0demo01"_qs});
    QVERIFY(!m_window->findChild<QWidget*>(u"sandboxBand"_qs)->isVisible());
    QCOMPARE(m_controller->listener()->state().phase, service::ListenerState::Phase::Stopped);
}

void TestWindow::failedFoundingLeavesNothing()
{
    FoundingPlan bad = plan(store::KeyFile{m_folder->filePath(u"key"_qs)});
    bad.component.encodingAesKey = Secret(u"short"_qs);
    QString errorId;
    m_controller->found(bad, this, [&errorId](const Result<void>& founded) { errorId = founded.error().id; });
    QTRY_COMPARE(errorId, u"component.invalid"_qs);
    QCOMPARE(m_controller->phase(), AppController::Phase::NoWorkspace);
    QVERIFY(!QFile::exists(workspaceDir()));
    QVERIFY(!m_window->shell());
}

void TestWindow::asksForThePassphrase()
{
    bool founded = false;
    m_controller->found(plan(store::Passphrase{Secret(u"correct horse"_qs)}), this,
                        [&founded](const Result<void>& result) { founded = result.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(founded, 20'000);
    m_controller->open(workspaceDir(), {});
    QTRY_COMPARE(m_controller->phase(), AppController::Phase::Locked);
    QVERIFY(!m_window->shell());
    auto* field = m_window->findChild<QLineEdit*>(u"passphrase"_qs);
    auto* button = m_window->findChild<QPushButton*>(u"unlock"_qs);
    QVERIFY(field->isVisible());
    field->setText(u"wrong horse"_qs);
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 20'000);
    QCOMPARE(m_controller->phase(), AppController::Phase::Locked);
    field->setText(u"correct horse"_qs);
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->shell(), 20'000);
}

void TestWindow::pagesAreBuiltWhenVisited()
{
    found();
    QVERIFY(!page(PageId::Invite));
    QTest::mouseClick(m_window->findChild<NavigationItem*>(u"navigation1"_qs), Qt::LeftButton);
    QVERIFY(page(PageId::Invite));
    QCOMPARE(m_window->shell()->currentPage(), page(PageId::Invite));
    QVERIFY(m_window->findChild<NavigationItem*>(u"navigation1"_qs)->isChecked());
    QVERIFY(!m_window->findChild<NavigationItem*>(u"navigation0"_qs)->isChecked());
    Destination destination;
    destination.corpId = 7;
    Q_EMIT
    page(PageId::Invite)->goRequested(destination);
    QCOMPARE(m_window->shell()->currentPage(), page(PageId::Corps));
    QCOMPARE(page(PageId::Corps)->corpId, 7);
}

void TestWindow::keysReachThePage()
{
    found();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QCOMPARE(page(PageId::Corps)->refreshed, 1);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(page(PageId::Invite));
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(page(PageId::Invite)->findChild<SearchField*>()->hasFocus());
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(m_window->findChild<QWidget*>(u"quickSwitcher"_qs)->isVisible());
}

void TestWindow::changesReachPagesAndCounts()
{
    found();
    const auto* item = m_window->findChild<NavigationItem*>(u"navigation1"_qs);
    QCOMPARE(item->accessibleName(), u"invite"_qs);
    runInBackground(
        m_controller->workspace()->readPool(), this,
        [workspace = m_controller->workspace()](std::stop_token) {
            return workspace->placements().add(u"ww5uite0kf0demo01"_qs, u"shop"_qs, {}, true);
        },
        [](const Result<model::Placement>& added) { QVERIFY(added); });
    QTRY_VERIFY(page(PageId::Corps)->changed > 0);
    QTRY_COMPARE(item->accessibleName(), u"invite, 1"_qs);
}

void TestWindow::secondComponentBringsTheSelector()
{
    found();
    auto* selector = m_window->findChild<QComboBox*>(u"componentSelector"_qs);
    QVERIFY(!selector->isVisible());
    runInBackground(
        m_controller->workspace()->readPool(), this,
        [workspace = m_controller->workspace()](std::stop_token) {
            return workspace->components().add(component(u"ww5uite0kf0demo02"_qs));
        },
        [](const Result<qint64>& added) { QVERIFY(added); });
    QTRY_VERIFY(selector->isVisible());
    QCOMPARE(m_window->shell()->suiteId(), u"ww5uite0kf0demo01"_qs);
    selector->setCurrentIndex(1);
    Q_EMIT
    selector->activated(1);
    QCOMPARE(page(PageId::Corps)->suites.last(), u"ww5uite0kf0demo02"_qs);
}

void TestWindow::brokenWorkspaceIsSaid()
{
    found();
    // A folder that is a workspace, with a store that is none.
    QDir().mkpath(m_folder->filePath(u"broken"_qs));
    QVERIFY(QFile::copy(workspaceDir() + u"/workspace.ini"_qs, m_folder->filePath(u"broken/workspace.ini"_qs)));
    QFile store(m_folder->filePath(u"broken/kfdesk.sqlite"_qs));
    QVERIFY(store.open(QIODevice::WriteOnly));
    store.write(QByteArray(4096, 'x'));
    store.close();
    m_controller->open(m_folder->filePath(u"broken"_qs), {});
    QTRY_COMPARE(m_controller->phase(), AppController::Phase::Failed);
    QVERIFY(!m_window->shell());
    QVERIFY(m_window->findChild<QPushButton*>(u"unlockRetry"_qs)->isVisible());
}

void TestWindow::changesAreCoalesced()
{
    service::ChangeFeed feed;
    ChangeBatcher batcher(feed, nullptr, 0);
    QSignalSpy batches(&batcher, &ChangeBatcher::changed);
    const model::Change one{model::ChangeKind::Corp, 1};
    feed.publish({one, {model::ChangeKind::Link, 2}});
    feed.publish({one});
    QTRY_COMPARE(batches.size(), 1);
    QCOMPARE(batches.first().first().value<std::vector<model::Change>>().size(), 2U);
}

void TestWindow::listenerBoxLeadsToTheCallbacks()
{
    found();
    auto* box = m_window->findChild<QAbstractButton*>(u"listenerBox"_qs);
    QTRY_COMPARE(box->accessibleName(), u"Listener stopped, No ticket yet"_qs);
    listen();
    QTRY_VERIFY(box->accessibleName().startsWith(u"Listening"));
    QCOMPARE(box->accessibleDescription(), m_controller->listener()->state().url);
    box->click();
    QCOMPARE(m_window->shell()->currentPage(), page(PageId::Callbacks));
    QVERIFY(m_window->findChild<NavigationItem*>(u"navigation3"_qs)->isChecked());
}

void TestWindow::lockHidesTheDataAndKeepsListening()
{
    found(store::Passphrase{Secret(u"correct horse"_qs)});
    listen();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(!m_window->shell());
    QCOMPARE(m_controller->phase(), AppController::Phase::Locked);
    QVERIFY(!m_window->findChild<Page*>()); // nothing of it is left to look at
    QCOMPARE(m_controller->workspace()->host().state().phase, service::ListenerState::Phase::Listening);
    auto* passphrase = m_window->findChild<QLineEdit*>(u"passphrase"_qs);
    QTRY_VERIFY(passphrase->hasFocus());
    QCOMPARE(withoutName(*m_window), QStringList());
    QCOMPARE(withoutDescription(*m_window), QStringList());
    QCOMPARE(unreachableByTab(*m_window), QStringList());
    passphrase->setFocus();
    QTest::keyClicks(passphrase, u"correct horse"_qs);
    QTest::keyClick(passphrase, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->shell(), 20'000);
    QCOMPARE(m_controller->listener()->state().phase, service::ListenerState::Phase::Listening);
}

void TestWindow::closingWhileListeningAsks()
{
    found();
    listen();
    m_prompts.agrees = false;
    m_window->close();
    QCOMPARE(m_prompts.asked.size(), size_t(1));
    QVERIFY(m_prompts.lastQuestion.destructive);
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_controller->listener()->state().phase, service::ListenerState::Phase::Listening);
}

void TestWindow::everyControlSpeaksAndIsReached()
{
    found();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto* search = page(PageId::Corps)->findChild<SearchField*>();
    search->setAccessibleDescription(u"of the probe"_qs);
    QCOMPARE(withoutName(*m_window), QStringList());
    QCOMPARE(withoutDescription(*m_window), QStringList());
    QCOMPARE(unreachableByTab(*m_window), QStringList());
    m_window->findChild<QWidget*>(u"navigation0"_qs)->setFocus();
    QCOMPARE(tabOrder(*m_window),
             (QStringList{u"navigation0"_qs, u"navigation1"_qs, u"navigation3"_qs, u"navigation4"_qs, u"listenerBox"_qs,
                          u"welcomeCallbacks"_qs, u"bannerAction"_qs, u"bannerClose"_qs, u"search"_qs}));

    m_window->shell()->jumpToCorp();
    auto* switcher = m_window->findChild<QWidget*>(u"quickSwitcher"_qs);
    QVERIFY(QTest::qWaitForWindowActive(switcher));
    QTRY_VERIFY(switcher->findChild<QWidget*>(u"quickSwitcherNone"_qs)->isVisible());
    QCOMPARE(withoutName(*switcher), QStringList());
    QCOMPARE(withoutDescription(*switcher), QStringList());
    QTest::keyClick(switcher, Qt::Key_Escape);
    QVERIFY(!switcher->isVisible());
}

QTEST_MAIN(TestWindow)
#include "test_window.moc"
