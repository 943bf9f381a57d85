#pragma once

#include "core/sandbox/callback_sender.h"
#include "core/sandbox/world.h"

#include <deque>
#include <memory>
#include <mutex>

namespace kfdesk::sandbox {

struct Credentials;

/// What happened at the merchant, and what became of the callback about it.
struct ActionReport
{
    QString event; ///< create_auth, change_auth …
    QString corpId;
    QString corpName;
    QStringList openKfIds;
    Delivery delivery;
};

/// How many callbacks a redelivery repeated.
struct Redelivery
{
    int delivered = 0;
    int failed = 0;
};

/// What people at WeCom, at a merchant and at the provider do, each with the callback that follows. Blocks until the
/// callback has been answered or given up. Thread-safe.
class MerchantActions
{
public:
    MerchantActions(World& world, Credentials& credentials, CallbackSender& sender, const Clock& clock);

    ActionReport pushTicket();
    /// URL verification; `verified` tells whether the listener answered the echo exactly.
    ActionReport verifyUrl(bool& verified);

    // `time`: the event's TimeStamp in seconds, for events that come late or within one second; 0 = now.
    Allowed<ActionReport> authorise(const QString& corpId, const QStringList& openKfIds, const QString& state,
                                    qint64 time = 0);
    Allowed<ActionReport> change(const QString& corpId, const QStringList& openKfIds, const QString& state,
                                 qint64 time = 0);
    Allowed<ActionReport> cancel(const QString& corpId, qint64 time = 0);
    Allowed<ActionReport> resetCode(const QString& corpId);
    /// A customer writes: kf_msg_or_event on the data callback.
    Allowed<ActionReport> message(const QString& corpId, const QString& openKfId);

    /// Delivers again, in the order of their first delivery, what was never answered with 200, and the `newest` ones
    /// all the same. The last ten thousand callbacks are remembered.
    Redelivery redeliver(int newest);

private:
    struct Sent
    {
        QByteArray message;
        QString dataOf; ///< the corp of a data callback; empty for a command
        bool delivered = false;
    };

    Delivery command(const QByteArray& message) { return send({message, {}, false}); }
    Delivery send(Sent callback);
    Delivery deliver(const Sent& callback);
    qint64 seconds(qint64 wanted = 0) const { return wanted != 0 ? wanted : m_clock.nowMs() / 1000; }

    World& m_world;
    Credentials& m_credentials;
    CallbackSender& m_sender;
    const Clock& m_clock;
    std::mutex m_mutex;
    std::deque<std::shared_ptr<Sent>> m_sent; ///< oldest first; `delivered` under the mutex
};

} // namespace kfdesk::sandbox
