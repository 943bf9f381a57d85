#include "tests/ui/event_words.h"
#include "ui/page/callbacks/callbacks_page.h"
#include "ui/widget/fields.h"

#include <QClipboard>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;

/// What an event tells, and what it keeps to itself.
class TestCallbacksEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticketsAreHiddenUntilAskedFor();
    void eachKindOfEventIsTold_data();
    void eachKindOfEventIsTold();
    void cancellationShowsItsReceipt();
    void refusedAddressCanBeCopiedAndTriedAgain();
    void timeLeftRunsDown();
    void secretsStayMaskedUntilAskedFor();
    void secretsGoWhenThePageIsLeft();
};

void TestCallbacksEvents::ticketsAreHiddenUntilAskedFor()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    auto* table = rig.find<TableView>("eventTable");
    QTRY_VERIFY(table->findChild<QPushButton*>(u"noticeAction"_s)->isVisible()); // nothing but the ticket is there
    rig.find<FilterButton>("eventTypeFilter")->choose(u"suite_ticket"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_COMPARE(result(table), u"Saved"_s);
    QTRY_VERIFY(visibleWords(*rig.find<QWidget>("eventDetail")).contains(u"WeCom sent a new platform ticket"));
}

void TestCallbacksEvents::eachKindOfEventIsTold_data()
{
    using Make = std::function<void(PageRig&)>;
    QTest::addColumn<QString>("language");
    QTest::addColumn<Make>("make");
    QTest::addColumn<QString>("says"); ///< somewhere in the detail pane
    QTest::addColumn<bool>("retry");
    const auto row = [](const char* name, const Make& make, const QString& en, const QString& zh, bool retry) {
        QTest::addRow("%s, en", name) << u"en"_s << make << en << retry;
        QTest::addRow("%s, zh", name) << u"zh_CN"_s << make << zh << retry;
    };
    const auto failing = [](int code, int times) {
        return [code, times](PageRig& rig) {
            rig.service.fault(u"get_permanent_code"_s, code, times);
            authorise(rig);
        };
    };
    row(
        "authorised", [](PageRig& rig) { authorise(rig); }, u"2 kf accounts came with it; their links are ready."_s,
        u"链接已就绪"_s, false);
    row("address refused", failing(60020, 1), u"does not accept calls from 203.0.113.7 (60020)"_s,
        u"出口 IP 203.0.113.7 不在服务商白名单（60020）"_s, true);
    row("code used", failing(40078, 1), u"(40078)"_s, u"（40078）"_s, false);
    row(
        "wrong secret",
        [](PageRig& rig) {
            rig.service.fault(u"get_suite_token"_s, 40001, 1000);
            authorise(rig);
        },
        u"The suite_secret is wrong"_s, u"suite_secret 有误"_s, true);
    row(
        "foreign ticket",
        [](PageRig& rig) {
            rig.service.fault(u"get_suite_token"_s, 40085, 1000);
            authorise(rig);
        },
        u"(40085)"_s, u"（40085）"_s, true);
    row(
        "expired",
        [failing](PageRig& rig) {
            failing(60020, 1000)(rig);
            QVERIFY(rig.service.waitFor([&] { return rig.service.onlyEvent(u"create_auth"_s).attempts > 0; }));
            rig.service.advance(11 * 60'000);
        },
        u"expired"_s, u"已过期"_s, false);
    row(
        "orphaned",
        [](PageRig& rig) {
            rig.service.fault(u"get_permanent_code"_s, 0, 1, true);
            authorise(rig);
            QVERIFY(rig.service.waitFor([&] { return !rig.service.onlyEvent(u"create_auth"_s).errorId.isEmpty(); }));
            rig.service.advance(61'000);
        },
        u"remove the component in WeCom first"_s, u"先在企业微信中移除"_s, false);
    row(
        "changed",
        [](PageRig& rig) {
            const auto first = rig.service.control(u"authorize"_s, {{u"state"_s, u"shop1"_s}, {u"accounts"_s, 2}});
            const QString corpId = first.value("auth_corpid"_L1).toString();
            QVERIFY(rig.service.waitForCorp(corpId, model::CorpStatus::Active));
            rig.service.clock.advance(1000);
            QJsonArray fewer = first.value("open_kfids"_L1).toArray();
            fewer.removeLast();
            rig.service.control(u"change"_s, {{u"auth_corpid"_s, corpId}, {u"open_kfids"_s, fewer}});
        },
        u"0 kf accounts more, 1 fewer"_s, u"新增 0 个、减少 1 个客服账号"_s, false);
    row(
        "unreadable", [](PageRig& rig) { rig.service.ingest("<xml>broken"); }, u"its text is no event"_s,
        u"内容无法解读"_s, false);
    row(
        "unknown", [](PageRig& rig) { rig.service.ingest(rig.service.eventXml("moon_rose", 7, {})); },
        u"KfDesk does not use events of this kind"_s, u"KfDesk 不处理这类事件"_s, false);
    row(
        "foreign component",
        [](PageRig& rig) {
            rig.service.ingest("<xml><SuiteId>wwOther</SuiteId><InfoType>create_auth</InfoType><AuthCode>abc</AuthCode>"
                               "<TimeStamp>5</TimeStamp></xml>");
        },
        u"belongs to another component"_s, u"属于其他组件"_s, true);
}

void TestCallbacksEvents::eachKindOfEventIsTold()
{
    QFETCH(QString, language);
    QFETCH(std::function<void(PageRig&)>, make);
    QFETCH(QString, says);
    QFETCH(bool, retry);
    PageRig rig(language);
    rig.show<CallbacksPage>();
    make(rig);
    auto* detail = rig.find<QWidget>("eventDetail");
    auto* table = rig.find<TableView>("eventTable");
    QTRY_VERIFY(table->model()->rowCount() > 0);
    table->selectOnly(qobject_cast<TableModel*>(table->model())->idAt(0)); // the newest
    QTRY_VERIFY2(visibleWords(*detail).contains(says), qPrintable(visibleWords(*detail)));
    QCOMPARE(rig.find<QPushButton>("eventRetry")->isVisible(), retry);
    QVERIFY(!visibleWords(*detail).contains(u"errcode")); // never raw
}

void TestCallbacksEvents::cancellationShowsItsReceipt()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    const QString corpId = authorise(rig);
    QVERIFY(rig.service.waitForCorp(corpId, model::CorpStatus::Active));
    const QString name = rig.service.corp(corpId)->name;
    rig.service.clock.advance(1000);
    rig.service.control(u"cancel"_s, {{u"auth_corpid"_s, corpId}});
    auto* table = rig.find<TableView>("eventTable");
    QTRY_COMPARE(result(table), u"Deleted · #1"_s);
    rig.find<FilterButton>("eventTypeFilter")->choose(u"cancel_auth"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectOnly(rig.service.onlyEvent(u"cancel_auth"_s).id);
    QTRY_COMPARE(fact("factReceipt"), u"#1"_s);
    QTRY_VERIFY(visibleWords(*rig.find<QWidget>("eventDetail")).contains(u"nothing is left"));
    QVERIFY(fact("factVerified").startsWith(u"Today "));
    QVERIFY(fact("factRecords").toInt() > 0);
    QVERIFY(!rig.find<QPlainTextEdit>("eventPlaintext")->isVisible());
    for (const QString& gone : {corpId, name})
        QVERIFY(!visibleWords(*QApplication::activeWindow()).contains(gone));
}

void TestCallbacksEvents::refusedAddressCanBeCopiedAndTriedAgain()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 1);
    authorise(rig);
    auto* detail = rig.find<QWidget>("eventDetail");
    QTRY_VERIFY(visibleWords(*detail).contains(u"60020"));
    auto* copy = detail->findChild<QPushButton*>(u"bannerAction"_s);
    QCOMPARE(copy->text(), u"Copy IP"_s);
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"203.0.113.7"_s);
    detail->findChild<QPushButton*>(u"bannerCopy"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"60020"));
    rig.find<QPushButton>("eventRetry")->click();
    QTRY_COMPARE(result(rig.find<TableView>("eventTable")), u"Done · 2 accounts"_s);
    QTRY_VERIFY(!visibleWords(*detail).contains(u"60020"));
}

void TestCallbacksEvents::timeLeftRunsDown()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 100);
    authorise(rig);
    QTRY_COMPARE(fact("factLeft"), u"10:00"_s);
    rig.service.clock.advance(75'000);
    QTRY_COMPARE(fact("factLeft"), u"08:45"_s);
}

void TestCallbacksEvents::secretsStayMaskedUntilAskedFor()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 100);
    authorise(rig);
    auto* text = rig.find<QPlainTextEdit>("eventPlaintext");
    QTRY_VERIFY(text->toPlainText().contains(u"create_auth"));
    const qint64 id = rig.service.onlyEvent(u"create_auth"_s).id;
    const QString whole = QString::fromUtf8(rig.service.workspace->events().plaintext(id)->view());
    const QString code =
        whole.section(u"<AuthCode>"_s, 1).section(u"</AuthCode>"_s, 0, 0).remove(u"<![CDATA["_s).remove(u"]]>"_s);
    QVERIFY(code.size() > 10);
    QVERIFY(!text->toPlainText().contains(code));
    QVERIFY(!fact("factCode").contains(code));

    rig.prompts.agrees = false;
    rig.find<QPushButton>("eventReveal")->click();
    QCOMPARE(rig.prompts.asked.size(), size_t(1));
    QVERIFY(!text->toPlainText().contains(code));
    rig.prompts.agrees = true;
    rig.find<QPushButton>("eventReveal")->click();
    QTRY_VERIFY(text->toPlainText().contains(code));
    rig.find<QPushButton>("eventReveal")->click();
    QVERIFY(!text->toPlainText().contains(code));
    QCOMPARE(rig.prompts.asked.size(), size_t(2));
}

void TestCallbacksEvents::secretsGoWhenThePageIsLeft()
{
    PageRig rig;
    auto* page = rig.show<CallbacksPage>();
    authorise(rig);
    auto* text = rig.find<QPlainTextEdit>("eventPlaintext");
    QTRY_VERIFY(text->toPlainText().contains(u"create_auth"));
    const QString masked = text->toPlainText();
    rig.find<QPushButton>("eventReveal")->click();
    QTRY_VERIFY(text->toPlainText() != masked);
    page->hide();
    QCOMPARE(text->toPlainText(), masked);
}

QTEST_MAIN(TestCallbacksEvents)
#include "test_callbacks_events.moc"
