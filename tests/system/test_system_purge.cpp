#include "tests/system/programs.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace kfdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 120'000; // a bound for hangs, not an expectation
constexpr int rounds = 6;
constexpr int leavingEach = 3;

} // namespace

/// A listener that is killed while merchants leave: whoever it answered is purged all the same, and proven.
class TestSystemPurge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void survivesBeingKilled();
    void receiptsSayWhatIsOutOfReach();
    void findsTextsAsFilesHoldThem();

private:
    void startServing();
    QJsonArray rows(const QString& command) const { return m_console.runWithoutKey({command, u"--json"_s}).rows(); }
    QJsonObject control(const QString& name, const QJsonObject& body = {}) const
    {
        return callControl(m_identity.value(u"control"_s).toString(), name, body);
    }

    Console m_console;
    quint16 m_port = freePort();
    std::unique_ptr<RunningProgram> m_sandbox;
    std::unique_ptr<RunningProgram> m_serve;
    QJsonObject m_identity;
    QList<QJsonObject> m_authorised; ///< the simulator's answers
};

void TestSystemPurge::startServing()
{
    m_serve = std::make_unique<RunningProgram>(
        u"kfdeskctl"_s, QStringList{u"serve"_s, u"--port"_s, QString::number(m_port)} + m_console.globals(),
        m_console.path(u"serve.log"_s));
    QVERIFY(!m_serve->firstLine().isEmpty());
}

void TestSystemPurge::initTestCase()
{
    const QStringList arguments{u"--corps"_s,    QString::number(rounds * leavingEach + 1), u"--accounts"_s, u"2"_s,
                                u"--callback"_s, u"http://127.0.0.1:%1"_s.arg(m_port)};
    m_sandbox = std::make_unique<RunningProgram>(u"kfdesk-sandbox"_s, arguments, m_console.path(u"sandbox.log"_s));
    m_identity = m_sandbox->firstLine();
    QJsonObject component = m_identity;
    component.insert(u"name"_s, u"沙箱组件"_s);
    const Outcome added =
        m_console.run({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, QJsonDocument(component).toJson());
    QVERIFY2(added.exitCode == 0, added.err.constData());
    startServing();
    QCOMPARE(control(u"push-ticket"_s).value(u"callback_status"_s).toInt(), 200);
    for (int i = 0; i <= rounds * leavingEach; ++i)
        m_authorised.append(control(u"authorize"_s, {{u"state"_s, u"shop%1"_s.arg(i)}}));
    const auto allReady = [this] {
        const QJsonArray corps = rows(u"corps"_s);
        return corps.size() == m_authorised.size() && std::all_of(corps.begin(), corps.end(), [](const auto& corp) {
                   return corp.toObject().value(u"status"_s).toString() == u"active"_s;
               });
    };
    QTRY_VERIFY_WITH_TIMEOUT(allReady(), patienceMs);
}

void TestSystemPurge::survivesBeingKilled()
{
    QByteArrayList traces;
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < leavingEach; ++i) {
            const QJsonObject leaving = m_authorised.at(round * leavingEach + i);
            const QString corpId = leaving.value(u"auth_corpid"_s).toString();
            QCOMPARE(control(u"cancel"_s, {{u"auth_corpid"_s, corpId}}).value(u"callback_body"_s).toString(),
                     u"success"_s);
            traces << corpId.toUtf8() << corpId.toLower().toUtf8() << leaving.value(u"corp_name"_s).toString().toUtf8();
            for (const QJsonValue& kfId : leaving.value(u"open_kfids"_s).toArray())
                traces << kfId.toString().toUtf8();
        }
        // Later and later in the work: the last round lets it finish some.
        if (round >= rounds / 2)
            QTRY_VERIFY_WITH_TIMEOUT(rows(u"purges"_s).size() > round * leavingEach, patienceMs);
        QCOMPARE(::kill(static_cast<pid_t>(m_serve->pid()), SIGKILL), 0);
        m_serve->stop();
        startServing();
    }
    const auto allProven = [this] {
        const QJsonArray receipts = rows(u"purges"_s);
        return receipts.size() == rounds * leavingEach &&
               std::all_of(receipts.begin(), receipts.end(),
                           [](const auto& receipt) { return receipt.toObject().value(u"verified_at"_s).isString(); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(allProven(), patienceMs);
    QCOMPARE(rows(u"corps"_s).size(), 1);
    const auto files = m_console.files();
    for (auto file = files.begin(); file != files.end(); ++file) {
        for (const QByteArray& trace : traces)
            QVERIFY2(!file.value().contains(trace), qPrintable(file.key() + u": "_s + QString::fromUtf8(trace)));
    }
    const QByteArray stays = m_authorised.last().value(u"auth_corpid"_s).toString().toUtf8();
    QVERIFY(std::any_of(files.begin(), files.end(), [&](const QByteArray& file) { return file.contains(stays); }));
}

void TestSystemPurge::receiptsSayWhatIsOutOfReach()
{
    const QJsonObject receipt = rows(u"purges"_s).first().toObject();
    QCOMPARE(receipt.value(u"out_of_reach"_s).toArray(), (QJsonArray{u"exported_csv"_s, u"copies"_s, u"swap"_s}));
    QCOMPARE(receipt.value(u"counts"_s)[u"corp"].toInt(), 1);
    const Outcome shown = m_console.runWithoutKey({u"purges"_s});
    QCOMPARE(shown.exitCode, 0);
    QVERIFY(shown.err.contains("CSV") && shown.err.contains("swap"));
}

void TestSystemPurge::findsTextsAsFilesHoldThem()
{
    QVERIFY(m_serve->stop().exitCode == 0);
    const auto check = [this](const QString& text) { return m_console.runWithoutKey({u"purge-check"_s, text}); };
    QDir(m_console.workspace()).mkpath(u"cache/x"_s);
    QFile file(m_console.workspace() + u"/cache/x/link"_s);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("https://example.com/?scene_param=%E8%B5%B0%E4%BA%86 wpfoldedid \\u79bb\\u5f00");
    file.close();
    for (const QString& text : {u"走了"_s, u"wpFoldedId"_s, u"离开"_s}) {
        const Outcome found = check(text);
        QCOMPARE(found.exitCode, 1);
        QVERIFY2(found.out.contains("cache/x/link") && found.saysOneLine(), qPrintable(text));
    }
    QVERIFY(file.remove());
    for (const QString& text : {u"走了"_s, u"wpFoldedId"_s, u"离开"_s})
        QCOMPARE(check(text).exitCode, 0);
}

QTEST_GUILESS_MAIN(TestSystemPurge)
#include "test_system_purge.moc"
