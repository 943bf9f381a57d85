#include "ui/page/corps/corp_columns.h"

#include "core/service/error_text.h"
#include "core/service/record_error.h"
#include "ui/support/formats.h"

#include <QCoreApplication>
#include <QDateTime>

namespace kfdesk::ui {

namespace {

using Row = model::Corp;

constexpr qint64 dayMs = 86'400'000;
const QString failedSyncKey = QStringLiteral("sync_failed");

constexpr model::CorpStatus statuses[] = {
    model::CorpStatus::Active,   model::CorpStatus::Changed, model::CorpStatus::Broken,
    model::CorpStatus::Orphaned, model::CorpStatus::Syncing, model::CorpStatus::AwaitingAccounts,
    model::CorpStatus::Purging,
};

/// The other statuses ask for something themselves, and the failure would hide it.
bool showsFailedSync(const Row& corp)
{
    const bool calm = corp.status == model::CorpStatus::Active || corp.status == model::CorpStatus::Syncing ||
                      corp.status == model::CorpStatus::AwaitingAccounts;
    return calm && !corp.lastErrorId.isEmpty();
}

/// The translation context of this table.
class CorpColumns
{
    Q_DECLARE_TR_FUNCTIONS(CorpColumns)

public:
    static ChipCell status(model::CorpStatus status);
    static ChipCell failedSync() { return {Tone::Warn, Glyph::Warning, tr("Sync failed")}; }
    static QString unnamed() { return tr("Unknown corp"); }
    static Column<Row> name();
    static Column<Row> accounts();
    static Column<Row> placements(const PlacementNames& names);
    static Column<Row> authorized(const Clock& clock);
    static Column<Row> lastEvent(const Clock& clock);
    static Column<Row> statusColumn();
    static QString shortDay(qint64 utcMs, qint64 nowMs);
};

/// "14:02" today, "Yesterday", "11-12", and with the year when it is another one: what a narrow column has room for.
QString CorpColumns::shortDay(qint64 utcMs, qint64 nowMs)
{
    if (utcMs == 0)
        return noValue();
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(utcMs);
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    if (time.date() == today)
        return time.toString(u"HH:mm");
    if (time.date().addDays(1) == today)
        return tr("Yesterday");
    return time.toString(time.date().year() == today.year() ? u"MM-dd" : u"yyyy-MM-dd");
}

ChipCell CorpColumns::status(model::CorpStatus status)
{
    switch (status) {
    case model::CorpStatus::Active:
        return {Tone::Good, Glyph::Dot, tr("Normal")};
    case model::CorpStatus::Changed:
        return {Tone::Warn, Glyph::Warning, tr("Links changed")};
    case model::CorpStatus::Broken:
        return {Tone::Bad, Glyph::Cross, tr("Access lost")};
    case model::CorpStatus::Orphaned:
        return {Tone::Bad, Glyph::Cross, tr("Incomplete")};
    case model::CorpStatus::Syncing:
        return {Tone::Neutral, Glyph::Pending, tr("Syncing")};
    case model::CorpStatus::AwaitingAccounts:
        return {Tone::Warn, Glyph::Clock, tr("No accounts")};
    case model::CorpStatus::Purging:
        return {Tone::Neutral, Glyph::Trash, tr("Deleting")};
    }
    return {};
}

/// As in allCorpStates().
qint64 sortPlace(const Row& corp)
{
    return showsFailedSync(corp) ? 2 * static_cast<qint64>(model::CorpStatus::Changed) + 1
                                 : 2 * static_cast<qint64>(corp.status);
}

/// A name may be cut on screen; the id is for those who compare.
QString nameToolTip(const Row& row)
{
    QStringList lines{displayName(row)};
    for (const QString& more : {row.fullName, row.authCorpId}) {
        if (!more.isEmpty() && !lines.contains(more))
            lines.append(more);
    }
    return lines.join(QLatin1Char('\n'));
}

/// The protocol's word, and why the last synchronisation failed.
QString statusToolTip(const Row& row)
{
    if (row.lastErrorId.isEmpty())
        return model::toText(row.status);
    return model::toText(row.status) + QLatin1Char('\n') + service::oneLine(service::errorOf(row));
}

QStringList usualTimes(const Clock& clock)
{
    const qint64 now = clock.nowMs();
    return {shortTime(now, now), shortTime(now - dayMs, now)};
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
    column.toolTip = nameToolTip;
    column.stretch = 1;
    column.width = 232;
    return column;
}

Column<Row> CorpColumns::accounts()
{
    //: The number of a corp's kf accounts.
    Column<Row> column{corp_column::accounts, [] { return tr("Accounts"); },
                       [](const Row& row) { return count(row.accountCount); }};
    column.sort = [](const Row& row) { return SortValue(qint64{row.accountCount}); };
    column.alignment = Qt::AlignRight | Qt::AlignVCenter;
    column.width = 56;
    return column;
}

Column<Row> CorpColumns::placements(const PlacementNames& names)
{
    const auto text = [&names](const Row& row) {
        const QString summary = names.summary(row.suiteId, row.states);
        return summary.isEmpty() ? noValue() : summary;
    };
    Column<Row> column{corp_column::placements, [] { return tr("Placements"); }, text};
    column.toolTip = [&names](const Row& row) { return names.all(row.suiteId, row.states).join(QLatin1Char('\n')); };
    column.look = CellLook::Muted;
    column.width = 112;
    column.stretch = 1;
    return column;
}

Column<Row> CorpColumns::authorized(const Clock& clock)
{
    Column<Row> column{corp_column::authorized, [] { return tr("Authorised"); },
                       [&clock](const Row& row) { return shortTime(row.authorizedAt, clock.nowMs()); }};
    column.sort = [](const Row& row) { return timeOrNothing(row.authorizedAt); };
    column.toolTip = [](const Row& row) { return fullTime(row.authorizedAt); };
    column.look = CellLook::Muted;
    column.width = 92;
    column.widest = [&clock] { return usualTimes(clock); };
    return column;
}

Column<Row> CorpColumns::lastEvent(const Clock& clock)
{
    Column<Row> column{corp_column::lastEvent, [] { return tr("Last event"); },
                       [&clock](const Row& row) { return shortDay(row.lastEventAt, clock.nowMs()); }};
    column.sort = [](const Row& row) { return timeOrNothing(row.lastEventAt); };
    column.toolTip = [](const Row& row) { return fullTime(row.lastEventAt); };
    column.look = CellLook::Muted;
    column.width = 72;
    column.widest = [&clock] { return QStringList{shortDay(clock.nowMs() - dayMs, clock.nowMs())}; };
    return column;
}

Column<Row> CorpColumns::statusColumn()
{
    Column<Row> column{corp_column::status, [] { return tr("Status"); },
                       [](const Row& row) { return stateOf(row).cell.text; }};
    column.cell = [](const Row& row) { return QVariant::fromValue(stateOf(row).cell); };
    column.sort = [](const Row& row) { return SortValue(sortPlace(row)); };
    column.toolTip = statusToolTip;
    column.widest = [] {
        QStringList words;
        for (const CorpState& each : allCorpStates())
            words.append(each.cell.text);
        return words;
    };
    column.width = 96;
    return column;
}

} // namespace

CorpState stateOf(const model::Corp& corp)
{
    if (showsFailedSync(corp))
        return {failedSyncKey, CorpColumns::failedSync()};
    return {model::toText(corp.status), CorpColumns::status(corp.status)};
}

std::vector<CorpState> allCorpStates()
{
    std::vector<CorpState> all;
    for (const model::CorpStatus status : statuses) {
        all.push_back({model::toText(status), CorpColumns::status(status)});
        if (status == model::CorpStatus::Changed)
            all.push_back({failedSyncKey, CorpColumns::failedSync()});
    }
    return all;
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
