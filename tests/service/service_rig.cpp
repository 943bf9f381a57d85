#include "tests/service/service_rig.h"

#include "core/crypto/callback_cipher.h"

#include <QJsonDocument>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace kfdesk::test {

using namespace Qt::StringLiterals;

namespace {

sandbox::SimulatorOptions simulatorOptions(const RigOptions& options)
{
    sandbox::SimulatorOptions simulated;
    simulated.corps = options.corps;
    simulated.accounts = options.accounts;
    return simulated;
}

template <typename T>
T must(Result<T> result, const char* what)
{
    if (!result)
        qFatal("%s: %s %s", what, qPrintable(result.error().id), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

model::Component componentOf(const sandbox::SimulatorIdentity& identity)
{
    model::Component component;
    component.name = u"Simulated"_s;
    component.suiteId = identity.suiteId;
    component.suiteSecret = identity.suiteSecret;
    component.token = identity.token;
    component.encodingAesKey = identity.encodingAesKey;
    component.providerCorpId = identity.providerCorpId;
    component.apiBase = identity.apiBase;
    component.authBase = identity.authBase;
    return component;
}

} // namespace

ServiceRig::ServiceRig(RigOptions options)
    : simulator(simulatorOptions(options), clock)
{
    must(simulator.start(), "simulator");
    m_identity = simulator.identity();
    workspace = must(service::Workspace::found(workspaceDir(), key(), service::WorkspaceKind::Sandbox, clock), "found");
    must(workspace->components().add(componentOf(m_identity)), "component");
    startHost();
    if (options.ticket)
        control(u"push-ticket"_s);
}

ServiceRig::~ServiceRig()
{
    simulator.stop();
}

void ServiceRig::closeWorkspace()
{
    workspace.reset();
}

void ServiceRig::openWorkspace()
{
    workspace = must(service::Workspace::open({workspaceDir(), key(), false}, clock), "open");
}

void ServiceRig::startHost()
{
    must(workspace->host().start(u"127.0.0.1"_s, 0, u"test"_s), "host");
    simulator.setCallbackBase(workspace->host().state().url);
}

QJsonObject ServiceRig::control(const QString& name, const QJsonObject& body)
{
    net::HttpClientRequest request;
    request.url = QUrl(m_identity.control + u'/' + name);
    request.body = QJsonDocument(body).toJson();
    request.singleUse = true;
    request.deadlineMs = 60'000;
    return QJsonDocument::fromJson(must(http.send(request), "control").body).object();
}

QJsonObject ServiceRig::state()
{
    net::HttpClientRequest request;
    request.method = "GET";
    request.url = QUrl(m_identity.control + u"/state"_s);
    return QJsonDocument::fromJson(must(http.send(request), "state").body).object();
}

int ServiceRig::calls(const QString& endpoint)
{
    return state().value("calls"_L1).toObject().value(endpoint).toInt();
}

void ServiceRig::fault(const QString& endpoint, int errcode, int times, bool drop)
{
    control(u"fault"_s, {{u"endpoint"_s, endpoint}, {u"errcode"_s, errcode}, {u"times"_s, times}, {u"drop"_s, drop}});
}

QByteArray ServiceRig::eventXml(const QByteArray& type, qint64 time, const QByteArray& inner) const
{
    return "<xml><SuiteId>" + suiteId().toUtf8() + "</SuiteId><InfoType>" + type + "</InfoType><TimeStamp>" +
           QByteArray::number(time) + "</TimeStamp>" + inner + "</xml>";
}

bool ServiceRig::ingest(const QByteArray& xml)
{
    const auto cipherKey = must(crypto::CallbackKey::parse(m_identity.encodingAesKey.view()), "key");
    const QByteArray encrypt = crypto::sealCallback(cipherKey, xml, suiteId().toUtf8());
    const QByteArray signature = crypto::callbackSignature(m_identity.token.view(), "1", "2", encrypt);
    callback::RawRequest request;
    request.query = "msg_signature=" + signature + "&timestamp=1&nonce=2";
    request.body = "<xml><Encrypt>" + encrypt + "</Encrypt></xml>";
    return must(workspace->events().ingest(suiteId(), request), "ingest");
}

std::vector<model::Corp> ServiceRig::corps()
{
    return must(workspace->corps().list({}), "corps");
}

std::optional<model::Corp> ServiceRig::corp(const QString& authCorpId)
{
    for (const model::Corp& candidate : corps()) {
        if (candidate.authCorpId == authCorpId)
            return candidate;
    }
    return std::nullopt;
}

std::vector<model::Event> ServiceRig::events(const QString& type)
{
    store::EventFilter filter;
    filter.type = type;
    filter.hideTickets = true;
    auto ids = must(workspace->events().ids(filter), "event ids");
    std::reverse(ids.begin(), ids.end());
    return must(workspace->events().rows(ids), "events");
}

model::Event ServiceRig::onlyEvent(const QString& type)
{
    const auto found = events(type);
    if (found.size() != 1)
        qFatal("%d events of type %s", int(found.size()), qPrintable(type));
    return found.front();
}

bool ServiceRig::waitFor(const std::function<bool()>& holds)
{
    return waitFor(holds, std::chrono::minutes(1));
}

/// `patience`: with nothing announced.
bool ServiceRig::waitFor(const std::function<bool()>& holds, std::chrono::milliseconds patience)
{
    struct Said
    {
        std::mutex mutex;
        std::condition_variable moved;
        int changes = 0;
    };
    // Shared: a slot may still be on its way on another thread after the disconnection.
    const auto said = std::make_shared<Said>();
    const auto connection = QObject::connect(&workspace->changes(), &service::ChangeFeed::changed, [said] {
        const std::lock_guard lock(said->mutex);
        ++said->changes;
        said->moved.notify_all();
    });
    bool held = false;
    for (int seen = 0;;) {
        held = holds();
        std::unique_lock lock(said->mutex);
        if (held || !said->moved.wait_for(lock, patience, [&] { return said->changes != seen; }))
            break;
        seen = said->changes;
    }
    QObject::disconnect(connection);
    return held;
}

bool ServiceRig::waitForCorp(const QString& authCorpId, model::CorpStatus status)
{
    return waitFor([&] {
        const auto found = corp(authCorpId);
        return found && found->status == status;
    });
}

QString ServiceRig::authorise()
{
    const QString corpId = control(u"authorize"_s, {{u"state"_s, u"shop"_s}}).value("auth_corpid"_L1).toString();
    if (!waitForCorp(corpId, model::CorpStatus::Active))
        qFatal("not authorised");
    return corpId;
}

bool ServiceRig::isProven(size_t receipts)
{
    const auto list = workspace->purges().list({});
    return list && list->size() == receipts &&
           std::all_of(list->begin(), list->end(), [](const auto& receipt) { return receipt.verifiedAt != 0; });
}

bool ServiceRig::waitForProof(size_t receipts)
{
    constexpr int patienceSeconds = 60;
    for (int second = 0; second < patienceSeconds; ++second) {
        if (waitFor([&] { return isProven(receipts); }, std::chrono::seconds(1)))
            return true;
        clock.advance(1000);
    }
    return false;
}

void ServiceRig::advance(qint64 ms)
{
    clock.advance(ms);
    workspace->host().wake();
}

} // namespace kfdesk::test
