#pragma once

#include "core/callback/ports.h"
#include "core/model/component.h"

#include <QByteArray>

#include <vector>

namespace kfdesk::bench {

/// Merchants whose customers write; callbacks go round among them.
inline constexpr int corpCount = 500;
QString corpId(int number);

/// The component that receives; its keys are the demo keys of the documents.
model::Component component();

/// Of those with the TimeStamp `second`.
quint64 firstOfSecond(qint64 second);

/// The plaintext of the `number`th callback: a kf_msg_or_event, the one WeCom sends at volume. No two are equal.
QByteArray plaintext(quint64 number);

/// The same as it enters the inbox.
callback::AcceptedCallback accepted(quint64 number, qint64 receivedAt);

/// `count` callbacks from number `first` on as whole HTTP/1.1 requests: encrypted, signed, keep-alive.
std::vector<QByteArray> requests(quint64 first, int count);

} // namespace kfdesk::bench
