#include "core/service/setting_service.h"
#include "core/service/status_service.h"
#include "tests/net/raw_client.h"
#include "tests/net/tls_files.h"
#include "tests/service/service_rig.h"

#include <QFile>
#include <QTest>
#include <QUrl>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

using Phase = ListenerState::Phase;

/// The listener as staff set it up: with a certificate, with a bad one, and what it writes down of strangers.
class TestListenerTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testsItselfThroughTls();
    void badFilesMakeItFailed();
    void settingsAreChecked();
    void settingsKeepWhatWasGoodOnce();
    void writesDownWhatItRefused();

private:
    static CertificateTerms termsAt(const Clock& clock)
    {
        constexpr qint64 dayMs = 24LL * 3'600'000;
        return {clock.nowMs() - dayMs, clock.nowMs() + dayMs, 0};
    }
};

void TestListenerTls::testsItselfThroughTls()
{
    ServiceRig rig;
    const TlsFolder folder(termsAt(rig.clock));
    Host& host = rig.workspace->host();
    for (const QString& address : {u"127.0.0.1"_s, u"0.0.0.0"_s}) {
        QVERIFY(host.start(address, 0, u"test"_s, folder.files()));
        QVERIFY(host.state().url.startsWith(u"https://"_s));
        QVERIFY(host.callbackUrl(rig.suiteId()).startsWith(u"https://"_s));
        QVERIFY(!host.state().certificate.isEmpty());
        QCOMPARE(host.state().certificateUntil / 1000, termsAt(rig.clock).untilMs / 1000);
        const auto result = host.selfTest(rig.suiteId(), {});
        QVERIFY(result);
        QVERIFY2(result->ok, qPrintable(result->error.id + result->error.detail));
    }
    rig.startHost();
    QVERIFY(host.state().url.startsWith(u"http://"_s));
    QVERIFY(host.state().certificate.isEmpty());
    QVERIFY(host.selfTest(rig.suiteId(), {})->ok);
}

void TestListenerTls::badFilesMakeItFailed()
{
    ServiceRig rig;
    const TlsFolder folder(termsAt(rig.clock));
    Host& host = rig.workspace->host();
    const QString openKey = folder.write(u"open.pem"_s, folder.content().key, 0644);
    const auto started = host.start(u"127.0.0.1"_s, 0, u"test"_s, {folder.files().certificate, openKey});
    QVERIFY(!started);
    QCOMPARE(host.state().phase, Phase::Failed);
    QCOMPARE(host.state().error.id, u"net.tls_key_permissions"_s);
    QCOMPARE(host.state().url, QString());
    QVERIFY(!rig.workspace->status().holder()); // nothing was left running

    rig.clock.advance(3 * 24LL * 3'600'000);
    QVERIFY(!host.start(u"127.0.0.1"_s, 0, u"test"_s, folder.files()));
    QCOMPARE(host.state().error.id, u"net.tls_expired"_s);
    QVERIFY(host.start(u"127.0.0.1"_s, 0, u"test"_s));
    QCOMPARE(host.state().phase, Phase::Listening);
}

void TestListenerTls::settingsAreChecked()
{
    ServiceRig rig;
    const TlsFolder folder(termsAt(rig.clock));
    SettingService& settings = rig.workspace->settings();
    const ListenerSettings before = settings.listener().value();
    const auto idOf = [&](const net::TlsFiles& files) {
        ListenerSettings wanted = before;
        wanted.tls = files;
        const auto saved = settings.setListener(wanted);
        return saved ? QString() : saved.error().id;
    };
    const net::TlsFiles files = folder.files();
    QCOMPARE(idOf({u"fullchain.pem"_s, files.key}), u"input.tls_path"_s);
    QCOMPARE(idOf({files.certificate, u"./key.pem"_s}), u"input.tls_path"_s);
    QCOMPARE(idOf({files.certificate, {}}), u"net.tls_pair"_s);
    QCOMPARE(idOf({files.key, files.key}), u"net.tls_certificate_format"_s);
    QCOMPARE(settings.listener().value(), before);
    QCOMPARE(idOf(files), QString());
    QCOMPARE(settings.listener()->tls, files);
    QCOMPARE(idOf({}), QString());
    QCOMPARE(settings.listener().value(), before);
}

void TestListenerTls::settingsKeepWhatWasGoodOnce()
{
    // A certificate that has expired since is no reason not to save the port.
    ServiceRig rig;
    const TlsFolder folder(termsAt(rig.clock));
    SettingService& settings = rig.workspace->settings();
    ListenerSettings wanted = settings.listener().value();
    wanted.tls = folder.files();
    QVERIFY(settings.setListener(wanted));
    rig.clock.advance(3 * 24LL * 3'600'000);
    wanted.port = 9443;
    QVERIFY(settings.setListener(wanted));
    QCOMPARE(settings.listener().value(), wanted);
}

void TestListenerTls::writesDownWhatItRefused()
{
    ServiceRig rig;
    const qint64 since = rig.clock.nowMs();
    RawClient stranger(static_cast<quint16>(QUrl(rig.workspace->host().state().url).port()));
    QCOMPARE(stranger.ask("GET /nothing HTTP/1.1\r\n\r\n").status, 404);
    QCOMPARE(stranger.ask("PUT /healthz HTTP/1.1\r\n\r\n").status, 405);
    QCOMPARE(stranger.ask("nonsense\r\n\r\n").status, 400);
    rig.workspace->host().stop(); // writes what is new
    rig.clock.advance(60'000);
    rig.closeWorkspace();
    rig.openWorkspace();

    const auto record = rig.workspace->status().overview({})->record;
    QVERIFY(record);
    QCOMPARE(record->since, since);
    QCOMPARE(record->at, since);
    QVERIFY(record->accepted > 0); // the ticket
    auto refusals = record->refusals;
    std::sort(refusals.begin(), refusals.end());
    QCOMPARE(refusals,
             (std::vector<std::pair<QString, quint64>>{{u"malformed"_s, 1}, {u"method"_s, 1}, {u"path"_s, 1}}));
}

QTEST_GUILESS_MAIN(TestListenerTls)
#include "test_listener_tls.moc"
