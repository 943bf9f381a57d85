#include "core/service/link_csv.h"
#include "tests/system/programs.h"

#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/DecodeHints.h>
#include <ZXing/ImageView.h>
#include <ZXing/ReadBarcode.h>
#include <memory>
#include <thread>
#include <vector>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int merchants = 24;
constexpr int accountsEach = 3;
constexpr int patienceMs = 120'000;

QString readCode(const QString& path)
{
    const QImage gray = QImage(path).convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(gray.constBits(), gray.width(), gray.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(gray.bytesPerLine()));
    const auto result = ZXing::ReadBarcode(view, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode));
    return result.isValid() ? QString::fromStdString(result.text()) : QString();
}

QByteArray fileContent(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The whole product as three processes: a simulated WeCom, `kfdeskctl serve`, and calls of kfdeskctl beside it. The
/// steps build on each other.
class TestSystemFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void receivesTheTicket();
    void authorisesManyAtOnce();
    void listsLinks();
    void exportsCsv();
    void invites();
    void makesALink();
    void checksLinks();
    void takesUpChanges();
    void synchronisesBesideTheListener();
    void purgesACancelledCorp();
    void purgesByHandBesideTheListener();
    void keepsSecretsSealed();
    void stopsCleanly();

private:
    QJsonArray rows(const QStringList& command) const
    {
        return m_console.runWithoutKey(command + QStringList{u"--json"_s}).rows();
    }
    QJsonObject corp(const QString& authCorpId) const;
    void verifyGone(const QString& authCorpId, const QString& name);
    QJsonObject callControl(const QString& name, const QJsonObject& body = {}) const
    {
        return test::callControl(m_identity.value(u"control"_s).toString(), name, body);
    }

    Console m_console;
    std::unique_ptr<RunningProgram> m_sandbox;
    std::unique_ptr<RunningProgram> m_serve;
    QJsonObject m_identity;
    QList<QJsonObject> m_authorised; ///< the simulator's answers
    QSet<QByteArray> m_secrets;      ///< seen on the way: codes and tickets
};

void TestSystemFlow::initTestCase()
{
    const quint16 port = freePort();
    const QString base = u"http://127.0.0.1:%1"_s.arg(port);
    m_sandbox = std::make_unique<RunningProgram>(u"kfdesk-sandbox"_s,
                                                 QStringList{u"--corps"_s, QString::number(merchants), u"--accounts"_s,
                                                             QString::number(accountsEach), u"--seed"_s, u"7"_s,
                                                             u"--callback"_s, base},
                                                 m_console.path(u"sandbox.log"_s));
    m_identity = m_sandbox->firstLine();

    QJsonObject component = m_identity;
    component.insert(u"name"_s, u"沙箱组件"_s);
    const Outcome added =
        m_console.run({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, QJsonDocument(component).toJson());
    QVERIFY2(added.exitCode == 0, added.err.constData());

    m_serve = std::make_unique<RunningProgram>(
        u"kfdeskctl"_s, QStringList{u"serve"_s, u"--port"_s, QString::number(port)} + m_console.globals(),
        m_console.path(u"serve.log"_s));
    const QString suite = m_identity.value(u"suite_id"_s).toString();
    const QJsonObject expected{{u"listening"_s, base},
                               {u"callbacks"_s, QJsonObject{{suite, QString(base + u"/callback/"_s + suite)}}}};
    QCOMPARE(m_serve->firstLine(), expected);
}

QJsonObject TestSystemFlow::corp(const QString& authCorpId) const
{
    for (const QJsonValue& row : rows({u"corps"_s})) {
        if (row.toObject().value(u"auth_corpid"_s).toString() == authCorpId)
            return row.toObject();
    }
    return {};
}

void TestSystemFlow::receivesTheTicket()
{
    QCOMPARE(callControl(u"verify"_s).value(u"verified"_s), QJsonValue(true));
    const QJsonObject pushed = callControl(u"push-ticket"_s);
    QCOMPARE(pushed.value(u"callback_status"_s).toInt(), 200);
    QCOMPARE(pushed.value(u"callback_body"_s).toString(), u"success"_s);

    const QJsonObject status = m_console.runWithoutKey({u"status"_s, u"--json"_s}).object();
    QCOMPARE(status.value(u"listener"_s).toString(), u"listening"_s);
    QVERIFY(!status.value(u"ticket_received_at"_s).toString().isEmpty());
    QVERIFY(status.value(u"ticket_valid_until"_s).toString() > status.value(u"ticket_received_at"_s).toString());
}

void TestSystemFlow::authorisesManyAtOnce()
{
    const Outcome added =
        m_console.run({u"placement"_s, u"add"_s, u"--name"_s, u"南山旗舰店"_s, u"--state"_s, u"shop0"_s, u"--json"_s});
    QCOMPARE(added.rows().first().toObject().value(u"state"_s).toString(), u"shop0"_s);

    std::vector<QJsonObject> answers(merchants - 2); // two stay for later
    {
        std::vector<std::jthread> threads;
        for (size_t i = 0; i < answers.size(); ++i)
            threads.emplace_back([this, &answers, i] {
                answers[i] = callControl(u"authorize"_s, {{u"state"_s, u"shop%1"_s.arg(i)}});
            });
    }
    for (const QJsonObject& answer : answers) {
        QCOMPARE(answer.value(u"callback_body"_s).toString(), u"success"_s);
        m_authorised.append(answer);
    }

    const auto allReady = [this] {
        int ready = 0;
        for (const QJsonValue& row : rows({u"corps"_s}))
            ready +=
                row[u"status"].toString() == u"active"_s && row[u"kf_account_count"].toInt() == accountsEach ? 1 : 0;
        return ready == m_authorised.size();
    };
    QTRY_VERIFY_WITH_TIMEOUT(allReady(), patienceMs);

    for (qsizetype i = 0; i < m_authorised.size(); ++i) {
        const QJsonObject row = corp(m_authorised.at(i).value(u"auth_corpid"_s).toString());
        QCOMPARE(row.value(u"corp_name"_s), m_authorised.at(i).value(u"corp_name"_s));
        QCOMPARE(row.value(u"states"_s).toArray(), QJsonArray{u"shop%1"_s.arg(i)});
        QCOMPARE(row.value(u"last_error"_s).toString(), QString());
    }
    const QJsonArray done = rows({u"events"_s, u"--status"_s, u"done"_s, u"--type"_s, u"create_auth"_s});
    QCOMPARE(done.size(), m_authorised.size());
    QCOMPARE(rows({u"accounts"_s}).size(), m_authorised.size() * accountsEach);
    const QJsonObject placement = rows({u"placement"_s, u"list"_s}).first().toObject();
    QCOMPARE(placement.value(u"corps"_s).toInt(), 1);
}

void TestSystemFlow::listsLinks()
{
    const QJsonArray links = rows({u"links"_s});
    QCOMPARE(links.size(), m_authorised.size() * accountsEach);
    const QJsonArray ofShop = rows({u"links"_s, u"--state"_s, u"shop0"_s, u"--pending"_s});
    QCOMPARE(ofShop.size(), accountsEach);
    QSet<QString> kfIds;
    for (const QJsonValue& link : ofShop) {
        QCOMPARE(link[u"placement"].toString(), u"南山旗舰店"_s);
        QCOMPARE(link[u"auth_corpid"], m_authorised.first().value(u"auth_corpid"_s));
        QVERIFY(link[u"url"].toString().startsWith(u"https://"_s) || link[u"url"].toString().startsWith(u"http://"_s));
        kfIds.insert(link[u"open_kfid"].toString());
    }
    QSet<QString> authorised;
    for (const QJsonValue& id : m_authorised.first().value(u"open_kfids"_s).toArray())
        authorised.insert(id.toString());
    QCOMPARE(kfIds, authorised);

    const QString url = ofShop.first()[u"url"].toString();
    const Outcome unknown =
        m_console.runWithoutKey({u"links"_s, u"mark-configured"_s, u"--url"_s, url, u"https://example.com/other"_s});
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY(unknown.saysOneLine() && unknown.err.contains("https://example.com/other"));
    QCOMPARE(rows({u"links"_s, u"--state"_s, u"shop0"_s, u"--pending"_s}).size(), accountsEach);
    QCOMPARE(m_console.runWithoutKey({u"links"_s, u"mark-configured"_s, u"--url"_s, url}).exitCode, 0);
    QCOMPARE(rows({u"links"_s, u"--state"_s, u"shop0"_s, u"--pending"_s}).size(), accountsEach - 1);
}

void TestSystemFlow::exportsCsv()
{
    const Outcome toStdout = m_console.runWithoutKey({u"links"_s, u"--csv"_s, u"-"_s});
    QCOMPARE(toStdout.exitCode, 0);
    QVERIFY(toStdout.out.startsWith(
        "\xEF\xBB\xBF"
        "corp_name,auth_corpid,kf_name,open_kfid,placement,state,scene,scene_param,url,authorized_at,configured_at,"
        "updated_at,suite_id\r\n"));
    const QString path = m_console.path(u"links.csv"_s);
    QCOMPARE(m_console.runWithoutKey({u"links"_s, u"--csv"_s, path}).exitCode, 0);
    QCOMPARE(fileContent(path), toStdout.out);

    auto reader = service::LinkCsvReader::open(toStdout.out);
    QVERIFY(reader);
    int count = 0;
    int configured = 0;
    while (true) {
        const auto row = reader->next();
        QVERIFY(row);
        if (!*row)
            break;
        ++count;
        configured += (*row)->link.configuredAt != 0 ? 1 : 0;
        QVERIFY((*row)->authorizedAt != 0);
    }
    QCOMPARE(count, m_authorised.size() * accountsEach);
    QCOMPARE(configured, 1);

    const Outcome nowhere = m_console.runWithoutKey({u"links"_s, u"--csv"_s, m_console.path(u"no/such/links.csv"_s)});
    QCOMPARE(nowhere.exitCode, 1);
    QVERIFY(nowhere.saysOneLine() && nowhere.err.contains("links.csv"));
}

void TestSystemFlow::invites()
{
    const QString png = m_console.path(u"invite.png"_s);
    const QString svg = m_console.path(u"invite.svg"_s);
    const QString expected = u"%1/compApp/%2?state=shop0&mode=1"_s.arg(m_identity.value(u"auth_base"_s).toString(),
                                                                       m_identity.value(u"suite_id"_s).toString());
    const Outcome link =
        m_console.run({u"auth-link"_s, u"--state"_s, u"shop0"_s, u"--single"_s, u"--qr"_s, png, u"--size"_s, u"512"_s});
    QVERIFY2(link.exitCode == 0, link.err.constData());
    QCOMPARE(QString::fromUtf8(link.out.trimmed().split('\n').last()), expected);
    QCOMPARE(readCode(png), expected);
    QVERIFY(QImage(png).width() <= 512 && QImage(png).width() > 256);

    QCOMPARE(m_console.run({u"auth-link"_s, u"--qr"_s, svg}).exitCode, 0);
    QVERIFY(fileContent(svg).contains("<svg"));
    const Outcome other = m_console.run({u"auth-link"_s, u"--qr"_s, m_console.path(u"invite.gif"_s)});
    QCOMPARE(other.exitCode, 1);
    QVERIFY(other.saysOneLine() && !QFile::exists(m_console.path(u"invite.gif"_s)));
    QCOMPARE(m_console.runWithoutKey({u"auth-link"_s}).exitCode, 1); // the configuration is sealed
}

void TestSystemFlow::makesALink()
{
    const QString corpId = m_authorised.at(1).value(u"auth_corpid"_s).toString();
    const QString kfId = m_authorised.at(1).value(u"open_kfids"_s).toArray().first().toString();
    const Outcome made = m_console.run({u"link"_s, u"new"_s, u"--corp"_s, corpId, u"--account"_s, kfId, u"--scene"_s,
                                        u"poster"_s, u"--scene-param"_s, u"a=b&c=d"_s, u"--json"_s});
    QVERIFY2(made.exitCode == 0, made.err.constData());
    const QJsonObject link = made.rows().first().toObject();
    QCOMPARE(link.value(u"open_kfid"_s).toString(), kfId);
    QCOMPARE(link.value(u"scene"_s).toString(), u"poster"_s);
    QVERIFY(link.value(u"url"_s).toString().endsWith(u"&scene_param=a%3Db%26c%3Dd"_s));
    QCOMPARE(rows({u"links"_s, u"--corp"_s, corpId}).size(), accountsEach + 1);
}

void TestSystemFlow::checksLinks()
{
    const QJsonObject kept = rows({u"links"_s}).first().toObject();
    const QString url = kept.value(u"url"_s).toString();
    const QString cut = url.section(u'?', 0, 0);
    const QJsonArray checked = rows({u"link"_s, u"check"_s, url, cut, u"https://example.com/"_s});
    const QJsonObject account{{u"corp_name"_s, kept.value(u"corp_name"_s)},
                              {u"open_kfid"_s, kept.value(u"open_kfid"_s)}};
    const auto expected = [](QJsonObject row, const QString& link, const QString& verdict) {
        row.insert(u"url"_s, link);
        row.insert(u"verdict"_s, verdict);
        return row;
    };
    QCOMPARE(checked, (QJsonArray{expected(account, url, u"intact"_s), expected(account, cut, u"parameter_lost"_s),
                                  expected({{u"corp_name"_s, u""_s}, {u"open_kfid"_s, u""_s}},
                                           u"https://example.com/"_s, u"unknown"_s)}));
    // For people the advice stands beside the table, once for each verdict.
    const Outcome told = m_console.runWithoutKey({u"link"_s, u"check"_s, url, cut, cut});
    QCOMPARE(told.exitCode, 0);
    QVERIFY2(told.saysOneLine() && told.err.startsWith("parameter_lost: "), told.err.constData());
}

void TestSystemFlow::takesUpChanges()
{
    const QString corpId = m_authorised.at(2).value(u"auth_corpid"_s).toString();
    QJsonArray kept = m_authorised.at(2).value(u"open_kfids"_s).toArray();
    kept.removeFirst();
    const QJsonObject changed =
        callControl(u"change"_s, {{u"auth_corpid"_s, corpId}, {u"state"_s, u"kiosk"_s}, {u"open_kfids"_s, kept}});
    QCOMPARE(changed.value(u"callback_body"_s).toString(), u"success"_s);
    QTRY_COMPARE_WITH_TIMEOUT(rows({u"accounts"_s, u"--corp"_s, corpId}).size(), kept.size(), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(corp(corpId).value(u"states"_s).toArray(), (QJsonArray{u"kiosk"_s, u"shop2"_s}),
                              patienceMs);
}

void TestSystemFlow::synchronisesBesideTheListener()
{
    const QString corpId = m_authorised.at(3).value(u"auth_corpid"_s).toString();
    const QString before = corp(corpId).value(u"updated_at"_s).toString();
    const Outcome synced = m_console.run({u"sync"_s, corpId});
    QVERIFY2(synced.exitCode == 0, synced.err.constData());
    QVERIFY(corp(corpId).value(u"updated_at"_s).toString() > before);
    const Outcome unknown = m_console.run({u"sync"_s, u"wpNobody"_s});
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY(unknown.saysOneLine());
}

/// Nothing of the corp is left in any file, by our own search and by another.
void TestSystemFlow::verifyGone(const QString& authCorpId, const QString& name)
{
    QVERIFY(corp(authCorpId).isEmpty());
    QVERIFY(rows({u"accounts"_s, u"--corp"_s, authCorpId}).isEmpty());
    QVERIFY(rows({u"links"_s, u"--corp"_s, authCorpId}).isEmpty());
    const Outcome check = m_console.runWithoutKey({u"purge-check"_s, authCorpId, name});
    QVERIFY2(check.exitCode == 0, check.out.constData());
    const auto files = m_console.files();
    for (auto file = files.begin(); file != files.end(); ++file) {
        QVERIFY2(!file.value().contains(authCorpId.toUtf8()), qPrintable(file.key()));
        QVERIFY2(!file.value().contains(name.toUtf8()), qPrintable(file.key()));
    }
}

void TestSystemFlow::purgesACancelledCorp()
{
    const QJsonObject leaving = m_authorised.at(4);
    const QString corpId = leaving.value(u"auth_corpid"_s).toString();
    const QString name = leaving.value(u"corp_name"_s).toString();
    QCOMPARE(m_console.runWithoutKey({u"purge-check"_s, corpId}).exitCode, 1); // it is there, so the search sees it

    QCOMPARE(callControl(u"cancel"_s, {{u"auth_corpid"_s, corpId}}).value(u"callback_body"_s).toString(), u"success"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!rows({u"purges"_s}).isEmpty() && rows({u"purges"_s}).first()[u"verified_at"].isString(),
                             patienceMs);
    const QJsonObject receipt = rows({u"purges"_s}).first().toObject();
    QCOMPARE(receipt.value(u"suite_id"_s), m_identity.value(u"suite_id"_s));
    QVERIFY(!receipt.value(u"counts"_s).toObject().isEmpty());
    verifyGone(corpId, name);
    for (const QJsonValue& kfId : leaving.value(u"open_kfids"_s).toArray())
        QCOMPARE(m_console.runWithoutKey({u"purge-check"_s, kfId.toString()}).exitCode, 0);

    const QString present = m_authorised.at(5).value(u"auth_corpid"_s).toString();
    const Outcome hits = m_console.runWithoutKey({u"purge-check"_s, present, u"--json"_s});
    QCOMPARE(hits.exitCode, 1);
    QVERIFY(hits.saysOneLine());
    QVERIFY(!hits.rows().isEmpty() && !hits.out.contains(present.toUtf8()) && !hits.err.contains(present.toUtf8()));
    QVERIFY(hits.rows().first()[u"file"].toString().startsWith(u"kfdesk.sqlite"_s));
}

void TestSystemFlow::purgesByHandBesideTheListener()
{
    const QJsonObject leaving = m_authorised.at(6);
    const QString corpId = leaving.value(u"auth_corpid"_s).toString();
    const Outcome purged = m_console.run({u"purge"_s, u"--corp"_s, corpId, u"--json"_s});
    QVERIFY2(purged.exitCode == 0, purged.err.constData());
    QVERIFY(purged.rows().first()[u"verified_at"].isString());
    QCOMPARE(rows({u"purges"_s}).size(), 2);
    verifyGone(corpId, leaving.value(u"corp_name"_s).toString());
    QCOMPARE(m_console.run({u"purge"_s, u"--corp"_s, corpId}).exitCode, 1);
}

void TestSystemFlow::keepsSecretsSealed()
{
    QSet<QByteArray> secrets;
    for (const QString& key : {u"suite_secret"_s, u"token"_s, u"encoding_aes_key"_s})
        secrets.insert(m_identity.value(key).toString().toUtf8());
    const Outcome events = m_console.run({u"events"_s, u"--show-plaintext"_s, u"--json"_s});
    QCOMPARE(events.exitCode, 0);
    static const QRegularExpression value(u"<(AuthCode|SuiteTicket)>\\s*<!\\[CDATA\\[([^\\]]+)\\]\\]>"_s);
    for (const QJsonValue& event : events.rows()) {
        const auto found = value.match(event[u"plaintext"].toString());
        if (found.hasMatch())
            secrets.insert(found.captured(2).toUtf8());
    }
    QVERIFY2(secrets.size() > 3, "no code and no ticket was seen");
    const Outcome masked = m_console.run({u"events"_s, u"--json"_s});
    const Outcome withoutKey = m_console.runWithoutKey({u"events"_s, u"--json"_s});
    QVERIFY(withoutKey.rows().first()[u"plaintext"].isNull());

    auto files = m_console.files();
    files.insert(u"stderr of serve"_s, fileContent(m_console.path(u"serve.log"_s)));
    files.insert(u"masked events"_s, masked.out);
    for (auto file = files.begin(); file != files.end(); ++file) {
        for (const QByteArray& secret : secrets)
            QVERIFY2(!file.value().contains(secret), qPrintable(file.key()));
    }
    QCOMPARE(m_console.runWithoutKey({u"events"_s, u"--show-plaintext"_s}).exitCode, 1);
}

void TestSystemFlow::stopsCleanly()
{
    const Outcome stopped = m_serve->stop();
    QCOMPARE(stopped.exitCode, 0);
    QCOMPARE(stopped.out, QByteArray()); // one line and nothing else
    const QJsonObject status = m_console.runWithoutKey({u"status"_s, u"--json"_s}).object();
    QCOMPARE(status.value(u"listener"_s).toString(), u"stopped"_s);
    QCOMPARE(status.value(u"corps"_s).toInt(), m_authorised.size() - 2);
}

QTEST_GUILESS_MAIN(TestSystemFlow)
#include "test_system_flow.moc"
