#include "core/sandbox/merchant_actions.h"

#include "core/crypto/random.h"
#include "core/sandbox/credentials.h"
#include "core/sandbox/event_xml.h"

namespace kfdesk::sandbox {

namespace {

constexpr size_t rememberedCallbacks = 10'000;

ActionReport report(const char* event, const Merchant& merchant, const QStringList& openKfIds, Delivery delivery)
{
    return {QString::fromLatin1(event), merchant.corpId, merchant.name, openKfIds, std::move(delivery)};
}

} // namespace

MerchantActions::MerchantActions(World& world, Credentials& credentials, CallbackSender& sender, const Clock& clock)
    : m_world(world)
    , m_credentials(credentials)
    , m_sender(sender)
    , m_clock(clock)
{}

ActionReport MerchantActions::pushTicket()
{
    const QByteArray ticket = m_credentials.tickets.issue();
    ActionReport done;
    done.event = QStringLiteral("suite_ticket");
    done.delivery = command(event_xml::suiteTicket(m_credentials.suite.suiteId, seconds(), ticket));
    return done;
}

ActionReport MerchantActions::verifyUrl(bool& verified)
{
    const QByteArray echo = crypto::randomAlphanumeric(19).toLatin1();
    ActionReport done;
    done.delivery = m_sender.verify(echo);
    verified = done.delivery.succeeded() && done.delivery.body == echo;
    return done;
}

Allowed<ActionReport> MerchantActions::authorise(const QString& corpId, const QStringList& openKfIds,
                                                 const QString& state, qint64 time)
{
    const auto consent = m_world.authorise(corpId, openKfIds);
    if (!consent)
        return tl::unexpected(consent.error());
    const QString& suiteId = m_credentials.suite.suiteId;
    if (consent->authCode.isEmpty()) {
        const QByteArray xml = event_xml::changeAuth(suiteId, seconds(time), corpId, state, openKfIds);
        return report("change_auth", consent->merchant, openKfIds, command(xml));
    }
    const QByteArray xml = event_xml::createAuth(suiteId, seconds(time), consent->authCode, state, openKfIds);
    return report("create_auth", consent->merchant, openKfIds, command(xml));
}

Allowed<ActionReport> MerchantActions::change(const QString& corpId, const QStringList& openKfIds, const QString& state,
                                              qint64 time)
{
    const auto merchant = m_world.setAccounts(corpId, openKfIds);
    if (!merchant)
        return tl::unexpected(merchant.error());
    const QByteArray xml = event_xml::changeAuth(m_credentials.suite.suiteId, seconds(time), corpId, state, openKfIds);
    return report("change_auth", *merchant, openKfIds, command(xml));
}

Allowed<ActionReport> MerchantActions::cancel(const QString& corpId, qint64 time)
{
    const auto merchant = m_world.cancel(corpId);
    if (!merchant)
        return tl::unexpected(merchant.error());
    const QByteArray xml = event_xml::cancelAuth(m_credentials.suite.suiteId, seconds(time), corpId);
    return report("cancel_auth", *merchant, {}, command(xml));
}

Allowed<ActionReport> MerchantActions::resetCode(const QString& corpId)
{
    const auto authCode = m_world.newAuthCode(corpId);
    if (!authCode)
        return tl::unexpected(authCode.error());
    const auto merchant = m_world.find(corpId);
    const QByteArray xml = event_xml::resetPermanentCode(m_credentials.suite.suiteId, seconds(), *authCode);
    return report("reset_permanent_code", *merchant, merchant->authorisedKfIds(), command(xml));
}

Allowed<ActionReport> MerchantActions::message(const QString& corpId, const QString& openKfId)
{
    const auto merchant = m_world.find(corpId);
    if (!merchant)
        return tl::unexpected(Refusal::UnknownCorp);
    if (!merchant->account(openKfId))
        return tl::unexpected(Refusal::UnknownAccount);
    const QByteArray messageToken = "ENC" + crypto::randomAlphanumeric(60).toLatin1();
    const QByteArray xml = event_xml::kfMessageOrEvent(corpId, seconds(), messageToken, openKfId);
    return report("kf_msg_or_event", *merchant, {openKfId}, send({xml, corpId, false}));
}

Delivery MerchantActions::deliver(const Sent& callback)
{
    return callback.dataOf.isEmpty() ? m_sender.sendCommand(callback.message)
                                     : m_sender.sendData(callback.message, callback.dataOf);
}

Delivery MerchantActions::send(Sent callback)
{
    const auto sent = std::make_shared<Sent>(std::move(callback));
    {
        const std::scoped_lock lock(m_mutex);
        m_sent.push_back(sent);
        if (m_sent.size() > rememberedCallbacks)
            m_sent.pop_front();
    }
    Delivery delivery = deliver(*sent);
    const std::scoped_lock lock(m_mutex);
    sent->delivered = delivery.succeeded();
    return delivery;
}

Redelivery MerchantActions::redeliver(int newest)
{
    std::vector<std::shared_ptr<Sent>> again;
    {
        const std::scoped_lock lock(m_mutex);
        for (size_t i = 0; i < m_sent.size(); ++i) {
            if (!m_sent[i]->delivered || i + static_cast<size_t>(newest) >= m_sent.size())
                again.push_back(m_sent[i]);
        }
    }
    Redelivery done;
    for (const auto& sent : again) {
        const bool delivered = deliver(*sent).succeeded();
        ++(delivered ? done.delivered : done.failed);
        const std::scoped_lock lock(m_mutex);
        sent->delivered = sent->delivered || delivered;
    }
    return done;
}

} // namespace kfdesk::sandbox
