#include "core/service/setting_service.h"
#include "tests/ui/event_words.h"
#include "tests/ui/support/accessibility.h"
#include "ui/page/callbacks/callbacks_page.h"
#include "ui/page/callbacks/rejection_dialog.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace kfdesk::ui::test;
using namespace Qt::StringLiterals;
using service::ListenerState;

/// Listener and ticket on the callbacks page: what can be done, and what is wrong, in words.
class TestCallbacksListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badTicketIsRefusedInWords_data();
    void badTicketIsRefusedInWords();
    void pastedTicketIsSaved();
    void stoppingAsks();
    void listenerThatCannotStartSaysWhy_data();
    void listenerThatCannotStartSaysWhy();
    void secondHolderIsNamed();
    void refusedRequestsAreListedWithReasons();
    void selfTestSaysThatAllIsWell();

private:
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

void TestCallbacksListener::badTicketIsRefusedInWords_data()
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

void TestCallbacksListener::badTicketIsRefusedInWords()
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
    QVERIFY(!visibleWords(*banner).contains(u"<SuiteTicket>")); // secrets are not repeated
}

void TestCallbacksListener::pastedTicketIsSaved()
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
    QTRY_VERIFY2(visibleWords(*detail).contains(u"(40085)"), qPrintable(visibleWords(*detail)));
    auto* action = detail->findChild<QPushButton*>(u"bannerAction"_s);
    QCOMPARE(action->text(), u"Paste ticket…"_s);
    rig.prompts.asked.clear();
    action->click();
    QCOMPARE(rig.prompts.asked.size(), size_t(1));
}

void TestCallbacksListener::stoppingAsks()
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
    QVERIFY(visibleWords(*QApplication::activeWindow()).contains(u"no authorisation arrives"));
    QCOMPARE(rig.prompts.asked.size(), size_t(2));
    toggle->click(); // starting does not ask
    QTRY_COMPARE(toggle->text(), u"Stop listening…"_s);
    QCOMPARE(rig.prompts.asked.size(), size_t(2));
}

void TestCallbacksListener::listenerThatCannotStartSaysWhy_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("title");
    QTest::newRow("port in use, en") << u"en"_s << u"127.0.0.1"_s << u"is in use by another program"_s;
    QTest::newRow("port in use, zh") << u"zh_CN"_s << u"127.0.0.1"_s << u"占用"_s;
    QTest::newRow("address of another machine, en") << u"en"_s << u"192.0.2.1"_s << u"192.0.2.1"_s;
    QTest::newRow("address of another machine, zh") << u"zh_CN"_s << u"192.0.2.1"_s << u"192.0.2.1"_s;
}

void TestCallbacksListener::listenerThatCannotStartSaysWhy()
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

void TestCallbacksListener::secondHolderIsNamed()
{
    PageRig rig;
    rig.service.workspace->host().stop();
    auto second = service::Workspace::open({rig.service.workspaceDir(), rig.service.key(), false}, rig.service.clock);
    QVERIFY(second);
    QVERIFY((*second)->host().start(u"127.0.0.1"_s, 0, u"kfdeskctl serve"_s));
    auto* page = rig.show<CallbacksPage>();
    rig.listener().start();
    QTRY_COMPARE(rig.listener().state().phase, ListenerState::Phase::HeldElsewhere);
    QVERIFY2(visibleWords(*page).contains(u"kfdeskctl serve"), qPrintable(visibleWords(*page)));
    QVERIFY(!rig.find<QPushButton>("listenToggle")->isEnabled());
    QVERIFY(rig.find<QPushButton>("listenToggle")->toolTip().contains(u"stop it there"));
}

void TestCallbacksListener::refusedRequestsAreListedWithReasons()
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

void TestCallbacksListener::selfTestSaysThatAllIsWell()
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

QTEST_MAIN(TestCallbacksListener)
#include "test_callbacks_listener.moc"
