#include "tests/system/fault_rig.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QUrl>

#include <cstdio>
#include <unistd.h>

namespace kfdesk::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 120'000; // a bound for hangs, not an expectation
const QByteArray suiteId = "ww5uite0kf0demo01";

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().id));
    return *std::move(result);
}

void waitUntilMore(const std::atomic<int>& counter, int more)
{
    const int from = counter;
    for (int now = from; now - from < more; now = counter)
        counter.wait(now);
}

} // namespace

FaultRig::FaultRig()
    : m_key(must(crypto::CallbackKey::parse(sampleComponent().value(u"encoding_aes_key"_s).toString().toLatin1())))
    , m_link(console.path(u"failing"_s))
{
    console.found();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, QStringLiteral(KFDESK_FAILING_DISK));
    environment.insert(u"KFDESK_FAILING_FILES"_s, console.workspace() + u"/kfdesk.sqlite"_s);
    environment.insert(u"KFDESK_FAILING_CALLS"_s, m_link);
    // The address sanitizer wants to be loaded first, and does without.
    environment.insert(u"ASAN_OPTIONS"_s, environment.value(u"ASAN_OPTIONS"_s) + u":verify_asan_link_order=0"_s);
    m_serve = std::make_unique<RunningProgram>(u"kfdeskctl"_s,
                                               QStringList{u"serve"_s, u"--port"_s, u"0"_s} + console.globals(),
                                               console.path(u"serve.log"_s), environment);
    m_port = static_cast<quint16>(QUrl(m_serve->firstLine().value(u"listening"_s).toString()).port());
}

void FaultRig::failCalls(const QByteArray& plan)
{
    const QByteArray link = QFile::encodeName(m_link);
    if (plan.isEmpty()) {
        ::unlink(link.constData());
        return;
    }
    const QByteArray fresh = link + ".new";
    if (::symlink(plan.constData(), fresh.constData()) != 0 || ::rename(fresh.constData(), link.constData()) != 0)
        qFatal("no plan of failures");
}

QByteArray FaultRig::bodyOf(int event, QByteArray& query) const
{
    const QByteArray number = QByteArray::number(event);
    const QByteArray plain = "<xml><SuiteId><![CDATA[" + suiteId +
                             "]]></SuiteId><InfoType><![CDATA[change_contact]]></InfoType><TimeStamp>1718000009"
                             "</TimeStamp><AuthCorpId><![CDATA[wpEvent" +
                             number + "]]></AuthCorpId></xml>";
    const QByteArray encrypt = crypto::sealCallback(m_key, plain, suiteId);
    const QByteArray token = sampleComponent().value(u"token"_s).toString().toLatin1();
    query = "msg_signature=" + crypto::callbackSignature(token, "1718000009", number, encrypt) +
            "&timestamp=1718000009&nonce=" + number;
    return "<xml><ToUserName><![CDATA[any]]></ToUserName><AgentID></AgentID><Encrypt><![CDATA[" + encrypt +
           "]]></Encrypt></xml>";
}

int FaultRig::deliver(int event)
{
    QByteArray query;
    net::HttpClientRequest request;
    request.body = bodyOf(event, query);
    request.url = QUrl(u"http://127.0.0.1:%1/callback/%2?%3"_s.arg(m_port).arg(QString::fromLatin1(suiteId),
                                                                               QString::fromLatin1(query)));
    request.deadlineMs = patienceMs;
    const auto answer = http.send(request);
    return answer ? answer->status : 0;
}

QByteArray FaultRig::rawRequest(int event) const
{
    QByteArray query;
    const QByteArray body = bodyOf(event, query);
    return "POST /callback/" + suiteId + "?" + query +
           " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QJsonObject FaultRig::status() const
{
    return console.run({u"status"_s, u"--json"_s}).object();
}

bool FaultRig::waitForStoreError(const QString& id) const
{
    return QTest::qWaitFor([&] { return status().value(u"store_error"_s).toString() == id; }, patienceMs);
}

QMap<int, int> FaultRig::inbox() const
{
    QMap<int, int> counts;
    const QJsonArray rows = console.run({u"events"_s, u"--json"_s}).rows();
    for (const QJsonValue& row : rows) {
        const QString corp = row.toObject().value(u"auth_corpid"_s).toString();
        ++counts[corp.mid(7).toInt()];
    }
    return counts;
}

QString FaultRig::integrity() const
{
    const QString name = u"integrity"_s;
    QString verdict;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(console.workspace() + u"/kfdesk.sqlite"_s);
        QSqlQuery query(database);
        if (database.open() && query.exec(u"PRAGMA integrity_check"_s) && query.next())
            verdict = query.value(0).toString();
    }
    QSqlDatabase::removeDatabase(name);
    return verdict;
}

QByteArray FaultRig::log() const
{
    QFile file(console.path(u"serve.log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Senders::Senders(FaultRig& rig, int threads)
    : m_rig(rig)
    , m_takenBy(static_cast<size_t>(threads))
{
    for (std::set<int>& taken : m_takenBy)
        m_threads.emplace_back([this, &taken] { run(taken); });
}

Senders::~Senders()
{
    m_rig.failCalls({}); // a test that failed may have left them
    stop();
}

void Senders::run(std::set<int>& taken)
{
    while (!m_stop) {
        const int event = m_rig.newEvent();
        int status = 503;
        while (status == 503) {
            status = m_rig.deliver(event);
            std::atomic<int>& counter = status == 200 ? m_taken : status == 503 ? m_refused : m_other;
            ++counter;
            counter.notify_all();
        }
        if (status == 200)
            taken.insert(event);
    }
}

void Senders::stop()
{
    m_stop = true;
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

void Senders::waitForTaken(int more) const
{
    waitUntilMore(m_taken, more);
}

void Senders::waitForRefused(int more) const
{
    waitUntilMore(m_refused, more);
}

std::set<int> Senders::taken() const
{
    std::set<int> all;
    for (const std::set<int>& taken : m_takenBy)
        all.insert(taken.begin(), taken.end());
    return all;
}

} // namespace kfdesk::test
