#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace kfdesk::sandbox::event_xml {

// Plaintexts and envelope of WeCom's callbacks (reference §2.3, §3). `seconds` is Unix time. An empty `state` leaves
// the element out.

QByteArray suiteTicket(const QString& suiteId, qint64 seconds, const QByteArray& ticket);
QByteArray createAuth(const QString& suiteId, qint64 seconds, const QByteArray& authCode, const QString& state,
                      const QStringList& openKfIds);
QByteArray changeAuth(const QString& suiteId, qint64 seconds, const QString& authCorpId, const QString& state,
                      const QStringList& openKfIds);
QByteArray cancelAuth(const QString& suiteId, qint64 seconds, const QString& authCorpId);
QByteArray resetPermanentCode(const QString& suiteId, qint64 seconds, const QByteArray& authCode);
QByteArray kfMessageOrEvent(const QString& authCorpId, qint64 seconds, const QByteArray& messageToken,
                            const QString& openKfId);

QByteArray envelope(const QString& toUserName, const QByteArray& encrypted);

} // namespace kfdesk::sandbox::event_xml
