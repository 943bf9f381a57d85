#include "core/service/setting_service.h"
#include "tests/ui/support/accessibility.h"
#include "tests/ui/support/page_rig.h"
#include "tests/ui/support/typing.h"
#include "ui/page/settings/settings_page.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTcpServer>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;
using ListenerPhase = service::ListenerState::Phase;

/// The settings page on a real workspace.
class TestSettingsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreCheckedAsTyped_data();
    void valuesAreCheckedAsTyped();
    void componentIsEditedWithoutShowingSecrets();
    void componentIsAdded();
    void officialLinkIsTakenApart();
    void languageChangesAtOnce();
    void colourChangesAtOnceAndIsKept();
    void listenerMovesToAnotherPort();
    void badListenerAddressIsSaid_data();
    void badListenerAddressIsSaid();
    void keysAreAddedAndRemoved();
    void everyControlSpeaksAndIsReached_data();
    void everyControlSpeaksAndIsReached();

private:
    static SettingsPage* show(PageRig& rig, const QString& section = u"components"_s)
    {
        auto* page = rig.show<SettingsPage>();
        Destination destination{PageId::Settings};
        destination.section = section;
        page->go(destination);
        if (section == u"components" && !QTest::qWaitFor([&rig] { return !field(rig, "suite_id")->text().isEmpty(); }))
            qFatal("the component is not shown");
        return page;
    }
    static QLineEdit* field(PageRig& rig, const char* key)
    {
        return rig.find<QLineEdit>(qPrintable(u"component_"_s + QLatin1String(key)));
    }
    static model::Component stored(PageRig& rig, const QString& suiteId)
    {
        return rig.service.workspace->components().find(suiteId).value();
    }
};

void TestSettingsPage::valuesAreCheckedAsTyped_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* key, const QString& typed, const QString& en, const QString& zh) {
        QTest::addRow("%s, en", name) << u"en"_s << QString::fromLatin1(key) << typed << en;
        QTest::addRow("%s, zh", name) << u"zh_CN"_s << QString::fromLatin1(key) << typed << zh;
    };
    row("key of 42", "encoding_aes_key", QString(42, u'a'), u"exactly 43"_s, u"43"_s);
    row("key of 44", "encoding_aes_key", QString(44, u'a'), u"exactly 43"_s, u"43"_s);
    row("key with a blank inside", "encoding_aes_key", QString(20, u'a') + u' ' + QString(22, u'a'), u"exactly 43"_s,
        u"43"_s);
    row("token with a dash", "token", u"my-token"_s, u"letters and digits"_s, u"字母"_s);
    row("token of 33", "token", QString(33, u't'), u"1 to 32"_s, u"32"_s);
    row("secret with a blank", "suite_secret", u"a b"_s, u"suite_secret"_s, u"suite_secret"_s);
    row("provider in Chinese", "provider_corpid", u"我的企业"_s, u"corp ID"_s, u"corpid"_s);
    row("proxy without a scheme", "proxy", u"10.0.0.1:3128"_s, u"http://host:port"_s, u"http://"_s);
    row("no name", "name", u" "_s, u"needs a name"_s, u"名称"_s);
}

void TestSettingsPage::valuesAreCheckedAsTyped()
{
    QFETCH(QString, language);
    QFETCH(QString, key);
    QFETCH(QString, typed);
    QFETCH(QString, says);
    PageRig rig(language);
    auto* page = show(rig);
    auto* editor = field(rig, qPrintable(key));
    const QString before = visibleWords(*page);
    type(editor, typed);
    QVERIFY2(visibleWords(*page).contains(says, Qt::CaseInsensitive), qPrintable(visibleWords(*page)));
    QVERIFY(visibleWords(*page).size() > before.size());
    QVERIFY(!editor->accessibleDescription().isEmpty());
    QVERIFY(visibleWords(*page).contains(editor->accessibleDescription())); // the sentence, and it is read aloud
    rig.find<QPushButton>("componentSave")->click();
    QVERIFY(editor->hasFocus());
    const auto kept = stored(rig, rig.service.suiteId());
    QCOMPARE(kept.token, rig.service.identity().token); // nothing was written
    QCOMPARE(kept.encodingAesKey, rig.service.identity().encodingAesKey);
}

void TestSettingsPage::componentIsEditedWithoutShowingSecrets()
{
    PageRig rig;
    auto* page = show(rig);
    const auto& identity = rig.service.identity();
    for (const char* secret : {"suite_secret", "token", "encoding_aes_key"}) {
        QVERIFY(field(rig, secret)->text().isEmpty());
        QCOMPARE(field(rig, secret)->placeholderText(), u"unchanged"_s);
    }
    QVERIFY(field(rig, "suite_id")->isReadOnly());
    type(field(rig, "name"), u"Shops of the south"_s);
    type(field(rig, "token"), u"NewToken1"_s);
    rig.find<QPushButton>("componentSave")->click();
    QTRY_VERIFY(visibleWords(*page).contains(u"Saved."));
    const auto kept = stored(rig, identity.suiteId);
    QCOMPARE(kept.name, u"Shops of the south"_s);
    QCOMPARE(kept.token, Secret(u"NewToken1"_s));
    QCOMPARE(kept.suiteSecret, identity.suiteSecret); // what was left empty
    QTRY_VERIFY(field(rig, "token")->text().isEmpty());
    QVERIFY(rig.find<QListWidget>("componentList")->item(0)->text().contains(u"Shops of the south"));
}

void TestSettingsPage::componentIsAdded()
{
    PageRig rig;
    auto* page = show(rig);
    rig.find<QPushButton>("componentAdd")->click();
    QVERIFY(field(rig, "suite_id")->text().isEmpty());
    QVERIFY(!rig.find<QPushButton>("importChoose")->isEnabled()); // it is not there yet
    rig.find<QPushButton>("componentSave")->click();
    QVERIFY(field(rig, "name")->hasFocus()); // the first of all that is missing
    // The second one is another WeCom's: what it is called, the rest it shares.
    type(field(rig, "name"), u"Second"_s);
    type(field(rig, "suite_id"), u"ww5econd0000000001"_s);
    type(field(rig, "suite_secret"), u"secretsecret"_s);
    type(field(rig, "token"), u"Token2"_s);
    type(field(rig, "encoding_aes_key"), QString(43, u'k'));
    type(field(rig, "provider_corpid"), u"wwProvider0002"_s);
    rig.find<QPushButton>("componentSave")->click();
    QTRY_VERIFY2(visibleWords(*page).contains(u"Saved.") || visibleWords(*page).contains(u"cannot share"),
                 qPrintable(visibleWords(*page)));
    // A sandbox takes simulated components only, and says so.
    QVERIFY(visibleWords(*page).contains(u"cannot share a workspace"));
    QCOMPARE(rig.find<QListWidget>("componentList")->count(), 1);
}

void TestSettingsPage::officialLinkIsTakenApart()
{
    PageRig rig;
    show(rig);
    rig.find<QPushButton>("componentAdd")->click();
    type(field(rig, "suite_id"), u"https://open.work.weixin.qq.com/compApp/ww5econd0000000001"_s);
    QCOMPARE(field(rig, "suite_id")->text(), u"ww5econd0000000001"_s);
}

void TestSettingsPage::languageChangesAtOnce()
{
    PageRig rig;
    auto* page = show(rig, u"appearance"_s);
    rig.find<QRadioButton>("languageChinese")->click();
    QTRY_COMPARE(rig.find<QListWidget>("settingsList")->item(0)->text(), u"组件"_s);
    QCOMPARE(rig.settings().value(settings::language), u"zh_CN"_s);
    static const QRegularExpression english(u"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}"_s); // three words of a sentence
    for (int section = 0; section < rig.find<QListWidget>("settingsList")->count(); ++section) {
        rig.find<QListWidget>("settingsList")->setCurrentRow(section);
        QVERIFY2(!visibleWords(*page).contains(english), qPrintable(visibleWords(*page)));
    }
    rig.find<QRadioButton>("languageEnglish")->click();
    QTRY_COMPARE(rig.find<QListWidget>("settingsList")->item(0)->text(), u"Components"_s);
}

void TestSettingsPage::colourChangesAtOnceAndIsKept()
{
    PageRig rig;
    show(rig, u"appearance"_s);
    rig.find<QRadioButton>("themeDark")->click();
    QCOMPARE(rig.theme().mode(), Theme::Mode::Dark);
    QVERIFY(rig.find<QRadioButton>("themeDark")->palette().window().color().lightness() < 128);
    QCOMPARE(rig.settings().value(settings::theme), u"dark"_s);
    rig.find<QRadioButton>("themeLight")->click();
    QVERIFY(rig.find<QRadioButton>("themeDark")->palette().window().color().lightness() > 128);
}

void TestSettingsPage::listenerMovesToAnotherPort()
{
    PageRig rig;
    show(rig, u"listener"_s);
    QTRY_COMPARE(rig.find<QLineEdit>("listenerAddress")->text(), u"127.0.0.1"_s);
    QTRY_COMPARE(rig.listener().state().phase, ListenerPhase::Listening);
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    const quint16 port = free.serverPort();
    free.close();
    rig.find<QSpinBox>("listenerPort")->setValue(port);
    rig.find<QPushButton>("listenerSave")->click();
    QTRY_VERIFY(rig.listener().state().url.endsWith(u':' + QString::number(port)));
    QCOMPARE(rig.service.workspace->settings().listener()->port, port);
}

void TestSettingsPage::badListenerAddressIsSaid_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    QTest::newRow("name, en") << u"en"_s << u"listenerAddress"_s << u"my server"_s << u"not an address to listen on"_s;
    QTest::newRow("name, zh") << u"zh_CN"_s << u"listenerAddress"_s << u"my server"_s << u"监听"_s;
    QTest::newRow("public, en") << u"en"_s << u"listenerPublicUrl"_s << u"kf.example.com"_s
                                << u"must begin with https://"_s;
    QTest::newRow("public, zh") << u"zh_CN"_s << u"listenerPublicUrl"_s << u"kf.example.com"_s << u"https://"_s;
}

void TestSettingsPage::badListenerAddressIsSaid()
{
    QFETCH(QString, language);
    QFETCH(QString, name);
    QFETCH(QString, typed);
    QFETCH(QString, says);
    PageRig rig(language);
    auto* page = show(rig, u"listener"_s);
    QTRY_COMPARE(rig.find<QLineEdit>("listenerAddress")->text(), u"127.0.0.1"_s);
    const auto before = rig.service.workspace->settings().listener().value();
    rig.find<QLineEdit>(qPrintable(name))->setText(typed);
    rig.find<QPushButton>("listenerSave")->click();
    auto* banner = rig.find<QWidget>("listenerBanner");
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(visibleWords(*banner).contains(says), qPrintable(visibleWords(*banner)));
    QCOMPARE(rig.service.workspace->settings().listener()->address, before.address);
    QCOMPARE(rig.service.workspace->settings().listener()->publicUrl, before.publicUrl);
    QCOMPARE(rig.listener().state().phase, ListenerPhase::Listening);
    Q_UNUSED(page)
}

void TestSettingsPage::keysAreAddedAndRemoved()
{
    PageRig rig;
    auto* page = show(rig, u"security"_s);
    auto* list = rig.find<QListWidget>("slotList");
    QTRY_COMPARE(list->count(), 1);
    rig.prompts.texts = {u"correct horse"_s, u"correct mouse"_s};
    rig.find<QPushButton>("slotAddPassphrase")->click();
    QTRY_VERIFY(visibleWords(*page).contains(u"not the same"));
    rig.prompts.texts = {u"short"_s, u"short"_s};
    rig.find<QPushButton>("slotAddPassphrase")->click();
    QTRY_VERIFY(visibleWords(*page).contains(u"too short"));
    QCOMPARE(list->count(), 1);
    rig.prompts.texts = {u"correct horse"_s, u"correct horse"_s};
    rig.find<QPushButton>("slotAddPassphrase")->click();
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 2, 20'000);
    rig.prompts.files = {rig.service.folder.filePath(u"second.key"_s)};
    rig.find<QPushButton>("slotAddFile")->click();
    QTRY_COMPARE(list->count(), 3);
    QVERIFY(list->item(2)->text().contains(u"second.key"));

    QVERIFY(!rig.find<QPushButton>("slotRemove")->isEnabled());
    for (int left = 2; left >= 1; --left) {
        list->setCurrentRow(0);
        rig.find<QPushButton>("slotRemove")->click();
        QVERIFY(rig.prompts.lastQuestion.destructive);
        QTRY_COMPARE(list->count(), left);
    }
    list->setCurrentRow(0);
    QVERIFY(!rig.find<QPushButton>("slotRemove")->isEnabled()); // nothing else would open the workspace
    QVERIFY(rig.find<QPushButton>("slotRemove")->toolTip().contains(u"last key"));
}

void TestSettingsPage::everyControlSpeaksAndIsReached_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("section");
    for (const QString& section : {u"components"_s, u"listener"_s, u"security"_s, u"appearance"_s, u"about"_s}) {
        QTest::addRow("%s, en", qPrintable(section)) << u"en"_s << section;
        QTest::addRow("%s, zh", qPrintable(section)) << u"zh_CN"_s << section;
    }
}

void TestSettingsPage::everyControlSpeaksAndIsReached()
{
    QFETCH(QString, language);
    QFETCH(QString, section);
    PageRig rig(language);
    auto* page = show(rig, section);
    QCOMPARE(withoutName(*page), QStringList());
    QCOMPARE(withoutDescription(*page), QStringList());
    QCOMPARE(unreachableByTab(*page), QStringList());
}

QTEST_MAIN(TestSettingsPage)
#include "test_settings_page.moc"
