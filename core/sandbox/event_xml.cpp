#include "core/sandbox/event_xml.h"

namespace kfdesk::sandbox::event_xml {

namespace {

QByteArray element(const QByteArray& name, const QByteArray& content)
{
    return '<' + name + '>' + content + "</" + name + '>';
}

QByteArray text(const QByteArray& name, QByteArray value)
{
    // The one sequence that would end the section is split over two.
    value.replace("]]>", "]]]]><![CDATA[>");
    return element(name, "<![CDATA[" + value + "]]>");
}

QByteArray text(const QByteArray& name, const QString& value)
{
    return text(name, value.toUtf8());
}

/// A word of the protocol.
QByteArray fixed(const QByteArray& name, const char* word)
{
    return text(name, QByteArray(word));
}

QByteArray number(const QByteArray& name, qint64 value)
{
    return element(name, QByteArray::number(value));
}

QByteArray optionalText(const QByteArray& name, const QString& value)
{
    return value.isEmpty() ? QByteArray() : text(name, value);
}

QByteArray extraInfo(const QStringList& openKfIds)
{
    QByteArray ids;
    for (const QString& id : openKfIds)
        ids += text("OpenKfId", id);
    return element("ExtraInfo", element("AuthOpenKfIdList", ids));
}

} // namespace

QByteArray suiteTicket(const QString& suiteId, qint64 seconds, const QByteArray& ticket)
{
    return element("xml", text("SuiteId", suiteId) + fixed("InfoType", "suite_ticket") + number("TimeStamp", seconds) +
                              text("SuiteTicket", ticket));
}

QByteArray createAuth(const QString& suiteId, qint64 seconds, const QByteArray& authCode, const QString& state,
                      const QStringList& openKfIds)
{
    return element("xml", text("SuiteId", suiteId) + text("AuthCode", authCode) + fixed("InfoType", "create_auth") +
                              number("TimeStamp", seconds) + optionalText("State", state) + extraInfo(openKfIds));
}

QByteArray changeAuth(const QString& suiteId, qint64 seconds, const QString& authCorpId, const QString& state,
                      const QStringList& openKfIds)
{
    return element("xml", text("SuiteId", suiteId) + fixed("InfoType", "change_auth") + number("TimeStamp", seconds) +
                              text("AuthCorpId", authCorpId) + optionalText("State", state) + extraInfo(openKfIds));
}

QByteArray cancelAuth(const QString& suiteId, qint64 seconds, const QString& authCorpId)
{
    return element("xml", text("SuiteId", suiteId) + fixed("InfoType", "cancel_auth") + number("TimeStamp", seconds) +
                              text("AuthCorpId", authCorpId));
}

QByteArray resetPermanentCode(const QString& suiteId, qint64 seconds, const QByteArray& authCode)
{
    return element("xml", text("SuiteId", suiteId) + text("AuthCode", authCode) +
                              fixed("InfoType", "reset_permanent_code") + number("TimeStamp", seconds));
}

QByteArray kfMessageOrEvent(const QString& authCorpId, qint64 seconds, const QByteArray& messageToken,
                            const QString& openKfId)
{
    return element("xml", text("ToUserName", authCorpId) + number("CreateTime", seconds) + fixed("MsgType", "event") +
                              fixed("Event", "kf_msg_or_event") + text("Token", messageToken) +
                              text("OpenKfId", openKfId));
}

QByteArray envelope(const QString& toUserName, const QByteArray& encrypted)
{
    return element("xml", text("ToUserName", toUserName) + text("AgentID", QByteArray()) + text("Encrypt", encrypted));
}

} // namespace kfdesk::sandbox::event_xml
