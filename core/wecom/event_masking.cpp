#include "core/wecom/body.h"
#include "core/wecom/event.h"
#include "core/wecom/json.h"
#include "core/wecom/xml.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace kfdesk::wecom {

namespace {

constexpr int maxDepth = 16; // WeCom nests five deep at most; what lies deeper is shown as an ellipsis
const QString bullets = QStringLiteral("••••••••");
const QString ellipsis = QStringLiteral("…");

/// Whether a field of this name holds a credential or a one-time code, in WeCom's spelling or in snake_case.
bool isSecretName(const QString& name)
{
    static const QSet<QString> names = {
        QStringLiteral("authcode"),         QStringLiteral("suiteticket"),   QStringLiteral("token"),
        QStringLiteral("accesstoken"),      QStringLiteral("permanentcode"), QStringLiteral("suitesecret"),
        QStringLiteral("secret"),           QStringLiteral("registercode"),  QStringLiteral("welcomecode"),
        QStringLiteral("activecode"),       QStringLiteral("responsecode"),  QStringLiteral("previousactivecode"),
        QStringLiteral("suiteaccesstoken"),
    };
    QString folded = name.toLower();
    return names.contains(folded.remove(u'_'));
}

/// Elements and their text only: attributes, comments and instructions could hold anything and WeCom sends none.
void appendElement(QString& out, pugi::xml_node element, int depth)
{
    const QString indent(2 * depth, u' ');
    const QString name = QString::fromUtf8(element.name());
    const auto isElement = [](pugi::xml_node node) { return node.type() == pugi::node_element; };
    const bool nested = static_cast<bool>(element.find_child(isElement));

    if (isSecretName(name)) {
        out += indent % u'<' % name % u'>' % bullets % QLatin1String("</") % name % QLatin1String(">\n");
    } else if (nested && depth < maxDepth) {
        out += indent % u'<' % name % QLatin1String(">\n");
        for (const pugi::xml_node child : element.children()) {
            if (isElement(child))
                appendElement(out, child, depth + 1);
        }
        out += indent % QLatin1String("</") % name % QLatin1String(">\n");
    } else {
        const QString text = nested ? ellipsis : QString::fromUtf8(xmlText(element)).toHtmlEscaped();
        out += indent % u'<' % name % u'>' % text % QLatin1String("</") % name % QLatin1String(">\n");
    }
}

QJsonValue masked(const QJsonValue& value, int depth)
{
    if (depth > maxDepth)
        return ellipsis;
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue item : value.toArray())
            array.append(masked(item, depth + 1));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            *member = isSecretName(member.key()) ? QJsonValue(bullets) : masked(member.value(), depth + 1);
        return object;
    }
    return value;
}

QString maskedXml(QByteArrayView text)
{
    QString out;
    const XmlDocument document(text);
    if (document.root())
        appendElement(out, document.root(), 0);
    return out.trimmed();
}

QString maskedJson(QByteArrayView text)
{
    const auto object = jsonObject(text);
    if (!object)
        return {};
    return QString::fromUtf8(QJsonDocument(masked(*object, 0).toObject()).toJson(QJsonDocument::Indented)).trimmed();
}

} // namespace

QString maskedPlaintext(QByteArrayView plaintext)
{
    const SniffedBody sniffed = sniffBody(plaintext);
    QString text;
    if (sniffed.format == BodyFormat::Xml)
        text = maskedXml(sniffed.text);
    else if (sniffed.format == BodyFormat::Json)
        text = maskedJson(sniffed.text);
    return text.isEmpty() ? QStringLiteral("[%1 B]").arg(plaintext.size()) : text;
}

} // namespace kfdesk::wecom
