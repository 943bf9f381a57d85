#include "tests/sandbox/receiver.h"

#include "core/crypto/callback_cipher.h"
#include "core/net/query.h"
#include "core/wecom/envelope.h"

namespace kfdesk::test {

Receiver::Receiver()
    : m_server([this](const net::HttpRequest& request, const net::HttpReply& reply) { handle(request, reply); })
{}

void Receiver::start()
{
    if (!m_server.start(QStringLiteral("127.0.0.1"), 0))
        qFatal("the test's listener does not start");
}

void Receiver::setSuite(const sandbox::SimulatorIdentity& identity)
{
    const std::scoped_lock lock(m_mutex);
    m_identity = identity;
}

void Receiver::answerNext(std::deque<int> statuses)
{
    const std::scoped_lock lock(m_mutex);
    m_statuses = std::move(statuses);
}

std::vector<ReceivedCallback> Receiver::received() const
{
    const std::scoped_lock lock(m_mutex);
    return m_received;
}

void Receiver::handle(const net::HttpRequest& request, const net::HttpReply& reply)
{
    const std::scoped_lock lock(m_mutex);
    m_received.push_back(open(request));
    int status = 200;
    if (!m_statuses.empty()) {
        status = m_statuses.front();
        m_statuses.pop_front();
    }
    const QByteArray good = request.method == "GET" ? m_received.back().message : QByteArray("success");
    if (status != 0)
        reply(net::HttpResponse::plain(status, status == 200 ? good : QByteArray("refused")));
}

ReceivedCallback Receiver::open(const net::HttpRequest& request) const
{
    ReceivedCallback callback;
    callback.request = request;
    const auto query = net::Query::parse(request.query());
    if (!query)
        return callback;
    if (request.method == "GET") {
        callback.encrypted = query->single("echostr").value_or(QByteArray());
    } else if (const auto envelope = wecom::parseEnvelope(request.body)) {
        callback.toUserName = wecom::envelopeAddressee(request.body);
        callback.encrypted = envelope->encrypt.toByteArray();
    }
    callback.signatureHolds =
        crypto::callbackSignatureMatches(m_identity.token.view(), query->single("timestamp").value_or(QByteArray()),
                                         query->single("nonce").value_or(QByteArray()), callback.encrypted,
                                         query->single("msg_signature").value_or(QByteArray()));
    const auto opened =
        crypto::openCallback(*crypto::CallbackKey::parse(m_identity.encodingAesKey.view()), callback.encrypted);
    if (opened) {
        callback.message = opened->message;
        callback.receiveId = opened->receiveId;
        callback.event = wecom::parseEvent(opened->message);
    }
    return callback;
}

} // namespace kfdesk::test
