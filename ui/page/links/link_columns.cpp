#include "ui/page/links/link_columns.h"

#include "ui/support/formats.h"

#include <QCoreApplication>

namespace kfdesk::ui {

namespace {

using Row = model::LinkRow;

constexpr qint64 dayMs = 86'400'000;

/// The translation context of this table.
class LinkColumns
{
    Q_DECLARE_TR_FUNCTIONS(LinkColumns)

public:
    static Column<Row> corp();
    static Column<Row> account();
    static Column<Row> placement();
    static Column<Row> scene();
    static Column<Row> url();
    static Column<Row> configured();
    static Column<Row> updated(const Clock& clock);
    static Column<Row> copy();

private:
    static QString pendingText() { return tr("To configure"); }
    static QString configuredText() { return tr("Configured"); }
    static QString accountText(const Row& row);
    static ChipCell configuredCell(const Row& row);
};

QString orNone(const QString& text)
{
    return text.isEmpty() ? noValue() : text;
}

/// What may be cut on screen, and what stands behind it.
QString twoLines(const QString& first, const QString& second)
{
    return second.isEmpty() || first == second ? first : first + QLatin1Char('\n') + second;
}

QString sceneText(const Row& row)
{
    if (row.link.sceneParam.isEmpty())
        return orNone(row.link.scene);
    return row.link.scene + QStringLiteral(" · ") + row.link.sceneParam;
}

QString LinkColumns::accountText(const Row& row)
{
    if (row.accountAuthorized)
        return row.kfName;
    //: A kf account whose authorisation the corp took back; %1 is its name.
    return tr("%1 (no longer authorised)").arg(row.kfName);
}

ChipCell LinkColumns::configuredCell(const Row& row)
{
    if (row.link.configuredAt == 0)
        return {Tone::Warn, Glyph::Pending, pendingText()};
    return {Tone::Neutral, Glyph::Check, configuredText()};
}

Column<Row> LinkColumns::corp()
{
    Column<Row> column{link_column::corp, [] { return tr("Corp"); }, [](const Row& row) { return row.corpName; }};
    column.toolTip = [](const Row& row) { return twoLines(row.corpName, row.authCorpId); };
    column.width = 208;
    column.stretch = 1;
    return column;
}

Column<Row> LinkColumns::account()
{
    Column<Row> column{link_column::account, [] { return tr("Kf account"); }, accountText};
    column.toolTip = [](const Row& row) { return twoLines(accountText(row), row.openKfId); };
    column.width = 168;
    column.stretch = 1;
    return column;
}

Column<Row> LinkColumns::placement()
{
    Column<Row> column{link_column::placement, [] { return tr("Placement"); },
                       [](const Row& row) { return orNone(row.placement); }};
    column.toolTip = [](const Row& row) { return twoLines(row.placement, row.state); };
    column.look = CellLook::Muted;
    column.width = 156;
    column.stretch = 1;
    return column;
}

Column<Row> LinkColumns::scene()
{
    Column<Row> column{link_column::scene, [] { return tr("Scene"); }, sceneText};
    column.copy = [](const Row& row) { return row.link.scene; };
    column.toolTip = [](const Row& row) { return twoLines(row.link.scene, row.link.sceneParam); };
    column.look = CellLook::Mono;
    column.width = 80;
    column.stretch = 1;
    return column;
}

Column<Row> LinkColumns::url()
{
    Column<Row> column{link_column::url, [] { return tr("Link"); }, [](const Row& row) { return row.link.url; }};
    column.toolTip = [](const Row& row) { return row.link.url; };
    column.look = CellLook::MonoMuted;
    column.width = 300;
    column.stretch = 4;
    column.sortable = false;
    return column;
}

Column<Row> LinkColumns::configured()
{
    Column<Row> column{link_column::configured, [] { return tr("Configuration"); },
                       [](const Row& row) { return configuredCell(row).text; }};
    column.cell = [](const Row& row) { return QVariant::fromValue(configuredCell(row)); };
    column.toolTip = [](const Row& row) { return fullTime(row.link.configuredAt); };
    column.widest = [] { return QStringList{pendingText(), configuredText()}; };
    column.width = 96;
    return column;
}

Column<Row> LinkColumns::updated(const Clock& clock)
{
    Column<Row> column{link_column::updated, [] { return tr("Updated"); },
                       [&clock](const Row& row) { return shortTime(row.link.updatedAt, clock.nowMs()); }};
    column.toolTip = [](const Row& row) { return fullTime(row.link.updatedAt); };
    column.look = CellLook::Muted;
    column.widest = [&clock] {
        const qint64 now = clock.nowMs();
        return QStringList{shortTime(now, now), shortTime(now - dayMs, now)};
    };
    column.hidden = true;
    return column;
}

Column<Row> LinkColumns::copy()
{
    Column<Row> column{link_column::copy, [] { return QString(); }, [](const Row&) { return tr("Copy"); }};
    column.copy = [](const Row& row) { return row.link.url; };
    column.accessible = [](const Row& row) { return tr("Copy the link of %1").arg(row.kfName); };
    column.width = 84;
    column.sortable = false;
    column.movable = false;
    return column;
}

} // namespace

QString copyButtonText()
{
    return LinkColumns::tr("Copy");
}

std::vector<Column<model::LinkRow>> linkColumns(const Clock& clock)
{
    return {LinkColumns::corp(), LinkColumns::account(),    LinkColumns::placement(),    LinkColumns::scene(),
            LinkColumns::url(),  LinkColumns::configured(), LinkColumns::updated(clock), LinkColumns::copy()};
}

} // namespace kfdesk::ui
