#pragma once

#include "core/sandbox/callback_sender.h"
#include "core/sandbox/world.h"

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

/// What people at WeCom, at a merchant and at the provider do, each with the callback that follows. Blocks until the
/// callback has been answered or given up. Thread-safe.
class MerchantActions
{
public:
    MerchantActions(World& world, Credentials& credentials, CallbackSender& sender, const Clock& clock);

    ActionReport pushTicket();
    /// URL verification; `verified` tells whether the listener answered the echo exactly.
    ActionReport verifyUrl(bool& verified);

    Allowed<ActionReport> authorise(const QString& corpId, const QStringList& openKfIds, const QString& state);
    Allowed<ActionReport> change(const QString& corpId, const QStringList& openKfIds, const QString& state);
    Allowed<ActionReport> cancel(const QString& corpId);
    Allowed<ActionReport> resetCode(const QString& corpId);
    /// A customer writes: kf_msg_or_event on the data callback.
    Allowed<ActionReport> message(const QString& corpId, const QString& openKfId);

private:
    qint64 seconds() const { return m_clock.nowMs() / 1000; }

    World& m_world;
    Credentials& m_credentials;
    CallbackSender& m_sender;
    const Clock& m_clock;
};

} // namespace kfdesk::sandbox
