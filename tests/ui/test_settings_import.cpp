#include "core/store/database.h"
#include "core/store/token_repository.h"
#include "tests/ui/support/accessibility.h"
#include "tests/ui/support/page_rig.h"
#include "ui/page/settings/settings_page.h"

#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

/// Corps that authorised before are brought in from a file, where the operator keeps the component.
class TestSettingsImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileIsCheckedAndImportedAndFailuresAreTriedAgain();
    void fileWithAFaultIsRefusedWhole_data();
    void fileWithAFaultIsRefusedWhole();
    void nothingIsImportedAgainstTheWill();
    void withoutATicketTheWayToOneIsShown();

private:
    /// A merchant whose code another program has: its corp id and permanent code; this workspace knows neither.
    static std::pair<QString, QByteArray> merchantOfElsewhere(PageRig& rig)
    {
        const QString corpId = rig.service.control(u"authorize"_s, {{u"state"_s, u"old"_s}, {u"accounts"_s, 2}})
                                   .value("auth_corpid"_L1)
                                   .toString();
        if (!rig.service.waitForCorp(corpId, model::CorpStatus::Active))
            qFatal("the merchant does not authorise");
        auto database = *store::Database::open(rig.service.workspaceDir() + u"/kfdesk.sqlite"_s);
        const auto vault = *store::Vault::unlock(**database->connection(), rig.service.key());
        const auto code = (*store::TokenRepository(**database->connection(), *vault)
                                .find(store::TokenKind::PermanentCode, rig.service.suiteId(), corpId))
                              ->value;
        if (!rig.service.workspace->purges().purge(rig.service.corp(corpId)->id, {}))
            qFatal("no purge");
        return {corpId, code.view().toByteArray()};
    }
    static QString write(PageRig& rig, const QByteArray& content)
    {
        const QString path = rig.service.folder.filePath(u"corps.csv"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no file");
        return path;
    }
    static SettingsPage* show(PageRig& rig)
    {
        auto* page = rig.show<SettingsPage>();
        if (!QTest::qWaitFor([&rig] { return rig.find<QPushButton>("importChoose")->isEnabled(); }))
            qFatal("nothing can be imported");
        return page;
    }
    static void choose(PageRig& rig, const QString& path)
    {
        rig.prompts.files.push_back(path);
        rig.find<QPushButton>("importChoose")->click();
    }
};

void TestSettingsImport::fileIsCheckedAndImportedAndFailuresAreTriedAgain()
{
    PageRig rig;
    const auto [corpId, code] = merchantOfElsewhere(rig);
    auto* page = show(rig);
    QSignalSpy asked(page, &Page::goRequested);
    rig.service.fault(u"get_corp_token"_s, 40084, 1);
    choose(rig, write(rig, "auth_corpid,permanent_code,state\n" + corpId.toUtf8() + "," + code + ",shop1\n"));
    QTRY_VERIFY(!rig.prompts.asked.empty() && rig.prompts.lastQuestion.title.contains(u'1'));
    auto* failures = rig.find<QListWidget>("progressFailures");
    QTRY_COMPARE(failures->count(), 1);
    QTRY_VERIFY(rig.find<QPushButton>("progressRetry")->isVisible());
    QVERIFY(failures->item(0)->text().startsWith(corpId));
    QVERIFY(!failures->item(0)->text().contains(QString::fromLatin1(code)));
    QVERIFY(rig.service.corps().empty());

    rig.find<QPushButton>("progressRetry")->click();
    QTRY_VERIFY(visibleWords(*page).contains(u"1 corp is imported"));
    QVERIFY(!rig.find<QWidget>("progressStrip")->isVisible());
    const auto corp = rig.service.corp(corpId);
    QVERIFY(corp);
    QCOMPARE(corp->states, QStringList{u"shop1"_s});
    QCOMPARE(corp->accountCount, 2);
    QVERIFY(!visibleWords(*page).contains(QString::fromLatin1(code)));
    rig.find<QWidget>("importBanner")->findChild<QPushButton*>(u"bannerAction"_s)->click();
    QCOMPARE(asked.front().front().value<Destination>().page, PageId::Corps);
}

void TestSettingsImport::fileWithAFaultIsRefusedWhole_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QByteArray& content, const QString& en, const QString& zh) {
        QTest::addRow("%s, en", name) << u"en"_s << content << en;
        QTest::addRow("%s, zh", name) << u"zh_CN"_s << content << zh;
    };
    row("line without a code", "auth_corpid,permanent_code\nwpA,secretcode\nwpB,\n", u"Line 3 cannot be imported"_s,
        u"第 3 行"_s);
    row("twice", "auth_corpid,permanent_code\nwpA,secretcode\nwpA,secretcode\n", u"Line 3 cannot be imported"_s,
        u"第 3 行"_s);
    row("state outside the alphabet", "auth_corpid,permanent_code,state\nwpA,secretcode,南山店\n",
        u"Line 2 cannot be imported"_s, u"第 2 行"_s);
    row("no list", "hello", u"The file is not a list that can be imported"_s, u"不是可导入的列表"_s);
    row("broken JSON", R"([{"auth_corpid":"wpA","permanent_code":"secretcode")", u"is broken at byte 5"_s, u"第 5"_s);
    row("empty", "", u"The file is not a list that can be imported"_s, u"不是可导入的列表"_s);
    row("a picture", QByteArray::fromHex("89504e470d0a1a0a0000000d49484452"),
        u"The file is not a list that can be imported"_s, u"不是可导入的列表"_s);
}

void TestSettingsImport::fileWithAFaultIsRefusedWhole()
{
    QFETCH(QString, language);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    PageRig rig(language);
    auto* page = show(rig);
    choose(rig, write(rig, content));
    auto* banner = rig.find<QWidget>("importBanner");
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(banner->accessibleName().contains(says), qPrintable(banner->accessibleName()));
    QVERIFY(!banner->accessibleDescription().isEmpty());
    QTRY_COMPARE(banner->visibleRegion().boundingRect().size(), banner->size()); // not below what the window shows
    QVERIFY(!visibleWords(*page).contains(u"secretcode"));
    QVERIFY(rig.prompts.asked.size() == 1); // the file, no question after it
    QCOMPARE(rig.service.calls(u"get_corp_token"_s), 0);
    QCOMPARE(withoutName(*page), QStringList());
    QCOMPARE(withoutDescription(*page), QStringList());
    QCOMPARE(unreachableByTab(*page), QStringList());
    choose(rig, u"/nowhere/corps.csv"_s);
    QTRY_VERIFY(banner->accessibleName().contains(u"/nowhere/corps.csv"));
}

void TestSettingsImport::nothingIsImportedAgainstTheWill()
{
    PageRig rig;
    show(rig);
    rig.prompts.agrees = false;
    choose(rig, write(rig, "auth_corpid,permanent_code\nwpA,secretcode\n"));
    QTRY_COMPARE(rig.prompts.asked.size(), size_t(2));
    QVERIFY(!rig.find<QWidget>("progressStrip")->isVisible());
    QCOMPARE(rig.service.calls(u"get_corp_token"_s), 0);
}

void TestSettingsImport::withoutATicketTheWayToOneIsShown()
{
    PageRig rig(u"en"_s, {8, 3, false});
    auto* page = show(rig);
    QSignalSpy asked(page, &Page::goRequested);
    choose(rig, write(rig, "auth_corpid,permanent_code\nwpA,secretcode\n"));
    auto* banner = rig.find<QWidget>("importBanner");
    QTRY_VERIFY(banner->accessibleName().contains(u"No platform ticket"));
    banner->findChild<QPushButton*>(u"bannerAction"_s)->click();
    QCOMPARE(asked.front().front().value<Destination>().page, PageId::Callbacks);
}

QTEST_MAIN(TestSettingsImport)
#include "test_settings_import.moc"
