// Reading the list of authorisations that exist already: JSON or CSV.
#include "core/format/csv.h"
#include "core/service/corp_service.h"
#include "core/wecom/auth_link.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace kfdesk::service {

namespace {

constexpr int longestCode = 512; // bytes, WeCom's limit for every token and code

Error badFormat(const QString& detail)
{
    return makeError(ErrorKind::Input, QStringLiteral("import.format"), detail);
}

Error badLine(qint64 line, const char* reason)
{
    return makeError(
        ErrorKind::Input, QStringLiteral("import.line"), {},
        {{QStringLiteral("line"), QString::number(line)}, {QStringLiteral("reason"), QString::fromLatin1(reason)}});
}

/// Collects items; refuses the first that is faulty or comes twice.
class Collector
{
public:
    Result<void> add(qint64 line, const QString& authCorpId, QString permanentCode, const QString& state)
    {
        static const QRegularExpression id(QStringLiteral("\\A[A-Za-z0-9_-]{1,64}\\z"));
        ImportItem item{authCorpId.trimmed(), Secret(permanentCode.trimmed()), state.trimmed()};
        wipe(permanentCode);
        if (!id.match(item.authCorpId).hasMatch() || m_seen.contains(item.authCorpId))
            return fail(badLine(line, "auth_corpid"));
        if (!isCode(item.permanentCode))
            return fail(badLine(line, "permanent_code"));
        if (!item.state.isEmpty() && !wecom::checkState(item.state))
            return fail(badLine(line, "state"));
        m_seen.insert(item.authCorpId);
        m_items.push_back(std::move(item));
        return {};
    }

    Result<std::vector<ImportItem>> take()
    {
        if (m_items.empty())
            return fail(badFormat(QStringLiteral("no items")));
        return std::move(m_items);
    }

private:
    static bool isCode(const Secret& code)
    {
        const auto bytes = code.view();
        return !code.isEmpty() && code.size() <= longestCode &&
               std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > ' ' && c < 0x7f; });
    }

    QSet<QString> m_seen;
    std::vector<ImportItem> m_items;
};

Result<std::vector<ImportItem>> parseJson(const QByteArray& text)
{
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(makeError(ErrorKind::Input, QStringLiteral("import.json"), problem.errorString(),
                              {{QStringLiteral("byte"), QString::number(problem.offset)}}));
    if (!document.isArray())
        return fail(badFormat(QStringLiteral("no list")));
    Collector collector;
    const QJsonArray items = document.array();
    for (int i = 0; i < items.size(); ++i) {
        const QJsonObject item = items.at(i).toObject();
        KFDESK_CHECK(collector.add(i + 1, item.value(u"auth_corpid").toString(),
                                   item.value(u"permanent_code").toString(), item.value(u"state").toString()));
    }
    return collector.take();
}

Result<std::vector<ImportItem>> parseCsv(const QByteArray& text)
{
    format::CsvReader reader(text);
    KFDESK_TRY(const QStringList header, reader.next());
    const auto corpAt = header.indexOf(QStringLiteral("auth_corpid"));
    const auto codeAt = header.indexOf(QStringLiteral("permanent_code"));
    const auto stateAt = header.indexOf(QStringLiteral("state"));
    if (corpAt < 0 || codeAt < 0)
        return fail(badFormat(QStringLiteral("the header needs auth_corpid and permanent_code")));
    Collector collector;
    while (true) {
        KFDESK_TRY(const QStringList row, reader.next());
        if (row.isEmpty())
            return collector.take();
        KFDESK_CHECK(collector.add(reader.line(), row.value(corpAt), row.value(codeAt),
                                   stateAt < 0 ? QString() : row.value(stateAt)));
    }
}

QByteArray withoutBom(const QByteArray& text)
{
    return text.startsWith("\xEF\xBB\xBF") ? text.mid(3) : text;
}

} // namespace

Result<std::vector<ImportItem>> CorpService::parseImport(const QByteArray& text)
{
    const QByteArray clean = withoutBom(text).trimmed();
    if (clean.isEmpty())
        return fail(badFormat(QStringLiteral("empty")));
    return clean.startsWith('[') || clean.startsWith('{') ? parseJson(clean) : parseCsv(text);
}

} // namespace kfdesk::service
