#include "core/base/log.h"

#include <QRegularExpression>

#include <array>

namespace kfdesk {

namespace {

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

Rule rule(const QString& pattern, const QString& replacement)
{
    // A name of something secret, with whatever stands before it: suite_access_token, pre_auth_code, SuiteTicket.
    static const QString name =
        QStringLiteral("[\\w-]*(?:token|secret|ticket|permanent_?code|auth_?code|aes_?key|data_?key|echostr|"
                       "passphrase|password|signature|encrypt)");
    QString full = pattern;
    full.replace(QStringLiteral("NAME"), name);
    return {QRegularExpression(full, QRegularExpression::CaseInsensitiveOption |
                                         QRegularExpression::DotMatchesEverythingOption),
            replacement};
}

/// In this order: what has a structure first, so that a value is taken whole.
const std::array<Rule, 9>& rules()
{
    static const std::array<Rule, 9> all{
        // <SuiteTicket><![CDATA[…]]></SuiteTicket>, also cut off
        rule(QStringLiteral("<(NAME)>.*?(?:</\\1>|$)"), QStringLiteral("<\\1>***</\\1>")),
        // "access_token": "…", also cut off, and the same in a JSON string
        rule(QStringLiteral("\\\\\"(NAME)\\\\\"\\s*:\\s*\\\\\".*?(?:\\\\\"|$)"),
             QStringLiteral("\\\"\\1\\\":\\\"***\\\"")),
        rule(QStringLiteral("\"(NAME)\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*(?:\"|$)"), QStringLiteral("\"\\1\":\"***\"")),
        rule(QStringLiteral("'(NAME)'\\s*:\\s*'[^']*(?:'|$)"), QStringLiteral("'\\1':'***'")),
        // access_token=…, and in an encoded URL
        rule(QStringLiteral("\\b(NAME)=(?:\"[^\"]*\"?|'[^']*'?|[^&\\s\"'<>]+)"), QStringLiteral("\\1=***")),
        rule(QStringLiteral("\\b(NAME)%3D(?:(?!%26)[^&\\s\"'<>])+"), QStringLiteral("\\1%3D***")),
        // Headers, to the end of their line; and "suite_ticket: x1…" where the value is no word of prose
        rule(QStringLiteral("\\b((?:proxy-)?authorization|(?:set-)?cookie)\\s*:[^\\r\\n]*"),
             QStringLiteral("\\1: ***")),
        rule(QStringLiteral("\\b(NAME)\\s*:\\s*(?=\\S*\\d)[^\\s,;\"'<>]{6,}"), QStringLiteral("\\1: ***")),
        // http://user:password@host
        rule(QStringLiteral("://[^/@\\s\"'<>]+@"), QStringLiteral("://***@")),
    };
    return all;
}

/// Tokens, keys and codes of WeCom are long and mix cases and digits; ids have 32 characters at most, digests no
/// capitals.
const QRegularExpression& looksSecret()
{
    static const QRegularExpression pattern(
        QStringLiteral("(?<![\\w+-])(?=[\\w+-]*\\d)(?=[\\w+-]*[A-Z])(?=[\\w+-]*[a-z])[A-Za-z0-9_+-]{40,}=*"));
    return pattern;
}

} // namespace

QString redact(const QString& line)
{
    QString clean = line;
    for (const Rule& known : rules())
        clean.replace(known.pattern, known.replacement);
    return clean.replace(looksSecret(), QStringLiteral("***"));
}

} // namespace kfdesk
