#include "core/service/link_csv.h"

#include "core/base/time_text.h"
#include "core/service/link_service.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>

#include <array>

namespace kfdesk::service {

namespace {

/// One column: the name programs see, the English header people see, and the Chinese one. The Chinese header is what
/// the translation says too; it stands here so that a file from a Chinese console can be read by an English one.
struct Column
{
    const char* name;
    const char* header;
    const char* chinese;
};

constexpr std::array columns{
    Column{"corp_name", QT_TRANSLATE_NOOP("LinkCsv", "Corp"), "企业"},
    Column{"auth_corpid", QT_TRANSLATE_NOOP("LinkCsv", "Corp ID"), "企业 ID"},
    Column{"kf_name", QT_TRANSLATE_NOOP("LinkCsv", "Kf account"), "客服账号"},
    Column{"open_kfid", QT_TRANSLATE_NOOP("LinkCsv", "Kf account ID"), "客服账号 ID"},
    Column{"placement", QT_TRANSLATE_NOOP("LinkCsv", "Placement"), "接入位置"},
    Column{"state", QT_TRANSLATE_NOOP("LinkCsv", "State"), "state"},
    Column{"scene", QT_TRANSLATE_NOOP("LinkCsv", "Scene"), "scene"},
    Column{"scene_param", QT_TRANSLATE_NOOP("LinkCsv", "Scene parameter"), "scene_param"},
    Column{"url", QT_TRANSLATE_NOOP("LinkCsv", "Kf link"), "客服链接"},
    Column{"authorized_at", QT_TRANSLATE_NOOP("LinkCsv", "Authorised at"), "授权时间"},
    Column{"configured_at", QT_TRANSLATE_NOOP("LinkCsv", "Configured at"), "配置时间"},
    Column{"updated_at", QT_TRANSLATE_NOOP("LinkCsv", "Updated at"), "更新时间"},
    Column{"suite_id", QT_TRANSLATE_NOOP("LinkCsv", "Component ID"), "组件 ID"},
};

const QString localFormat = QStringLiteral("yyyy-MM-dd HH:mm:ss");

QString timeCell(qint64 utcMs, bool forPeople)
{
    if (!forPeople)
        return isoUtc(utcMs);
    return utcMs == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(utcMs).toString(localFormat);
}

std::optional<qint64> readTime(const QString& cell)
{
    if (cell.isEmpty())
        return 0;
    if (const auto utc = parseIso(cell))
        return utc;
    const auto local = QDateTime::fromString(cell, localFormat);
    return local.isValid() ? std::optional(local.toMSecsSinceEpoch()) : std::nullopt;
}

/// The program's name of a header in any form; empty when it is none of ours.
QString columnNamed(const QString& header)
{
    for (const Column& column : columns) {
        if (header == QLatin1String(column.name) || header == QString::fromUtf8(column.chinese) ||
            header.compare(QLatin1String(column.header), Qt::CaseInsensitive) == 0 ||
            header == QCoreApplication::translate("LinkCsv", column.header))
            return QString::fromLatin1(column.name);
    }
    return {};
}

QString* textTarget(model::LinkRow& row, const QString& column)
{
    const QHash<QString, QString*> targets{
        {QStringLiteral("corp_name"), &row.corpName},  {QStringLiteral("auth_corpid"), &row.authCorpId},
        {QStringLiteral("kf_name"), &row.kfName},      {QStringLiteral("open_kfid"), &row.openKfId},
        {QStringLiteral("placement"), &row.placement}, {QStringLiteral("state"), &row.state},
        {QStringLiteral("scene"), &row.link.scene},    {QStringLiteral("scene_param"), &row.link.sceneParam},
        {QStringLiteral("url"), &row.link.url},        {QStringLiteral("suite_id"), &row.link.suiteId},
    };
    return targets.value(column);
}

qint64* timeTarget(model::LinkRow& row, const QString& column)
{
    if (column == u"authorized_at")
        return &row.authorizedAt;
    if (column == u"configured_at")
        return &row.link.configuredAt;
    return column == u"updated_at" ? &row.link.updatedAt : nullptr;
}

} // namespace

QStringList LinkService::csvColumns(bool forPeople)
{
    QStringList names;
    for (const Column& column : columns)
        names.append(forPeople ? QCoreApplication::translate("LinkCsv", column.header)
                               : QString::fromLatin1(column.name));
    return names;
}

QStringList linkCells(const model::LinkRow& row, bool forPeople)
{
    return {row.corpName,
            row.authCorpId,
            row.kfName,
            row.openKfId,
            row.placement,
            row.state,
            row.link.scene,
            row.link.sceneParam,
            row.link.url,
            timeCell(row.authorizedAt, forPeople),
            timeCell(row.link.configuredAt, forPeople),
            timeCell(row.link.updatedAt, forPeople),
            row.link.suiteId};
}

LinkCsvReader::LinkCsvReader(format::CsvReader reader, QStringList names)
    : m_reader(std::move(reader))
    , m_columns(std::move(names))
{}

Result<LinkCsvReader> LinkCsvReader::open(const QByteArray& text)
{
    format::CsvReader reader(text);
    KFDESK_TRY(const QStringList header, reader.next());
    QStringList names;
    for (const QString& cell : header)
        names.append(columnNamed(cell.trimmed()));
    if (!names.contains(QStringLiteral("url")))
        return fail(makeError(ErrorKind::Input, QStringLiteral("import.format"), QStringLiteral("no url column")));
    return LinkCsvReader(std::move(reader), std::move(names));
}

Result<std::optional<model::LinkRow>> LinkCsvReader::next()
{
    KFDESK_TRY(const QStringList cells, m_reader.next());
    if (cells.isEmpty())
        return std::nullopt;
    model::LinkRow row;
    for (qsizetype i = 0; i < std::min(cells.size(), m_columns.size()); ++i) {
        if (auto* text = textTarget(row, m_columns.at(i))) {
            *text = cells.at(i);
        } else if (auto* time = timeTarget(row, m_columns.at(i))) {
            const auto value = readTime(cells.at(i));
            if (!value)
                return fail(makeError(ErrorKind::Input, QStringLiteral("import.line"), {},
                                      {{QStringLiteral("line"), QString::number(m_reader.line())},
                                       {QStringLiteral("reason"), m_columns.at(i)}}));
            *time = *value;
        }
    }
    return row;
}

} // namespace kfdesk::service
