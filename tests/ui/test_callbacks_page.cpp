#include "core/service/setting_service.h"
#include "tests/ui/support/accessibility.h"
#include "tests/ui/support/page_rig.h"
#include "ui/page/callbacks/callbacks_page.h"
#include "ui/page/callbacks/rejection_dialog.h"
#include "ui/table/table_view.h"
#include "ui/widget/fields.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;
using service::ListenerState;

class TestCallbacksPage : public QObject
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
    void filtersAndSearchFindEvents();
    void eventsThatArriveKeepSelectionAndScroll();
    void badTicketIsRefusedInWords_data();
    void badTicketIsRefusedInWords();
    void pastedTicketIsSaved();
    void stoppingAsks();
    void listenerThatCannotStartSaysWhy_data();
    void listenerThatCannotStartSaysWhy();
    void secondHolderIsNamed();
    void refusedRequestsAreListedWithReasons();
    void selfTestSaysThatAllIsWell();
    void timesAreShortWithTheWholeInTheTip();
    void pageSpeaksTheOtherLanguageAtOnce();
    void everyControlSpeaksAndIsReached_data();
    void everyControlSpeaksAndIsReached();

private:
    static QString words(const QWidget* page)
    {
        QStringList all;
        for (const auto* text : page->findChildren<QLabel*>()) {
            if (text->isVisible())
                all << text->text();
        }
        return all.join(u'\n');
    }
    static QString fact(const char* id)
    {
        const auto* value = QApplication::activeWindow()->findChild<QLabel*>(QString::fromLatin1(id));
        return value && value->isVisible() ? value->text() : QString();
    }
    static QString authorise(PageRig& rig, const QString& state = u"shop1"_s)
    {
        return rig.service.control(u"authorize"_s, {{u"state"_s, state}, {u"accounts"_s, 2}})
            .value("auth_corpid"_L1)
            .toString();
    }
    static QString result(const TableView* table, int row = 0)
    {
        return table->model()->index(row, 4).data().toString();
    }
    /// A request as any stranger could send it. Answers its HTTP status.
    static int post(PageRig& rig, const QByteArray& query, const QByteArray& body)
    {
        net::HttpClientRequest request;
        request.url =
            QUrl(rig.service.workspace->host().callbackUrl(rig.service.suiteId()) + u'?' + QString::fromLatin1(query));
        request.body = body;
        request.singleUse = true;
        return rig.service.http.send(request).value().status;
    }
};

void TestCallbacksPage::ticketsAreHiddenUntilAskedFor()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    auto* table = rig.find<TableView>("eventTable");
    QTRY_VERIFY(table->findChild<QPushButton*>(u"noticeAction"_s)->isVisible()); // nothing but the ticket is there
    rig.find<FilterButton>("eventTypeFilter")->choose(u"suite_ticket"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_COMPARE(result(table), u"Saved"_s);
    QTRY_VERIFY(words(rig.find<QWidget>("eventDetail")).contains(u"WeCom sent a new platform ticket"));
}

void TestCallbacksPage::eachKindOfEventIsTold_data()
{
    using Make = std::function<void(PageRig&)>;
    QTest::addColumn<Make>("make");
    QTest::addColumn<QString>("says"); ///< somewhere in the detail pane
    QTest::addColumn<bool>("retry");
    const auto row = [](const char* name, Make make, const QString& says, bool retry) {
        QTest::newRow(name) << std::move(make) << says << retry;
    };
    const auto failing = [](int code, int times) {
        return [code, times](PageRig& rig) {
            rig.service.fault(u"get_permanent_code"_s, code, times);
            authorise(rig);
        };
    };
    row(
        "authorised", [](PageRig& rig) { authorise(rig); }, u"2 kf accounts came with it; their links are ready."_s,
        false);
    row("address refused", failing(60020, 1), u"does not accept calls from 203.0.113.7 (60020)"_s, true);
    row("code used", failing(40078, 1), u"(40078)"_s, true);
    row(
        "expired",
        [failing](PageRig& rig) {
            failing(60020, 1000)(rig);
            QVERIFY(rig.service.waitFor([&] { return rig.service.onlyEvent(u"create_auth"_s).attempts > 0; }));
            rig.service.advance(11 * 60'000);
        },
        u"expired"_s, false);
    row(
        "orphaned",
        [](PageRig& rig) {
            rig.service.fault(u"get_permanent_code"_s, 0, 1, true);
            authorise(rig);
            QVERIFY(rig.service.waitFor([&] { return !rig.service.onlyEvent(u"create_auth"_s).errorId.isEmpty(); }));
            rig.service.advance(61'000);
        },
        u"remove the component in WeCom first"_s, true);
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
        u"0 kf accounts more, 1 fewer"_s, false);
    row(
        "unreadable", [](PageRig& rig) { rig.service.ingest("<xml>broken"); }, u"its text is no event"_s, false);
    row(
        "unknown", [](PageRig& rig) { rig.service.ingest(rig.service.eventXml("moon_rose", 7, {})); },
        u"KfDesk does not use events of this kind"_s, false);
    row(
        "foreign component",
        [](PageRig& rig) {
            rig.service.ingest("<xml><SuiteId>wwOther</SuiteId><InfoType>create_auth</InfoType><AuthCode>abc</AuthCode>"
                               "<TimeStamp>5</TimeStamp></xml>");
        },
        u"belongs to another component"_s, true);
}

void TestCallbacksPage::eachKindOfEventIsTold()
{
    QFETCH(std::function<void(PageRig&)>, make);
    QFETCH(QString, says);
    QFETCH(bool, retry);
    PageRig rig;
    rig.show<CallbacksPage>();
    make(rig);
    auto* detail = rig.find<QWidget>("eventDetail");
    auto* table = rig.find<TableView>("eventTable");
    QTRY_VERIFY(table->model()->rowCount() > 0);
    table->selectOnly(qobject_cast<TableModel*>(table->model())->idAt(0)); // the newest
    QTRY_VERIFY2(words(detail).contains(says), qPrintable(words(detail)));
    QCOMPARE(rig.find<QPushButton>("eventRetry")->isVisible(), retry);
    QVERIFY(!words(detail).contains(u"errcode")); // never raw
}

void TestCallbacksPage::cancellationShowsItsReceipt()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    const QString corpId = authorise(rig);
    QVERIFY(rig.service.waitForCorp(corpId, model::CorpStatus::Active));
    const QString name = rig.service.corp(corpId)->name;
    rig.service.clock.advance(1000);
    rig.service.control(u"cancel"_s, {{u"auth_corpid"_s, corpId}});
    auto* table = rig.find<TableView>("eventTable");
    QTRY_COMPARE(result(table), u"Deleted · receipt #1"_s);
    rig.find<FilterButton>("eventTypeFilter")->choose(u"cancel_auth"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectOnly(rig.service.onlyEvent(u"cancel_auth"_s).id);
    QTRY_COMPARE(fact("factReceipt"), u"#1"_s);
    QTRY_VERIFY(words(rig.find<QWidget>("eventDetail")).contains(u"nothing is left"));
    QVERIFY(fact("factVerified").startsWith(u"Today "));
    QVERIFY(fact("factRecords").toInt() > 0);
    QVERIFY(!rig.find<QPlainTextEdit>("eventPlaintext")->isVisible());
    for (const QString& gone : {corpId, name})
        QVERIFY(!words(QApplication::activeWindow()).contains(gone));
}

void TestCallbacksPage::refusedAddressCanBeCopiedAndTriedAgain()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 1);
    authorise(rig);
    auto* detail = rig.find<QWidget>("eventDetail");
    QTRY_VERIFY(words(detail).contains(u"60020"));
    auto* copy = detail->findChild<QPushButton*>(u"bannerAction"_s);
    QCOMPARE(copy->text(), u"Copy IP"_s);
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"203.0.113.7"_s);
    detail->findChild<QPushButton*>(u"bannerCopy"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"60020"));
    rig.find<QPushButton>("eventRetry")->click();
    QTRY_COMPARE(result(rig.find<TableView>("eventTable")), u"Done · 2 accounts"_s);
    QTRY_VERIFY(!words(detail).contains(u"60020"));
}

void TestCallbacksPage::timeLeftRunsDown()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 100);
    authorise(rig);
    QTRY_COMPARE(fact("factLeft"), u"10:00"_s);
    rig.service.clock.advance(75'000);
    QTRY_COMPARE(fact("factLeft"), u"08:45"_s);
}

void TestCallbacksPage::secretsStayMaskedUntilAskedFor()
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

void TestCallbacksPage::secretsGoWhenThePageIsLeft()
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

void TestCallbacksPage::filtersAndSearchFindEvents()
{
    PageRig rig;
    auto* page = rig.show<CallbacksPage>();
    const QString first = authorise(rig, u"alpha1"_s);
    QVERIFY(rig.service.waitForCorp(first, model::CorpStatus::Active));
    rig.service.clock.advance(1000);
    rig.service.fault(u"get_permanent_code"_s, 40078);
    authorise(rig, u"beta2"_s);
    QVERIFY(rig.service.waitFor([&] { return rig.service.events(u"create_auth"_s).size() == 2; }));
    auto* table = rig.find<TableView>("eventTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    auto* search = rig.find<SearchField>("search");
    const auto find = [&](const QString& text) {
        search->setText(text);
        search->flush();
    };
    for (const QString& text : {u"alpha1"_s, rig.service.corp(first)->name, first}) {
        find(text);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"alpha1"_s);
    }
    find(u"40078"_s);
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"beta2"_s);
    find(u"nobody"_s);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    auto* clear = table->findChild<QPushButton*>(u"noticeAction"_s);
    QTRY_VERIFY(clear->isVisible());
    clear->click();
    QTRY_COMPARE(table->model()->rowCount(), 2);

    rig.find<QPushButton>("eventsNeedPerson")->click(); // the card leads to what is to be done
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"beta2"_s);
    rig.find<FilterButton>("eventStatusFilter")->choose(u"done"_s);
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"alpha1"_s);

    page->go({PageId::Callbacks, rig.service.corp(first)->id});
    QVERIFY(rig.find<QPushButton>("eventsCorpFilter")->isVisible());
    rig.find<QPushButton>("eventsCorpFilter")->click();
    QVERIFY(!rig.find<QPushButton>("eventsCorpFilter")->isVisible());
}

void TestCallbacksPage::eventsThatArriveKeepSelectionAndScroll()
{
    PageRig rig;
    for (int i = 0; i < 60; ++i)
        QVERIFY(rig.service.ingest(rig.service.eventXml("moon_rose", i, {})));
    rig.show<CallbacksPage>();
    auto* table = rig.find<TableView>("eventTable");
    QTRY_COMPARE(table->model()->rowCount(), 60);
    const qint64 chosen = qobject_cast<TableModel*>(table->model())->idAt(30);
    table->selectOnly(chosen);
    const int before = table->rowViewportPosition(30);
    QVERIFY(table->verticalScrollBar()->value() > 0);
    authorise(rig);
    QTRY_COMPARE(table->model()->rowCount(), 61);
    QCOMPARE(table->currentId(), chosen);
    QCOMPARE(table->selectedIds(), std::vector<qint64>{chosen});
    QCOMPARE(table->rowViewportPosition(31), before);
}

void TestCallbacksPage::badTicketIsRefusedInWords_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("says");
    const std::pair<const char*, QString> tickets[] = {
        {"blanks", u"a ticket"_s},
        {"XML around it", u"<SuiteTicket>abc</SuiteTicket>"_s},
        {"too long", QString(513, u'a')},
        {"nothing but blanks", u"   "_s},
    };
    for (const auto& [name, ticket] : tickets) {
        QTest::addRow("%s, en", name) << u"en"_s << ticket << u"This is not a platform ticket"_s;
        QTest::addRow("%s, zh", name) << u"zh_CN"_s << ticket << u"平台票据"_s;
    }
}

void TestCallbacksPage::badTicketIsRefusedInWords()
{
    QFETCH(QString, language);
    QFETCH(QString, pasted);
    QFETCH(QString, says);
    PageRig rig(language);
    rig.show<CallbacksPage>();
    auto* banner = rig.find<QWidget>("pageBanner");
    rig.prompts.texts.push_back(pasted);
    rig.find<QPushButton>("pasteTicket")->click();
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(banner->accessibleName().contains(says), qPrintable(banner->accessibleName()));
    QVERIFY(!banner->accessibleDescription().isEmpty());
    QVERIFY(!words(banner).contains(u"<SuiteTicket>")); // secrets are not repeated
}

void TestCallbacksPage::pastedTicketIsSaved()
{
    PageRig rig(u"en"_s, {8, 3, false});
    rig.show<CallbacksPage>();
    QTRY_COMPARE(rig.find<QLabel>("ticketAge")->text(), u"None yet"_s);
    // A good one, and one of another component, which nobody can tell by looks: WeCom refuses it at the first use.
    rig.prompts.texts.push_back(u"foreign-ticket-0123456789"_s);
    rig.find<QPushButton>("pasteTicket")->click();
    QTRY_COMPARE(rig.find<QLabel>("ticketAge")->text(), u"just now"_s);
    rig.service.ingest(rig.service.eventXml("create_auth", 9, "<AuthCode>abcdef</AuthCode><State>s1</State>"));
    auto* detail = rig.find<QWidget>("eventDetail");
    QTRY_VERIFY2(words(detail).contains(u"(40085)"), qPrintable(words(detail)));
    auto* action = detail->findChild<QPushButton*>(u"bannerAction"_s);
    QCOMPARE(action->text(), u"Paste ticket…"_s);
    rig.prompts.asked.clear();
    action->click();
    QCOMPARE(rig.prompts.asked.size(), size_t(1));
}

void TestCallbacksPage::stoppingAsks()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    auto* toggle = rig.find<QPushButton>("listenToggle");
    QTRY_COMPARE(toggle->text(), u"Stop listening…"_s);
    QCOMPARE(toggle->property("kind").toString(), QString()); // never green
    rig.prompts.agrees = false;
    toggle->click();
    QVERIFY(rig.prompts.lastQuestion.destructive);
    QCOMPARE(rig.listener().state().phase, ListenerState::Phase::Listening);
    rig.prompts.agrees = true;
    toggle->click();
    QTRY_COMPARE(toggle->text(), u"Start listening"_s);
    QCOMPARE(toggle->property("kind").toString(), u"primary"_s);
    QVERIFY(words(QApplication::activeWindow()).contains(u"no authorisation arrives"));
    QCOMPARE(rig.prompts.asked.size(), size_t(2));
    toggle->click(); // starting does not ask
    QTRY_COMPARE(toggle->text(), u"Stop listening…"_s);
    QCOMPARE(rig.prompts.asked.size(), size_t(2));
}

void TestCallbacksPage::listenerThatCannotStartSaysWhy_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("title");
    QTest::newRow("port in use, en") << u"en"_s << u"127.0.0.1"_s << u"is in use by another program"_s;
    QTest::newRow("port in use, zh") << u"zh_CN"_s << u"127.0.0.1"_s << u"占用"_s;
    QTest::newRow("address of another machine, en") << u"en"_s << u"192.0.2.1"_s << u"192.0.2.1"_s;
    QTest::newRow("address of another machine, zh") << u"zh_CN"_s << u"192.0.2.1"_s << u"192.0.2.1"_s;
}

void TestCallbacksPage::listenerThatCannotStartSaysWhy()
{
    QFETCH(QString, language);
    QFETCH(QString, address);
    QFETCH(QString, title);
    PageRig rig(language);
    auto* page = rig.show<CallbacksPage>();
    rig.service.workspace->host().stop();
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    service::ListenerSettings settings;
    settings.address = address;
    settings.port = other.serverPort();
    QVERIFY(rig.service.workspace->settings().setListener(settings));
    QTRY_COMPARE(rig.listener().state().phase, ListenerState::Phase::Stopped);
    rig.find<QPushButton>("listenToggle")->click();
    QTRY_COMPARE(rig.listener().state().phase, ListenerState::Phase::Failed);
    auto* banner = rig.find<QWidget>("pageBanner");
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->accessibleName().contains(title), qPrintable(banner->accessibleName()));
    QVERIFY(!banner->accessibleDescription().isEmpty());
    QSignalSpy asked(page, &Page::goRequested);
    banner->findChild<QPushButton*>(u"bannerAction"_s)->click();
    QCOMPARE(asked.front().front().value<Destination>().section, u"listener"_s);

    // What was wrong is put right: the banner goes by itself.
    other.close();
    settings.address = u"127.0.0.1"_s;
    QVERIFY(rig.service.workspace->settings().setListener(settings));
    rig.find<QPushButton>("listenToggle")->click();
    QTRY_COMPARE(rig.listener().state().phase, ListenerState::Phase::Listening);
    QVERIFY(!banner->isVisible());
}

void TestCallbacksPage::secondHolderIsNamed()
{
    PageRig rig;
    rig.service.workspace->host().stop();
    auto second = service::Workspace::open({rig.service.workspaceDir(), rig.service.key(), false}, rig.service.clock);
    QVERIFY(second);
    QVERIFY((*second)->host().start(u"127.0.0.1"_s, 0, u"kfdeskctl serve"_s));
    auto* page = rig.show<CallbacksPage>();
    rig.listener().start();
    QTRY_COMPARE(rig.listener().state().phase, ListenerState::Phase::HeldElsewhere);
    QVERIFY2(words(page).contains(u"kfdeskctl serve"), qPrintable(words(page)));
    QVERIFY(!rig.find<QPushButton>("listenToggle")->isEnabled());
    QVERIFY(rig.find<QPushButton>("listenToggle")->toolTip().contains(u"stop it there"));
}

void TestCallbacksPage::refusedRequestsAreListedWithReasons()
{
    PageRig rig;
    auto* page = rig.show<CallbacksPage>();
    QCOMPARE(post(rig, "msg_signature=00&timestamp=1&nonce=2", "<xml><Encrypt>AAAA</Encrypt></xml>"), 403);
    QCOMPARE(post(rig, "timestamp=1", "<xml><Encrypt>AAAA</Encrypt></xml>"), 400);
    page->refresh();
    auto* refused = rig.find<QPushButton>("refusedRequests");
    QTRY_VERIFY(refused->text().startsWith(u'2'));
    refused->click();
    auto* dialog = rig.find<RejectionDialog>("rejectionDialog");
    QVERIFY(dialog->isVisible());
    const auto* table = dialog->findChild<TableView*>(u"rejectionTable"_s);
    QCOMPARE(table->model()->rowCount(), 2);
    QStringList reasons;
    for (int row = 0; row < 2; ++row)
        reasons << table->model()->index(row, 2).data().toString();
    QVERIFY(!reasons.filter(RejectionDialog::reason(callback::Step::Signature)).isEmpty());
    QVERIFY(!reasons.filter(RejectionDialog::reason(callback::Step::Query)).isEmpty());
    QCOMPARE(withoutName(*dialog), QStringList());
    dialog->close();
    QCOMPARE(rig.find<TableView>("eventTable")->model()->rowCount(), 0); // they are no events
}

void TestCallbacksPage::selfTestSaysThatAllIsWell()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    QTRY_VERIFY(rig.find<QPushButton>("selfTest")->isEnabled());
    rig.find<QPushButton>("selfTest")->click();
    auto* banner = rig.find<QWidget>("pageBanner");
    QTRY_VERIFY(banner->accessibleName().contains(u"The listener answers"));
    banner->findChild<QToolButton*>(u"bannerClose"_s)->click();
    QVERIFY(!banner->isVisible());
}

void TestCallbacksPage::timesAreShortWithTheWholeInTheTip()
{
    PageRig rig;
    rig.show<CallbacksPage>();
    authorise(rig);
    QTRY_VERIFY(!fact("factReceived").isEmpty());
    QVERIFY(fact("factReceived").startsWith(u"Today "));
    static const QRegularExpression whole(u"^2026-11-22 \\d\\d:\\d\\d:\\d\\d UTC"_s);
    QVERIFY(rig.find<QLabel>("factReceived")->toolTip().contains(whole));
    const QModelIndex time = rig.find<TableView>("eventTable")->model()->index(0, 0);
    QTRY_COMPARE(time.data().toString().size(), 8);
    QVERIFY(time.data(Qt::ToolTipRole).toString().contains(whole));
}

void TestCallbacksPage::pageSpeaksTheOtherLanguageAtOnce()
{
    PageRig rig;
    auto* page = rig.show<CallbacksPage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 100);
    authorise(rig);
    auto* detail = rig.find<QWidget>("eventDetail");
    QTRY_VERIFY(words(detail).contains(u"60020"));
    rig.language().set(u"zh_CN"_s);
    QTRY_VERIFY(words(detail).contains(u"首次授权"));
    QVERIFY(words(detail).contains(u"白名单"));
    static const QRegularExpression english(u"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}"_s); // three words of a sentence
    QVERIFY2(!words(page).contains(english), qPrintable(words(page)));
}

void TestCallbacksPage::everyControlSpeaksAndIsReached_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestCallbacksPage::everyControlSpeaksAndIsReached()
{
    QFETCH(QString, language);
    PageRig rig(language);
    auto* page = rig.show<CallbacksPage>();
    rig.service.fault(u"get_permanent_code"_s, 60020, 1000);
    authorise(rig);
    QTRY_VERIFY(rig.find<QPushButton>("eventRetry")->isVisible());
    QTRY_VERIFY(rig.find<QPushButton>("listenToggle")->isEnabled());
    QCOMPARE(withoutName(*page), QStringList());
    QCOMPARE(withoutDescription(*page), QStringList());
    QCOMPARE(unreachableByTab(*page), QStringList());
    page->focusSearch();
    const QStringList order = tabOrder(*page);
    const QStringList wanted{u"search"_s,       u"eventStatusFilter"_s, u"eventTypeFilter"_s,
                             u"selfTest"_s,     u"checkRawRequest"_s,   u"pasteTicket"_s,
                             u"listenToggle"_s, u"copyFieldText"_s,     u"copyFieldButton"_s};
    QCOMPARE(order.first(wanted.size()), wanted);
    QVERIFY(order.indexOf(u"eventTable"_s) < order.indexOf(u"eventRetry"_s));
    QEXPECT_FAIL("", "the banner's buttons, made later, come before the retry button they stand beside", Continue);
    QVERIFY(order.indexOf(u"eventRetry"_s) < order.indexOf(u"bannerAction"_s));
    QVERIFY(order.indexOf(u"bannerAction"_s) < order.indexOf(u"eventReveal"_s));
    QEXPECT_FAIL("", "the plaintext comes before the button that reveals it", Continue);
    QVERIFY(order.indexOf(u"eventReveal"_s) < order.indexOf(u"eventPlaintext"_s));
}

QTEST_MAIN(TestCallbacksPage)
#include "test_callbacks_page.moc"
