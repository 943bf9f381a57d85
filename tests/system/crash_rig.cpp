#include "tests/system/crash_rig.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QJsonDocument>

#include <algorithm>
#include <atomic>
#include <thread>

namespace kfdesk::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 120'000; // a bound for hangs, not an expectation
constexpr int merchants = 20'000;
constexpr int newestAgain = 40;

QStringList texts(const QJsonValue& array)
{
    QStringList all;
    for (const QJsonValue& value : array.toArray())
        all << value.toString();
    return all;
}

QSet<QString> asSet(const QStringList& list)
{
    return {list.begin(), list.end()};
}

} // namespace

CrashRig::CrashRig(quint64 seed)
    : m_port(freePort())
    , m_random(seed)
{
    m_sandbox = std::make_unique<RunningProgram>(u"kfdesk-sandbox"_s,
                                                 QStringList{u"--corps"_s, QString::number(merchants), u"--accounts"_s,
                                                             u"2"_s, u"--seed"_s, QString::number(seed),
                                                             u"--callback"_s, u"http://127.0.0.1:%1"_s.arg(m_port)},
                                                 console.path(u"sandbox.log"_s));
    m_identity = m_sandbox->firstLine();
    const QByteArray aesKey = m_identity.value(u"encoding_aes_key"_s).toString().toUtf8();
    m_key = *crypto::CallbackKey::parse(aesKey);
    QJsonObject component = m_identity;
    component.insert(u"name"_s, u"Crash"_s);
    const Outcome added =
        console.run({u"component"_s, u"add"_s, u"--from"_s, u"-"_s}, QJsonDocument(component).toJson());
    if (added.exitCode != 0)
        qFatal("no workspace: %s", added.err.constData());
}

bool CrashRig::startServe()
{
    m_serve = std::make_unique<RunningProgram>(
        u"kfdeskctl"_s, QStringList{u"serve"_s, u"--port"_s, QString::number(m_port)} + console.globals(),
        console.path(u"serve.log"_s));
    return m_serve->firstLine().contains(u"listening"_s);
}

void CrashRig::killServe()
{
    m_serve->kill();
}

bool CrashRig::stopServe()
{
    return m_serve->stop().exitCode == 0;
}

QJsonObject CrashRig::control(const QString& name, const QJsonObject& body) const
{
    return callControl(m_identity.value(u"control"_s).toString(), name, body);
}

QJsonObject CrashRig::simulated() const
{
    return controlState(m_identity.value(u"control"_s).toString());
}

int CrashRig::calls(const QString& endpoint) const
{
    return simulated().value(u"calls"_s).toObject().value(endpoint).toInt();
}

QJsonArray CrashRig::rows(const QStringList& command) const
{
    const Outcome outcome = console.run(command + QStringList{u"--json"_s});
    if (outcome.exitCode != 0)
        qFatal("%s: %s", qPrintable(command.join(u' ')), outcome.err.constData());
    return outcome.rows();
}

int CrashRig::number(int below)
{
    const std::lock_guard lock(m_mutex);
    return std::uniform_int_distribution<int>(0, below - 1)(m_random);
}

QString CrashRig::nextState()
{
    const std::lock_guard lock(m_mutex);
    return u"state%1"_s.arg(++m_states);
}

qint64 CrashRig::nextTime(const QString& authCorpId)
{
    const std::lock_guard lock(m_mutex);
    qint64& last = m_merchants[authCorpId].lastTime;
    last = std::max(QDateTime::currentSecsSinceEpoch(), last + 1);
    return last;
}

void CrashRig::acknowledge(bool yes)
{
    const std::lock_guard lock(m_mutex);
    m_acknowledged += yes ? 1 : 0;
    m_moved.notify_all();
}

int CrashRig::acknowledged() const
{
    const std::lock_guard lock(m_mutex);
    return m_acknowledged;
}

void CrashRig::waitForAcknowledgements(int count)
{
    std::unique_lock lock(m_mutex);
    const int wanted = m_acknowledged + count;
    m_moved.wait_for(lock, std::chrono::seconds(20), [&] { return m_acknowledged >= wanted; });
}

void CrashRig::authorise()
{
    authorise({});
}

void CrashRig::authorise(QJsonObject body)
{
    const QString state = nextState();
    body.insert(u"state"_s, state);
    const QJsonObject answer = control(u"authorize"_s, body);
    {
        const std::lock_guard lock(m_mutex);
        Merchant& merchant = m_merchants[answer.value(u"auth_corpid"_s).toString()];
        merchant.name = answer.value(u"corp_name"_s).toString();
        merchant.states = {state};
        ++merchant.authorisations;
        merchant.lastTime = std::max(merchant.lastTime, QDateTime::currentSecsSinceEpoch());
        merchant.living = true;
        merchant.seenActive = merchant.codeLost = false;
    }
    acknowledge(answer.value(u"callback_status"_s).toInt() == 200);
}

void CrashRig::authoriseMany(int count)
{
    constexpr int atOnce = 16;
    const qint64 time = QDateTime::currentSecsSinceEpoch();
    std::atomic<int> left = count;
    std::vector<std::jthread> threads;
    for (int i = 0; i < atOnce; ++i) {
        threads.emplace_back([this, time, &left] {
            while (left-- > 0)
                authorise({{u"time"_s, time}});
        });
    }
}

void CrashRig::remedyLostCodes()
{
    std::vector<std::pair<QString, QString>> lost;
    {
        const std::lock_guard lock(m_mutex);
        for (auto merchant = m_merchants.begin(); merchant != m_merchants.end(); ++merchant) {
            if (merchant->living && merchant->codeLost)
                lost.emplace_back(merchant.key(), merchant->name);
        }
    }
    for (const auto& [authCorpId, name] : lost) {
        cancel(authCorpId);
        authorise({{u"corp_name"_s, name}, {u"time"_s, nextTime(authCorpId)}});
    }
}

void CrashRig::rescan(const QString& authCorpId)
{
    const QString state = nextState();
    QString name;
    {
        const std::lock_guard lock(m_mutex);
        m_merchants[authCorpId].states.insert(state);
        name = m_merchants[authCorpId].name;
    }
    const QJsonObject answer =
        control(u"authorize"_s, {{u"state"_s, state}, {u"corp_name"_s, name}, {u"time"_s, nextTime(authCorpId)}});
    acknowledge(answer.value(u"callback_status"_s).toInt() == 200);
}

void CrashRig::cancel(const QString& authCorpId)
{
    {
        const std::lock_guard lock(m_mutex);
        m_merchants[authCorpId].living = false;
        m_merchants[authCorpId].states.clear();
    }
    const QJsonObject answer =
        control(u"cancel"_s, {{u"auth_corpid"_s, authCorpId}, {u"time"_s, nextTime(authCorpId)}});
    acknowledge(answer.value(u"callback_status"_s).toInt() == 200);
}

void CrashRig::note()
{
    QByteArray plaintext;
    {
        const std::lock_guard lock(m_mutex);
        plaintext = "<xml><SuiteId>" + m_identity.value(u"suite_id"_s).toString().toUtf8() +
                    "</SuiteId><InfoType>change_contact</InfoType><TimeStamp>" +
                    QByteArray::number(QDateTime::currentSecsSinceEpoch()) + "</TimeStamp><UserID>user" +
                    QByteArray::number(++m_notes) + "</UserID></xml>";
        m_sent.insert(plaintext, false);
    }
    post(plaintext, true);
}

void CrashRig::post(const QByteArray& plaintext, bool mustBeNew)
{
    const QString suiteId = m_identity.value(u"suite_id"_s).toString();
    const QByteArray token = m_identity.value(u"token"_s).toString().toUtf8();
    const QByteArray timestamp = QByteArray::number(QDateTime::currentSecsSinceEpoch());
    const QByteArray encrypted = crypto::sealCallback(*m_key, plaintext, suiteId.toUtf8());
    const QByteArray signature = crypto::callbackSignature(token, timestamp, "nonce", encrypted);
    net::HttpClientRequest request;
    request.url = QUrl(u"http://127.0.0.1:%1/callback/%2?msg_signature=%3&timestamp=%4&nonce=nonce"_s.arg(
        QString::number(m_port), suiteId, QString::fromLatin1(signature), QString::fromLatin1(timestamp)));
    request.body = "<xml><Encrypt>" + encrypted + "</Encrypt></xml>";
    request.singleUse = true;
    const auto answer = m_http.send(request);
    const bool yes = answer && answer->status == 200;
    {
        const std::lock_guard lock(m_mutex);
        m_sent[plaintext] = m_sent[plaintext] || yes;
    }
    if (mustBeNew)
        acknowledge(yes);
}

void CrashRig::redeliver()
{
    control(u"redeliver"_s, {{u"newest"_s, newestAgain}});
    QList<QByteArray> again;
    {
        const std::lock_guard lock(m_mutex);
        int repeated = 0;
        for (auto sent = m_sent.begin(); sent != m_sent.end(); ++sent) {
            if (!sent.value() || ++repeated <= newestAgain)
                again << sent.key();
        }
    }
    for (const QByteArray& plaintext : std::as_const(again))
        post(plaintext, false);
}

std::vector<QString> CrashRig::livingCorps() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<QString> living;
    for (auto merchant = m_merchants.begin(); merchant != m_merchants.end(); ++merchant) {
        if (merchant->living && merchant->seenActive)
            living.push_back(merchant.key());
    }
    return living;
}

bool CrashRig::waitUntilQuiet() const
{
    const auto isQuiet = [this] {
        if (!rows({u"events"_s, u"--status"_s, u"pending"_s}).isEmpty())
            return false;
        const QJsonArray corps = rows({u"corps"_s});
        const bool still = std::none_of(corps.begin(), corps.end(), [](const QJsonValue& corp) {
            const QString status = corp[u"status"].toString();
            return status == u"syncing" || status == u"purging";
        });
        if (!still)
            return false;
        const QJsonArray receipts = rows({u"purges"_s});
        return std::all_of(receipts.begin(), receipts.end(),
                           [](const QJsonValue& receipt) { return receipt[u"verified_at"].isString(); });
    };
    const QDeadlineTimer deadline(patienceMs);
    while (!isQuiet()) {
        if (deadline.hasExpired())
            return false;
    }
    return true;
}

/// Acknowledged is on disk, once; and nothing is there twice, whether it was acknowledged or not.
QString CrashRig::checkInbox() const
{
    QMap<QByteArray, int> found;
    QMap<QString, int> states;
    for (const QJsonValue& row : rows({u"events"_s, u"--show-plaintext"_s})) {
        ++found[row[u"plaintext"].toString().toUtf8()];
        if (!row[u"state"].toString().isEmpty())
            ++states[row[u"state"].toString()];
    }
    const std::lock_guard lock(m_mutex);
    for (auto sent = m_sent.begin(); sent != m_sent.end(); ++sent) {
        if (sent.value() && found.value(sent.key()) != 1)
            return u"an acknowledged event is in the inbox %1 times: %2"_s.arg(found.value(sent.key()))
                .arg(QString::fromUtf8(sent.key()));
    }
    for (auto count = found.begin(); count != found.end(); ++count) {
        if (count.value() > 1 && !count.key().isEmpty())
            return u"an event is in the inbox %1 times: %2"_s.arg(count.value()).arg(QString::fromUtf8(count.key()));
    }
    for (auto count = states.begin(); count != states.end(); ++count) {
        if (count.value() != 1)
            return u"%1 is in the inbox %2 times"_s.arg(count.key()).arg(count.value());
    }
    return {};
}

/// Every merchant against WeCom's truth. A code whose answer was under way when the process died is lost: its corp must
/// say so, and then it is authorised anew, as the page tells people.
QString CrashRig::checkMerchants()
{
    QMap<QString, QJsonObject> truth;
    for (const QJsonValue& corp : simulated().value(u"corps"_s).toArray())
        truth.insert(corp[u"auth_corpid"].toString(), corp.toObject());
    QMap<QString, QJsonObject> shown;
    int orphans = 0;
    for (const QJsonValue& row : rows({u"corps"_s})) {
        const QString authCorpId = row[u"auth_corpid"].toString();
        orphans += row[u"status"].toString() == u"orphaned" ? 1 : 0;
        if (!authCorpId.isEmpty() && shown.contains(authCorpId))
            return u"corp %1 is there twice"_s.arg(authCorpId);
        shown.insert(authCorpId, row.toObject());
    }
    QMap<QString, Merchant> known;
    {
        const std::lock_guard lock(m_mutex);
        known = m_merchants;
    }
    int lost = 0;
    for (auto merchant = known.begin(); merchant != known.end(); ++merchant) {
        const QString wrong =
            checkMerchant(merchant.key(), *merchant, truth.value(merchant.key()), shown.value(merchant.key()));
        if (!wrong.isEmpty())
            return u"%1 (%2): %3"_s.arg(merchant->name, merchant.key(), wrong);
        const std::lock_guard lock(m_mutex);
        lost += m_merchants[merchant.key()].codeLost ? 1 : 0;
    }
    if (lost != orphans)
        return u"%1 codes are lost, but %2 corps say so"_s.arg(lost).arg(orphans);
    m_lost += lost;
    return {};
}

QString CrashRig::checkMerchant(const QString& authCorpId, const Merchant& merchant, const QJsonObject& truth,
                                const QJsonObject& row)
{
    if (truth.value(u"exchanges"_s).toInt() != merchant.authorisations)
        return u"%1 authorisations, but %2 codes were exchanged"_s.arg(merchant.authorisations)
            .arg(truth.value(u"exchanges"_s).toInt());
    if (!merchant.living)
        return row.isEmpty() ? QString() : u"it left and is still there"_s;
    if (row.isEmpty() || row.value(u"status"_s).toString() == u"orphaned") {
        const std::lock_guard lock(m_mutex);
        m_merchants[authCorpId].codeLost = true;
        return {};
    }
    if (row.value(u"status"_s).toString() != u"active")
        return u"it is "_s + row.value(u"status"_s).toString();
    if (asSet(texts(row.value(u"states"_s))) != merchant.states)
        return u"its states are "_s + texts(row.value(u"states"_s)).join(u", ");
    const qsizetype accounts = truth.value(u"open_kfids"_s).toArray().size();
    if (row.value(u"kf_account_count"_s).toInt() != accounts)
        return u"it has %1 accounts"_s.arg(row.value(u"kf_account_count"_s).toInt());
    const std::lock_guard lock(m_mutex);
    m_merchants[authCorpId].seenActive = true;
    return {};
}

} // namespace kfdesk::test
