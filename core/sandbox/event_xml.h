#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

/// Plaintexts and envelope of WeCom's callbacks (documents 90628, 99401, 94699, 90968). `seconds` is Unix time. An
/// empty `state` leaves the element out.
namespace kfdesk::sandbox::event_xml {

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
