#include "core/wecom/envelope.h"

#include "core/wecom/body.h"
#include "core/wecom/json.h"
#include "core/wecom/xml.h"

namespace kfdesk::wecom {

namespace {

constexpr int parseFailure = -40002; // "XML parse failure" of the official callback library

tl::unexpected<Error> refuse(const QString& id)
{
    return fail(Error{ErrorKind::Input, parseFailure, id, {}, {}, 0});
}

Result<Envelope> complete(Envelope envelope)
{
    if (envelope.encrypt.isEmpty())
        return refuse(QStringLiteral("callback.no_encrypt"));
    return envelope;
}

Result<Envelope> envelopeFromXml(QByteArrayView text)
{
    const XmlDocument document(text);
    const pugi::xml_node root = document.root();
    if (!root)
        return refuse(QStringLiteral("callback.parse"));
    const pugi::xml_node encrypt = root.child("Encrypt");
    if (encrypt.next_sibling("Encrypt"))
        return refuse(QStringLiteral("callback.parse"));
    return complete({xmlTextVerbatim(encrypt), xmlText(root.child("ToUserName"))});
}

Result<Envelope> envelopeFromJson(QByteArrayView text)
{
    const auto object = jsonObject(text);
    if (!object)
        return refuse(QStringLiteral("callback.parse"));
    return complete({object->value(u"Encrypt").toString().toUtf8(), jsonText(object->value(u"ToUserName")).toUtf8()});
}

} // namespace

Result<Envelope> parseEnvelope(QByteArrayView body)
{
    const SniffedBody sniffed = sniffBody(body);
    switch (sniffed.format) {
    case BodyFormat::Xml:
        return envelopeFromXml(sniffed.text);
    case BodyFormat::Json:
        return envelopeFromJson(sniffed.text);
    case BodyFormat::Neither:
        break;
    }
    return refuse(QStringLiteral("callback.parse"));
}

} // namespace kfdesk::wecom
