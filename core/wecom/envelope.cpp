#include "core/wecom/envelope.h"

#include "core/wecom/body.h"
#include "core/wecom/json.h"
#include "core/wecom/xml.h"

#include <optional>
#include <string_view>

namespace kfdesk::wecom {

namespace {

constexpr int parseFailure = -40002; // "XML parse failure" of the official callback library

tl::unexpected<Error> refuse(const QString& id)
{
    return fail(Error{ErrorKind::Input, parseFailure, id, {}, {}, 0});
}

Result<Envelope> complete(QByteArray encrypt)
{
    if (encrypt.isEmpty())
        return refuse(QStringLiteral("callback.no_encrypt"));
    const QByteArrayView view(encrypt);
    return Envelope{view, std::move(encrypt)};
}

/// The content of the first CDATA that an Encrypt begins with, as far as that can be told without parsing.
struct Section
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

std::optional<Section> encryptSection(QByteArrayView text)
{
    constexpr std::string_view open = "<Encrypt><![CDATA[";
    const std::string_view all(text.data(), static_cast<std::size_t>(text.size())); // finds in leaps; Qt goes by bytes
    const std::size_t found = all.find(open);
    const std::size_t end = found == all.npos ? all.npos : all.find("]]>", found + open.size());
    if (end == all.npos)
        return std::nullopt;
    return Section{static_cast<qsizetype>(found + open.size()), static_cast<qsizetype>(end)};
}

/// As WeCom writes it: one long CDATA among a few short elements. A parser walks through every byte of it, which costs
/// more than all the rest, so it is left out of what is parsed. Empty when the text is written in another way.
QByteArrayView usualEncrypt(QByteArrayView text)
{
    const auto section = encryptSection(text);
    if (!section)
        return {};
    const XmlDocument document(text.first(section->begin), text.sliced(section->end));
    const pugi::xml_node encrypt = document.root().child("Encrypt");
    // An empty CDATA at the very place where it was left out: so it was one, and that was its content.
    if (!document.isCdataAt(encrypt.first_child(), section->begin) || encrypt.first_child().next_sibling() ||
        encrypt.next_sibling("Encrypt"))
        return {};
    return text.sliced(section->begin, section->end - section->begin);
}

Result<Envelope> envelopeFromXml(QByteArrayView text)
{
    if (const QByteArrayView usual = usualEncrypt(text); !usual.isEmpty())
        return Envelope{usual, {}};
    const XmlDocument document(text);
    const pugi::xml_node root = document.root();
    if (!root)
        return refuse(QStringLiteral("callback.parse"));
    const pugi::xml_node encrypt = root.child("Encrypt");
    if (encrypt.next_sibling("Encrypt"))
        return refuse(QStringLiteral("callback.parse"));
    return complete(xmlTextVerbatim(encrypt));
}

Result<Envelope> envelopeFromJson(QByteArrayView text)
{
    const auto object = jsonObject(text);
    if (!object)
        return refuse(QStringLiteral("callback.parse"));
    return complete(object->value(u"Encrypt").toString().toUtf8());
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

QByteArray envelopeAddressee(QByteArrayView body)
{
    const SniffedBody sniffed = sniffBody(body);
    if (sniffed.format == BodyFormat::Xml)
        return xmlText(XmlDocument(sniffed.text).root().child("ToUserName"));
    const auto object = sniffed.format == BodyFormat::Json ? jsonObject(sniffed.text) : std::nullopt;
    return object ? jsonText(object->value(u"ToUserName")).toUtf8() : QByteArray();
}

} // namespace kfdesk::wecom
