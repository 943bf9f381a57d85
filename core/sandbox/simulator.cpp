#include "core/sandbox/simulator.h"

#include "core/net/http_server.h"
#include "core/sandbox/api.h"
#include "core/sandbox/consent_page.h"
#include "core/sandbox/control_api.h"
#include "core/sandbox/credentials.h"
#include "core/sandbox/delay_line.h"
#include "core/sandbox/logo.h"
#include "core/sandbox/worker_pool.h"
#include "core/sandbox/world.h"

namespace kfdesk::sandbox {

namespace {

constexpr int quickThreads = 2;     // never wait for anything
constexpr int callbackThreads = 16; // wait for the listener
constexpr int ticketIntervalMs = 600'000;

} // namespace

struct Simulator::Private
{
    Private(const SimulatorOptions& options, const Clock& clock);
    ~Private() { stop(); }

    void route(net::HttpRequest request, net::HttpReply reply);
    void answerApi(const net::HttpRequest& request, const net::HttpReply& reply);
    void pushTicketAfter(int delayMs);
    void stop();

    const SeededText seeded;
    World world;
    Credentials credentials;
    FaultPlan faults;
    CallbackSender sender;
    MerchantActions actions;
    QString baseUrl; ///< set once, before the pools run
    Api api;
    ControlApi control;
    ConsentPage consent;
    DelayLine later;
    WorkerPool quick;
    WorkerPool blocking;
    net::HttpServer server;
};

Simulator::Private::Private(const SimulatorOptions& options, const Clock& clock)
    : seeded(options.seed)
    , world(options.corps, options.accounts, seeded, clock)
    , credentials(seeded, clock)
    , sender(credentials.suite, clock, options.callbackBase)
    , actions(world, credentials, sender, clock)
    , api({world, credentials, seeded, baseUrl}, faults, clock, options.latencyMs)
    , control(world, actions, faults, api)
    , consent(world, actions, credentials.suite.suiteId)
    , server([this](net::HttpRequest request, net::HttpReply reply) { route(std::move(request), std::move(reply)); })
{}

void Simulator::Private::route(net::HttpRequest request, net::HttpReply reply)
{
    const QByteArray path = request.path();
    const bool post = request.method == "POST";
    if (path.startsWith("/cgi-bin/"))
        quick.post([this, request, reply] { answerApi(request, reply); });
    else if (path.startsWith("/control/"))
        (post ? blocking : quick).post([this, request, reply] { reply(control.answer(request)); });
    else if (path.startsWith("/compApp/"))
        (post ? blocking : quick).post([this, request, reply] { reply(consent.answer(request)); });
    else if (path.startsWith("/logo/"))
        quick.post([this, path, reply] { reply(logo(world, QString::fromUtf8(path))); });
    else
        reply(net::HttpResponse::plain(404, "not found"));
}

void Simulator::Private::answerApi(const net::HttpRequest& request, const net::HttpReply& reply)
{
    ApiReply answer = api.answer(request);
    const int delayMs = answer.delayMs;
    // A reply that is let go unanswered closes the connection.
    auto deliver = [answer = std::move(answer), reply]() mutable {
        if (!answer.drop)
            reply(std::move(answer.response));
    };
    if (delayMs == 0)
        deliver();
    else
        later.post(delayMs, std::move(deliver));
}

void Simulator::Private::pushTicketAfter(int delayMs)
{
    later.post(delayMs, [this] {
        blocking.post([this] { actions.pushTicket(); });
        pushTicketAfter(ticketIntervalMs);
    });
}

void Simulator::Private::stop()
{
    server.stop();
    sender.stop();
    later.stop();
    blocking.stop();
    quick.stop();
}

Simulator::Simulator(SimulatorOptions options, const Clock& clock)
    : d(std::make_unique<Private>(options, clock))
{}

Simulator::~Simulator() = default;

Result<void> Simulator::start(quint16 port)
{
    KFDESK_CHECK(d->server.start(QStringLiteral("127.0.0.1"), port));
    d->baseUrl = d->server.url();
    d->quick.start(quickThreads);
    d->blocking.start(callbackThreads);
    return {};
}

void Simulator::stop()
{
    d->stop();
}

SimulatorIdentity Simulator::identity() const
{
    const SuiteCredentials& suite = d->credentials.suite;
    return {d->baseUrl,
            d->baseUrl,
            d->baseUrl + QStringLiteral("/control"),
            suite.suiteId,
            suite.providerCorpId,
            Secret(suite.suiteSecret),
            Secret(suite.token),
            Secret(suite.encodingAesKey)};
}

void Simulator::setCallbackBase(const QString& url)
{
    d->sender.setCallbackBase(url);
}

void Simulator::startTicketPushes(int firstAfterMs)
{
    d->pushTicketAfter(firstAfterMs);
}

} // namespace kfdesk::sandbox
