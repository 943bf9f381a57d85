#include "core/wecom/event.h"

#include "core/wecom/body.h"
#include "core/wecom/json.h"
#include "core/wecom/xml.h"

#include <QVarLengthArray>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace kfdesk::wecom {

namespace {

/// Top-level fields of an event in XML. Of two with one name the first counts.
class XmlFields
{
public:
    explicit XmlFields(pugi::xml_node root)
    {
        for (pugi::xml_node child = root.first_child(); child; child = child.next_sibling())
            m_fields.append({child.name(), child});
    }

    QString text(std::string_view name) const { return QString::fromUtf8(XmlText(field(name)).view()); }

    Secret secret(std::string_view name) const { return Secret(XmlText(field(name)).view()); }

    /// None when there is no AuthOpenKfIdList.
    std::optional<QStringList> authorisedKfIds() const
    {
        const pugi::xml_node list = field("ExtraInfo").child("AuthOpenKfIdList");
        if (!list)
            return std::nullopt;
        QStringList ids;
        for (const pugi::xml_node id : list.children("OpenKfId"))
            ids.append(QString::fromUtf8(XmlText(id).view()));
        return ids;
    }

private:
    /// Null when there is none.
    pugi::xml_node field(std::string_view name) const
    {
        const auto found =
            std::find_if(m_fields.begin(), m_fields.end(), [&](const auto& field) { return field.first == name; });
        return found == m_fields.end() ? pugi::xml_node() : found->second;
    }

    QVarLengthArray<std::pair<std::string_view, pugi::xml_node>, 16> m_fields; ///< a dozen is looked for
};

/// The same of an event in JSON, where a list of one may be a single value.
class JsonFields
{
public:
    explicit JsonFields(QJsonObject root)
        : m_root(std::move(root))
    {}

    QString text(const char* name) const { return jsonText(m_root.value(QLatin1String(name))); }

    Secret secret(const char* name) const { return Secret(text(name)); }

    std::optional<QStringList> authorisedKfIds() const
    {
        const QJsonValue list = m_root.value(u"ExtraInfo").toObject().value(u"AuthOpenKfIdList");
        if (list.isUndefined())
            return std::nullopt;
        return jsonTexts(list.isObject() ? list.toObject().value(u"OpenKfId") : list);
    }

private:
    QJsonObject m_root;
};

/// Seconds since 1970 as WeCom sends them (uint32); 0 for everything else.
qint64 secondsFrom(const QString& text)
{
    bool ok = false;
    const uint seconds = text.toUInt(&ok);
    return ok ? seconds : 0;
}

/// Event of a data callback; MsgType when that is not "event".
template <typename Fields>
QString dataType(const Fields& fields)
{
    const QString messageType = fields.text("MsgType");
    if (!messageType.isEmpty() && messageType != u"event")
        return messageType;
    return fields.text("Event");
}

template <typename Fields>
void readCommand(const Fields& fields, CallbackEvent& event)
{
    event.kind = CallbackEvent::Kind::Command;
    event.suiteId = fields.text("SuiteId");
    event.serviceCorpId = fields.text("ServiceCorpId");
    event.authCorpId = fields.text("AuthCorpId");
    event.state = fields.text("State");
    event.authCode = fields.secret("AuthCode");
    event.suiteTicket = fields.secret("SuiteTicket");
}

template <typename Fields>
void readData(const Fields& fields, CallbackEvent& event)
{
    event.kind = CallbackEvent::Kind::Data;
    event.toUserName = fields.text("ToUserName");
    event.authCorpId = event.toUserName;
}

template <typename Fields>
void readKfIds(const Fields& fields, CallbackEvent& event)
{
    if (event.kind == CallbackEvent::Kind::Data) {
        event.openKfIds = {fields.text("OpenKfId")};
    } else if (auto ids = fields.authorisedKfIds()) {
        event.hasOpenKfIdList = true;
        event.openKfIds = *std::move(ids);
    }
    event.openKfIds.removeAll(QString());
    event.openKfIds.removeDuplicates();
}

enum class Parts { Head, All };

template <typename Fields>
CallbackEvent readEvent(const Fields& fields, Parts parts)
{
    CallbackEvent event;
    event.type = fields.text("InfoType");
    if (!event.type.isEmpty()) {
        readCommand(fields, event);
    } else {
        event.type = dataType(fields);
        if (event.type.isEmpty())
            return {};
        readData(fields, event);
    }
    const QString timeStamp = fields.text("TimeStamp");
    event.timeStamp = secondsFrom(timeStamp.isEmpty() ? fields.text("CreateTime") : timeStamp);
    if (parts == Parts::All)
        readKfIds(fields, event);
    return event;
}

CallbackEvent eventFromXml(QByteArrayView text, Parts parts)
{
    const XmlDocument document(text);
    return document.root() ? readEvent(XmlFields(document.root()), parts) : CallbackEvent();
}

CallbackEvent eventFromJson(QByteArrayView text, Parts parts)
{
    const auto object = jsonObject(text);
    return object ? readEvent(JsonFields(*object), parts) : CallbackEvent();
}

CallbackEvent readParts(QByteArrayView plaintext, Parts parts)
{
    const SniffedBody sniffed = sniffBody(plaintext);
    switch (sniffed.format) {
    case BodyFormat::Xml:
        return eventFromXml(sniffed.text, parts);
    case BodyFormat::Json:
        return eventFromJson(sniffed.text, parts);
    case BodyFormat::Neither:
        break;
    }
    return {};
}

} // namespace

CallbackEvent parseEvent(QByteArrayView plaintext)
{
    return readParts(plaintext, Parts::All);
}

CallbackEvent parseEventHead(QByteArrayView plaintext)
{
    return readParts(plaintext, Parts::Head);
}

} // namespace kfdesk::wecom
