#include "core/callback/request_repair.h"

#include "core/net/query.h"
#include "core/wecom/envelope.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>

namespace kfdesk::callback {

namespace {

constexpr QByteArrayView echoName("echostr=");

/// Where the raw value of echostr lies in the query; −1 when there is none.
std::pair<qsizetype, qsizetype> echoRange(const QByteArray& query)
{
    qsizetype begin = query.startsWith(echoName) ? 0 : query.indexOf("&echostr=");
    if (begin < 0)
        return {-1, 0};
    begin += (query[begin] == '&' ? 1 : 0) + echoName.size();
    const qsizetype end = query.indexOf('&', begin);
    return {begin, (end < 0 ? query.size() : end) - begin};
}

QByteArray envelopeWith(const QByteArray& encrypt)
{
    QByteArray inCdata = encrypt;
    inCdata.replace("]]>", "");
    return "<xml><Encrypt><![CDATA[" + inCdata + "]]></Encrypt></xml>";
}

/// The request with another ciphertext: in echostr or in the envelope, wherever it has one.
template <typename Change>
RawRequest withCiphertext(const RawRequest& request, Change change)
{
    RawRequest repaired = request;
    if (request.verification) {
        const auto [begin, length] = echoRange(request.query);
        if (begin < 0)
            return request;
        const QByteArray value = QByteArray::fromPercentEncoding(request.query.mid(begin, length));
        repaired.query.replace(begin, length, QByteArray(change(value)).toPercentEncoding());
        return repaired;
    }
    const auto envelope = wecom::parseEnvelope(request.body);
    if (!envelope)
        return request;
    const QByteArray encrypt = change(envelope->encrypt.toByteArray());
    if (encrypt != envelope->encrypt)
        repaired.body = envelopeWith(encrypt);
    return repaired;
}

/// &#43; &#x2B; &amp; &lt; &gt; &quot; &apos; become what they stand for, once.
QByteArray withoutEntities(const QByteArray& text)
{
    static constexpr std::pair<QByteArrayView, char> named[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const qsizetype end = text[at] == '&' ? text.indexOf(';', at) : -1;
        const QByteArrayView name =
            end > at && end - at <= 8 ? QByteArrayView(text).sliced(at + 1, end - at - 1) : QByteArrayView();
        int code = 0;
        bool known = false;
        if (name.startsWith("#x") || name.startsWith("#X"))
            code = name.sliced(2).toByteArray().toInt(&known, 16);
        else if (name.startsWith('#'))
            code = name.sliced(1).toByteArray().toInt(&known, 10);
        for (const auto& [word, character] : named) {
            if (name == word) {
                code = character;
                known = true;
            }
        }
        if (known && code > 0 && code < 128) {
            plain.append(static_cast<char>(code));
            at = end;
        } else {
            plain.append(text[at]);
        }
    }
    return plain;
}

QByteArray withoutBlanks(QByteArray text)
{
    for (const char blank : {' ', '\t', '\r', '\n'})
        text.replace(blank, "");
    return text;
}

RawRequest unescapeQuery(const RawRequest& request)
{
    RawRequest repaired = request;
    repaired.query.replace("&amp;", "&");
    return repaired;
}

RawRequest unwrapQuery(const RawRequest& request)
{
    RawRequest repaired = request;
    for (const char* inserted : {"\r", "\n", "\t", "\"", "'", "%0D", "%0A", "%0d", "%0a"})
        repaired.query.replace(inserted, "");
    repaired.query = repaired.query.trimmed();
    return repaired;
}

RawRequest blanksToPlus(const RawRequest& request)
{
    return withCiphertext(request, [](QByteArray text) { return text.replace(' ', '+'); });
}

RawRequest removeBlanks(const RawRequest& request)
{
    return withCiphertext(request, withoutBlanks);
}

RawRequest decodeOnceMore(const RawRequest& request)
{
    RawRequest repaired = request;
    if (!repaired.query.contains('='))
        repaired.query = QByteArray::fromPercentEncoding(repaired.query);
    repaired.query.replace("%25", "%");
    if (request.verification)
        return repaired;
    return withCiphertext(repaired, [](const QByteArray& text) { return QByteArray::fromPercentEncoding(text); });
}

RawRequest decodeEntities(const RawRequest& request)
{
    RawRequest repaired = request;
    if (request.body.trimmed().startsWith("&lt;"))
        repaired.body = withoutEntities(request.body);
    return withCiphertext(repaired, withoutEntities);
}

RawRequest toStandardAlphabet(const RawRequest& request)
{
    return withCiphertext(request, [](QByteArray text) {
        text.replace('-', '+').replace('_', '/');
        while (text.size() % 4 != 0)
            text.append('=');
        return text;
    });
}

/// The first text that looks like an envelope, or object with Encrypt, inside `value`.
QByteArray envelopeInside(const QJsonValue& value, int depth = 0)
{
    if (depth > 4)
        return {};
    if (value.isString()) {
        const QByteArray text = value.toString().toUtf8();
        return text.trimmed().startsWith('<') || text.trimmed().startsWith('{') ? text : QByteArray();
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key().compare(QLatin1String("encrypt"), Qt::CaseInsensitive) == 0 && it.value().isString())
            return envelopeWith(it.value().toString().toUtf8());
    }
    for (const QJsonValue& inner : object) {
        if (const QByteArray found = envelopeInside(inner, depth + 1); !found.isEmpty())
            return found;
    }
    for (const QJsonValue& inner : value.toArray()) {
        if (const QByteArray found = envelopeInside(inner, depth + 1); !found.isEmpty())
            return found;
    }
    return {};
}

RawRequest unwrapJson(const RawRequest& request)
{
    RawRequest repaired = request;
    // In a list, since a text alone is no JSON document to Qt.
    const QJsonArray read = QJsonDocument::fromJson("[" + request.body.trimmed() + "]").array();
    if (const QByteArray inside = envelopeInside(read.at(0)); !inside.isEmpty())
        repaired.body = inside;
    return withCiphertext(repaired, [](QByteArray text) { return text.replace("\\/", "/").replace("\\n", ""); });
}

RawRequest decodeBody(const RawRequest& request)
{
    RawRequest repaired = request;
    const QByteArray body = request.body.trimmed();
    if (body.startsWith("\xFF\xFE") || body.startsWith("\xFE\xFF") || body.startsWith(QByteArrayView("<\0", 2))) {
        QStringDecoder decode(body.startsWith("\xFE\xFF") ? QStringConverter::Utf16BE : QStringConverter::Utf16LE);
        repaired.body = QString(decode(body)).toUtf8();
        return repaired;
    }
    if (const qsizetype xml = body.indexOf("%3C"); xml >= 0) { // perhaps behind the name of a form's field
        QByteArray form = body.mid(xml);
        repaired.body = QByteArray::fromPercentEncoding(form.replace('+', ' '));
    } else if (const QByteArray plain = QByteArray::fromBase64(body); plain.contains("Encrypt")) {
        repaired.body = plain;
    }
    return repaired;
}

RawRequest encodeOnceMore(const RawRequest& request)
{
    return withCiphertext(request, [](const QByteArray& text) { return text.toPercentEncoding(); });
}

RawRequest encodeOnceMoreLower(const RawRequest& request)
{
    return withCiphertext(request, [](const QByteArray& text) {
        QByteArray encoded = text.toPercentEncoding();
        return encoded.replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d");
    });
}

constexpr Repair repairs[] = {
    {Damage::PlusBecameBlank, blanksToPlus},
    {Damage::LineBreaks, removeBlanks},
    {Damage::QueryEscaped, unescapeQuery},
    {Damage::QueryWrapped, unwrapQuery},
    {Damage::EncodedTwice, decodeOnceMore},
    {Damage::Entities, decodeEntities},
    {Damage::JsonWrapped, unwrapJson},
    {Damage::BodyEncoded, decodeBody},
    {Damage::OtherAlphabet, toStandardAlphabet},
    {Damage::SignedEncoded, encodeOnceMore},
    {Damage::SignedEncoded, encodeOnceMoreLower},
};

} // namespace

std::span<const Repair> requestRepairs()
{
    return repairs;
}

} // namespace kfdesk::callback
