// What people type about a component: reading the JSON and checking every field.
#include "core/crypto/callback_cipher.h"
#include "core/net/http_client.h"
#include "core/service/component_service.h"
#include "core/wecom/auth_link.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace kfdesk::service {

namespace {

constexpr int longestName = 100;
constexpr int longestSecret = 512; // bytes; WeCom's limit for its own tokens

Error fault(const char* id)
{
    return makeError(ErrorKind::Input, QString::fromLatin1(id));
}

bool matches(const QString& text, const char* pattern)
{
    const QRegularExpression whole(QRegularExpression::anchoredPattern(QString::fromLatin1(pattern)));
    return whole.match(text).hasMatch();
}

/// Ids are opaque, but they stand in paths and queries: nothing that would need escaping there.
bool isId(const QString& text)
{
    return matches(text, "[A-Za-z0-9_-]{1,64}");
}

bool isName(const QString& text)
{
    if (text.trimmed().isEmpty() || text.size() > longestName)
        return false;
    return std::none_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

bool isSecret(const Secret& secret)
{
    if (secret.isEmpty() || secret.size() > longestSecret)
        return false;
    const auto bytes = secret.view();
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

bool isToken(const Secret& token)
{
    constexpr int longestToken = 32;
    if (token.isEmpty() || token.size() > longestToken)
        return false;
    const auto bytes = token.view();
    return std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
}

/// A base that paths are appended to: scheme and host, maybe a port and a path; nothing else, no trailing slash.
bool isBase(const QUrl& url)
{
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() &&
           !url.hasFragment() && !url.path().endsWith(QLatin1Char('/'));
}

bool isLoopbackHost(const QString& host)
{
    return host == u"localhost" || host == u"::1" || matches(host, "127(\\.\\d{1,3}){3}");
}

bool isApiBase(const QString& text, bool sandbox)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!isBase(url))
        return false;
    return sandbox ? url.scheme() == u"http" && isLoopbackHost(url.host())
                   : url.scheme() == u"https" && !isLoopbackHost(url.host());
}

bool isAuthBase(const QString& text, bool sandbox)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!isBase(url))
        return false;
    return url.scheme() == u"https" || (sandbox && url.scheme() == u"http" && isLoopbackHost(url.host()));
}

bool areMiniPrograms(const QList<model::MiniProgram>& programs)
{
    return std::all_of(programs.begin(), programs.end(), [](const model::MiniProgram& program) {
        return isId(program.appId) && (program.name.isEmpty() || isName(program.name)) &&
               (program.boundCorpId.isEmpty() || isId(program.boundCorpId));
    });
}

/// Takes texts out of a JSON object and remembers the keys whose value is of another type.
class TextFields
{
public:
    explicit TextFields(const QJsonObject& object, QString prefix = {})
        : m_object(object)
        , m_prefix(std::move(prefix))
    {}

    QString text(const char* key, const QString& fallback = {})
    {
        const QString name = QString::fromLatin1(key);
        const QJsonValue value = m_object.value(name);
        if (value.isUndefined() || value.isNull())
            return fallback;
        if (!value.isString())
            m_wrong.append(m_prefix + name);
        return value.toString();
    }

    QString trimmed(const char* key, const QString& fallback = {}) { return text(key, fallback).trimmed(); }
    Secret secret(const char* key)
    {
        QString plain = text(key);
        Secret result(plain);
        wipe(plain);
        return result;
    }
    QStringList wrong() const { return m_wrong; }

private:
    QJsonObject m_object;
    QString m_prefix;
    QStringList m_wrong;
};

QString withoutTrailingSlash(QString url)
{
    while (url.endsWith(QLatin1Char('/')))
        url.chop(1);
    return url;
}

QList<model::MiniProgram> readMiniPrograms(const QJsonValue& value, QStringList& wrong)
{
    QList<model::MiniProgram> programs;
    if (value.isUndefined() || value.isNull())
        return programs;
    const QJsonArray items = value.toArray();
    if (!value.isArray())
        wrong.append(QStringLiteral("mini_programs"));
    for (int i = 0; i < items.size(); ++i) {
        TextFields fields(items.at(i).toObject(), QStringLiteral("mini_programs[%1].").arg(i));
        programs.append({fields.trimmed("appid"), fields.trimmed("name"), fields.trimmed("bound_corpid")});
        wrong.append(fields.wrong());
    }
    return programs;
}

} // namespace

Result<model::Component> ComponentService::fromJson(const QByteArray& json)
{
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject()) {
        const QString where = problem.error == QJsonParseError::NoError
                                  ? QString()
                                  : QStringLiteral("%1 at byte %2").arg(problem.errorString()).arg(problem.offset);
        return fail(makeError(ErrorKind::Input, QStringLiteral("component.json"), where));
    }

    const model::Component defaults;
    TextFields fields(document.object());
    model::Component component;
    component.name = fields.trimmed("name");
    component.suiteId = fields.trimmed("suite_id");
    component.suiteSecret = fields.secret("suite_secret");
    component.token = fields.secret("token");
    component.encodingAesKey = fields.secret("encoding_aes_key");
    component.providerCorpId = fields.trimmed("provider_corpid");
    component.apiBase = withoutTrailingSlash(fields.trimmed("api_base", defaults.apiBase));
    component.authBase = withoutTrailingSlash(fields.trimmed("auth_base", defaults.authBase));
    component.proxy = fields.trimmed("proxy");
    QStringList wrong = fields.wrong();
    component.miniPrograms = readMiniPrograms(document.object().value(u"mini_programs"), wrong);
    if (!wrong.isEmpty())
        return fail(makeError(ErrorKind::Input, QStringLiteral("component.json_type"), {},
                              {{QStringLiteral("fields"), wrong.join(QStringLiteral(", "))}}));
    return component;
}

std::vector<FieldFault> ComponentService::check(const model::Component& component, bool sandbox)
{
    std::vector<FieldFault> faults;
    const auto require = [&faults](bool good, const char* field, const char* id) {
        if (!good)
            faults.push_back({QString::fromLatin1(field), fault(id)});
    };
    require(isName(component.name), "name", "input.component_name");
    require(isId(component.suiteId), "suite_id", "input.suite_id");
    require(isSecret(component.suiteSecret), "suite_secret", "input.suite_secret");
    require(isToken(component.token), "token", "input.token");
    require(crypto::CallbackKey::parse(component.encodingAesKey.view()).has_value(), "encoding_aes_key",
            "input.encoding_aes_key");
    require(isId(component.providerCorpId), "provider_corpid", "input.provider_corpid");
    require(isApiBase(component.apiBase, sandbox), "api_base", sandbox ? "input.api_base_sandbox" : "input.api_base");
    require(isAuthBase(component.authBase, sandbox), "auth_base", "input.auth_base");
    require(net::isProxySetting(component.proxy), "proxy", "input.proxy");
    require(areMiniPrograms(component.miniPrograms), "mini_programs", "input.mini_program");
    return faults;
}

Result<void> ComponentService::applyAuthLink(const QString& url, model::Component& component)
{
    KFDESK_TRY(const wecom::AuthLink link, wecom::parseAuthLink(url.trimmed()));
    component.suiteId = link.suiteId;
    component.authBase = link.authBase;
    return {};
}

bool ComponentService::isLoopback(const QString& apiBase)
{
    return isLoopbackHost(QUrl(apiBase, QUrl::StrictMode).host());
}

} // namespace kfdesk::service
