#include "ui/page/corps/corp_columns.h"

#include "ui/support/formats.h"

#include <QCoreApplication>

namespace kfdesk::ui {

namespace {

using Row = model::Corp;

/// The translation context of this table.
class CorpColumns
{
    Q_DECLARE_TR_FUNCTIONS(CorpColumns)

public:
    static ChipCell status(model::CorpStatus status);
    static QString unnamed() { return tr("Unknown corp"); }
    static Column<Row> name();
    static Column<Row> accounts();
    static Column<Row> placements(const PlacementNames& names);
    static Column<Row> authorized(const Clock& clock);
    static Column<Row> lastEvent(const Clock& clock);
    static Column<Row> statusColumn();
};

ChipCell CorpColumns::status(model::CorpStatus status)
{
    switch (status) {
    case model::CorpStatus::Active:
        return {Tone::Good, Glyph::Dot, tr("Normal")};
    case model::CorpStatus::Changed:
        return {Tone::Warn, Glyph::Warning, tr("Links changed")};
    case model::CorpStatus::Broken:
        return {Tone::Bad, Glyph::Cross, tr("Authorisation lost")};
    case model::CorpStatus::Orphaned:
        return {Tone::Bad, Glyph::Cross, tr("Incomplete")};
    case model::CorpStatus::Syncing:
        return {Tone::Neutral, Glyph::Pending, tr("Synchronising")};
    case model::CorpStatus::AwaitingAccounts:
        return {Tone::Warn, Glyph::Clock, tr("Waiting for accounts")};
    case model::CorpStatus::Purging:
        return {Tone::Neutral, Glyph::Trash, tr("Being deleted")};
    }
    return {};
}

SortValue timeOrNothing(qint64 utcMs)
{
    return utcMs == 0 ? SortValue() : SortValue(utcMs);
}

Column<Row> CorpColumns::name()
{
    Column<Row> column{corp_column::name, [] { return tr("Corp"); }, displayName};
    column.sort = [](const Row& row) { return SortValue(row.sortKey); };
    column.cell = [](const Row& row) { return QVariant::fromValue(NameCell{displayName(row), row.authCorpId}); };
    column.toolTip = [](const Row& row) { return row.authCorpId; };
    column.stretch = true;
    column.width = 176;
    return column;
}

Column<Row> CorpColumns::accounts()
{
    Column<Row> column{corp_column::accounts, [] { return tr("Kf accounts"); },
                       [](const Row& row) { return count(row.accountCount); }};
    column.sort = [](const Row& row) { return SortValue(qint64{row.accountCount}); };
    column.alignment = Qt::AlignRight | Qt::AlignVCenter;
    column.width = 76;
    return column;
}

Column<Row> CorpColumns::placements(const PlacementNames& names)
{
    const auto text = [&names](const Row& row) {
        const QString summary = names.summary(row.suiteId, row.states);
        return summary.isEmpty() ? noValue() : summary;
    };
    Column<Row> column{corp_column::placements, [] { return tr("Placements"); }, text};
    column.look = CellLook::Muted;
    column.width = 116;
    return column;
}

Column<Row> CorpColumns::authorized(const Clock& clock)
{
    Column<Row> column{corp_column::authorized, [] { return tr("Authorised on"); },
                       [&clock](const Row& row) { return shortTime(row.authorizedAt, clock.nowMs()); }};
    column.sort = [](const Row& row) { return timeOrNothing(row.authorizedAt); };
    column.toolTip = [](const Row& row) { return fullTime(row.authorizedAt); };
    column.look = CellLook::Muted;
    column.width = 100;
    return column;
}

Column<Row> CorpColumns::lastEvent(const Clock& clock)
{
    Column<Row> column{corp_column::lastEvent, [] { return tr("Last event"); },
                       [&clock](const Row& row) { return timeOfDay(row.lastEventAt, clock.nowMs()); }};
    column.sort = [](const Row& row) { return timeOrNothing(row.lastEventAt); };
    column.toolTip = [](const Row& row) { return fullTime(row.lastEventAt); };
    column.look = CellLook::Muted;
    column.width = 72;
    return column;
}

Column<Row> CorpColumns::statusColumn()
{
    Column<Row> column{corp_column::status, [] { return tr("Status"); },
                       [](const Row& row) { return status(row.status).text; }};
    column.cell = [](const Row& row) { return QVariant::fromValue(status(row.status)); };
    column.sort = [](const Row& row) { return SortValue(static_cast<qint64>(row.status)); };
    column.width = 116;
    return column;
}

} // namespace

ChipCell statusCell(model::CorpStatus status)
{
    return CorpColumns::status(status);
}

QString displayName(const model::Corp& corp)
{
    return corp.name.isEmpty() ? CorpColumns::unnamed() : corp.name;
}

std::vector<Column<model::Corp>> corpColumns(const Clock& clock, const PlacementNames& names)
{
    return {CorpColumns::name(),
            CorpColumns::accounts(),
            CorpColumns::placements(names),
            CorpColumns::authorized(clock),
            CorpColumns::lastEvent(clock),
            CorpColumns::statusColumn()};
}

} // namespace kfdesk::ui
