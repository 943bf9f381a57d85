#include "core/service/component_service.h"
#include "core/service/error_text.h"
#include "tests/store/memory_keeper.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/scripted_prompts.h"
#include "ui/page/first_start/key_choice.h"
#include "ui/support/clipboard.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/banner.h"
#include "ui/window/app_controller.h"
#include "ui/window/unlock_view.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace kfdesk;
using namespace kfdesk::ui;
using kfdesk::test::MemoryKeeper;
using namespace Qt::StringLiterals;

namespace {

bool shows(const QWidget& widget, const QString& text)
{
    const auto labels = widget.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
        return label->isVisibleTo(&widget) && label->text().contains(text);
    });
}

QString titleOf(const char* id)
{
    return service::describe(makeError(ErrorKind::Config, QLatin1String(id))).title;
}

model::Component component()
{
    model::Component result;
    result.name = u"Component"_s;
    result.suiteId = u"ww5uite0kf0demo01"_s;
    result.suiteSecret = Secret(u"secretsecretsecret"_s);
    result.token = Secret(u"Token123"_s);
    result.encodingAesKey = Secret(QString(43, u'a'));
    result.providerCorpId = u"wwProvider0001"_s;
    return result;
}

} // namespace

/// The keychain where people meet it: at the first start and when the workspace opens.
class TestKeychainUi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canBeChosenWhereItWorks();
    void saysWhyItCannotBeChosen_data();
    void saysWhyItCannotBeChosen();
    void opensTheWorkspaceByItself();

private:
    ui::test::ScriptedPrompts m_prompts;
};

void TestKeychainUi::canBeChosenWhereItWorks()
{
    const auto keeper = std::make_shared<MemoryKeeper>();
    KeyChoice choice(m_prompts, keeper);
    auto* radio = choice.findChild<QRadioButton*>(u"keyByKeychain"_s);
    QVERIFY(!radio->isEnabled()); // not touched before anybody sees it
    choice.show();
    QTRY_VERIFY(radio->isEnabled());
    QVERIFY(keeper->entries.empty());
    radio->click();
    const auto key = choice.key();
    QVERIFY(key && std::holds_alternative<store::Keychain>(*key));
    QVERIFY(std::get<store::Keychain>(*key).keeper == keeper);
    QVERIFY(!choice.findChild<QWidget*>(u"keyPassphrase"_s)->isVisible());
    QVERIFY(!choice.findChild<QWidget*>(u"keyFile"_s)->isVisible());
}

void TestKeychainUi::saysWhyItCannotBeChosen_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("given");
    QTest::newRow("no service") << u"vault.keychain_none"_s << true;
    QTest::newRow("does not answer") << u"vault.keychain_timeout"_s << true;
    QTest::newRow("program without one") << u"vault.keychain_none"_s << false;
}

void TestKeychainUi::saysWhyItCannotBeChosen()
{
    QFETCH(QString, id);
    QFETCH(bool, given);
    const auto keeper = std::make_shared<MemoryKeeper>();
    keeper->refusal = makeError(ErrorKind::Config, id);
    KeyChoice choice(m_prompts, given ? keeper : nullptr);
    choice.show();
    QTRY_VERIFY(shows(choice, titleOf(qPrintable(id))));
    QVERIFY(!choice.findChild<QRadioButton*>(u"keyByKeychain"_s)->isEnabled());
    QVERIFY(choice.findChild<QRadioButton*>(u"keyByPassphrase"_s)->isChecked());
}

void TestKeychainUi::opensTheWorkspaceByItself()
{
    const QTemporaryDir folder;
    const kfdesk::test::FakeClock clock;
    Clipboard clipboard(*QGuiApplication::clipboard());
    const auto keeper = std::make_shared<MemoryKeeper>();
    const auto sandbox = [] { return Result<OpenedWorkspace>(fail(makeError(ErrorKind::Internal, u"test.none"_s))); };
    UiSettings settings(folder.filePath(u"config"_s));
    AppController controller(clock, settings, sandbox, keeper);
    service::ListenerSettings listener;
    listener.startWithConsole = false;
    controller.found({folder.filePath(u"workspace"_s), store::Keychain{keeper}, component(), listener}, this,
                     [](const Result<void>& founded) { QVERIFY(founded); });
    QTRY_COMPARE(controller.phase(), AppController::Phase::Ready);

    controller.open(folder.filePath(u"workspace"_s), {});
    QTRY_COMPARE(controller.phase(), AppController::Phase::Ready);

    // The next time the keychain is locked: that is said, and once it is open again one press is enough.
    keeper->refusal = makeError(ErrorKind::Config, u"vault.keychain_timeout"_s);
    UnlockView view(controller, clipboard, m_prompts);
    view.show();
    controller.open(folder.filePath(u"workspace"_s), {});
    QTRY_COMPARE(controller.phase(), AppController::Phase::Locked);
    QVERIFY(shows(view, titleOf("vault.keychain_timeout")));
    auto* again = view.findChild<QPushButton*>(u"unlockKeychain"_s);
    QVERIFY(again->isVisibleTo(&view));
    again->click();
    QTRY_VERIFY(shows(view, titleOf("vault.keychain_timeout")));
    QCOMPARE(controller.phase(), AppController::Phase::Locked);
    keeper->refusal = {};
    again->click();
    QTRY_COMPARE(controller.phase(), AppController::Phase::Ready);
}

QTEST_MAIN(TestKeychainUi)
#include "test_keychain_ui.moc"
