#include "core/service/component_service.h"
#include "tests/ui/support/accessibility.h"
#include "tests/ui/support/page_rig.h"
#include "tests/ui/support/typing.h"
#include "tests/ui/support/window_rig.h"
#include "ui/window/page.h"
#include "ui/window/shell.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;
using Phase = AppController::Phase;

/// The first start, as somebody without a workspace meets it.
class TestFirstStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void componentIsConnectedAndToldWhatComesNext();
    void faultsAreShownAndNothingIsFounded_data();
    void faultsAreShownAndNothingIsFounded();
    void keyIsAskedFor_data();
    void keyIsAskedFor();
    void sandboxThatFailsIsSaid();
    void everyControlSpeaksAndIsReached_data();
    void everyControlSpeaksAndIsReached();

private:
    static void begin(WindowRig& rig)
    {
        rig.controller().open(rig.workspaceDir(), {});
        QTRY_COMPARE(rig.controller().phase(), Phase::NoWorkspace);
        QVERIFY(rig.shows("startConnect"));
    }
    static void connectMine(WindowRig& rig)
    {
        begin(rig);
        rig.find<QPushButton>("startConnect")->click();
        QTRY_VERIFY(rig.shows("connectFound"));
    }
    static void type(WindowRig& rig, const char* name, const QString& text)
    {
        ui::test::type(rig.find<QLineEdit>(name), text);
    }
    static void typeComponent(WindowRig& rig)
    {
        type(rig, "component_name", u"Ours"_s);
        type(rig, "component_suite_id", u"ww5uite0kf0demo01"_s);
        type(rig, "component_suite_secret", u"secretsecretsecret"_s);
        type(rig, "component_token", u"Token123"_s);
        type(rig, "component_encoding_aes_key", QString(43, u'k'));
        type(rig, "component_provider_corpid", u"wwProvider0001"_s);
    }
    static void byKeyFile(WindowRig& rig)
    {
        rig.find<QRadioButton>("keyByFile")->click();
        rig.find<QLineEdit>("keyFile")->setText(rig.keyFile());
    }
};

void TestFirstStart::componentIsConnectedAndToldWhatComesNext()
{
    WindowRig rig;
    connectMine(rig);
    typeComponent(rig);
    byKeyFile(rig);
    rig.find<QPushButton>("connectFound")->click();
    QTRY_VERIFY(rig.window().shell() && rig.window().shell()->currentPage());
    QVERIFY(QFile::exists(rig.keyFile()));
    QCOMPARE(rig.window().shell()->suiteId(), u"ww5uite0kf0demo01"_s);
    QVERIFY(rig.shows("welcome"));
    QVERIFY(!visibleWords(rig.window()).contains(u"secretsecretsecret"));
    rig.find<QWidget>("welcome")->findChild<QPushButton*>(u"bannerAction"_s)->click();
    QCOMPARE(rig.window().shell()->currentPage()->id(), PageId::Settings);
    QTRY_VERIFY(rig.find<QPushButton>("importChoose")->isEnabled());
    rig.find<QPushButton>("welcomeCallbacks")->click();
    QCOMPARE(rig.window().shell()->currentPage()->id(), PageId::Callbacks);
    rig.find<QWidget>("welcome")->findChild<QWidget*>(u"bannerClose"_s)->setFocus();
    QTest::keyClick(rig.window().focusWidget(), Qt::Key_Space);
    QVERIFY(!rig.shows("welcome"));

    // The next time it opens by itself, and nobody is welcomed again.
    rig.controller().open(rig.workspaceDir(), {});
    QTRY_VERIFY(rig.controller().phase() == Phase::Ready && rig.window().shell());
    QVERIFY(!rig.shows("welcome"));
}

void TestFirstStart::faultsAreShownAndNothingIsFounded_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* editor, const QString& typed, const QString& en,
                        const QString& zh) {
        QTest::addRow("%s, en", name) << u"en"_s << QByteArray(editor) << typed << en;
        QTest::addRow("%s, zh", name) << u"zh_CN"_s << QByteArray(editor) << typed << zh;
    };
    row("key cut off", "component_encoding_aes_key", QString(42, u'k'), u"exactly 43"_s, u"43"_s);
    row("suite_id with a blank", "component_suite_id", u"ww 1"_s, u"suite_id"_s, u"suite_id"_s);
    row("no secret", "component_suite_secret", u""_s, u"suite_secret is missing"_s, u"suite_secret"_s);
    row("token in Chinese", "component_token", u"令牌"_s, u"letters and digits"_s, u"字母"_s);
}

void TestFirstStart::faultsAreShownAndNothingIsFounded()
{
    QFETCH(QString, language);
    QFETCH(QByteArray, name);
    QFETCH(QString, typed);
    QFETCH(QString, says);
    WindowRig rig(language);
    connectMine(rig);
    typeComponent(rig);
    byKeyFile(rig);
    type(rig, name.constData(), typed);
    rig.find<QPushButton>("connectFound")->click();
    QVERIFY2(visibleWords(rig.window()).contains(says), qPrintable(visibleWords(rig.window())));
    QVERIFY(rig.find<QLineEdit>(name.constData())->hasFocus());
    QVERIFY(!QFile::exists(rig.workspaceDir()));
    QVERIFY(!QFile::exists(rig.keyFile()));
    QVERIFY(!visibleWords(rig.window()).contains(u"secretsecretsecret"));
    // What was typed is still there.
    QCOMPARE(rig.find<QLineEdit>("component_name")->text(), u"Ours"_s);
}

void TestFirstStart::keyIsAskedFor_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("says");
    QTest::newRow("short, en") << u"en"_s << u"short"_s << u"short"_s << u"too short"_s;
    QTest::newRow("short, zh") << u"zh_CN"_s << u"short"_s << u"short"_s << u"太短"_s;
    QTest::newRow("slip, en") << u"en"_s << u"correct horse"_s << u"correct hoarse"_s << u"not the same"_s;
    QTest::newRow("slip, zh") << u"zh_CN"_s << u"correct horse"_s << u"correct hoarse"_s << u"不一致"_s;
}

void TestFirstStart::keyIsAskedFor()
{
    QFETCH(QString, language);
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, says);
    WindowRig rig(language);
    connectMine(rig);
    typeComponent(rig);
    type(rig, "keyPassphrase", first);
    type(rig, "keyPassphraseAgain", second);
    rig.find<QPushButton>("connectFound")->click();
    QVERIFY2(visibleWords(rig.window()).contains(says), qPrintable(visibleWords(rig.window())));
    QVERIFY(!QFile::exists(rig.workspaceDir()));
    type(rig, "keyPassphrase", u"correct horse"_s);
    type(rig, "keyPassphraseAgain", u"correct horse"_s);
    rig.find<QPushButton>("connectFound")->click();
    QTRY_VERIFY_WITH_TIMEOUT(rig.window().shell(), 20'000);
}

void TestFirstStart::sandboxThatFailsIsSaid()
{
    WindowRig rig;
    begin(rig);
    rig.find<QPushButton>("startSandbox")->click();
    QTRY_VERIFY(rig.find<QPushButton>("startSandbox")->isEnabled());
    QVERIFY2(visibleWords(rig.window()).contains(u"test.none"), qPrintable(visibleWords(rig.window())));
    QVERIFY(rig.shows("startConnect"));
}

void TestFirstStart::everyControlSpeaksAndIsReached_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestFirstStart::everyControlSpeaksAndIsReached()
{
    QFETCH(QString, language);
    WindowRig rig(language);
    const auto verify = [&rig] {
        QCOMPARE(withoutName(rig.window()), QStringList());
        QCOMPARE(withoutDescription(rig.window()), QStringList());
        QCOMPARE(unreachableByTab(rig.window()), QStringList());
    };
    begin(rig);
    verify();
    rig.find<QPushButton>("startConnect")->click();
    QTRY_VERIFY(rig.shows("connectFound"));
    verify();
    rig.find<QRadioButton>("keyByFile")->click();
    verify();
    rig.find<QPushButton>("connectBack")->click();
    QTRY_VERIFY(rig.shows("startConnect"));
}

QTEST_MAIN(TestFirstStart)
#include "test_first_start.moc"
