#include "ui/page/invite/placement_columns.h"

#include "ui/support/formats.h"

#include <QCoreApplication>

namespace kfdesk::ui {

namespace {

using Row = model::Placement;

/// The translation context of this table.
class PlacementColumns
{
    Q_DECLARE_TR_FUNCTIONS(PlacementColumns)

public:
    static QString nameText(const Row& row)
    {
        return row.archivedAt == 0 ? row.name : tr("%1 (archived)").arg(row.name);
    }

    static ChipCell modeCell(const Row& row)
    {
        //: How many kf accounts a merchant can choose in one authorisation.
        return {Tone::Neutral, Glyph::None, row.single ? tr("One account") : tr("Several")};
    }

    static Column<Row> name()
    {
        Column<Row> column{placement_column::name, [] { return tr("Placement"); }, nameText};
        column.cell = [](const Row& row) { return QVariant::fromValue(TwoLineCell{nameText(row), row.state}); };
        column.toolTip = [](const Row& row) { return row.note; };
        column.stretch = 1;
        column.width = 170;
        return column;
    }

    static Column<Row> mode()
    {
        Column<Row> column{placement_column::mode, [] { return tr("Mode"); },
                           [](const Row& row) { return modeCell(row).text; }};
        column.cell = [](const Row& row) { return QVariant::fromValue(modeCell(row)); };
        column.width = 128;
        return column;
    }

    static Column<Row> corps()
    {
        Column<Row> column{placement_column::corps, [] { return tr("Authorised"); },
                           [](const Row& row) { return count(row.corps); }};
        column.sort = [](const Row& row) { return SortValue(qint64{row.corps}); };
        column.alignment = Qt::AlignRight | Qt::AlignVCenter;
        column.width = 90;
        return column;
    }
};

} // namespace

std::vector<Column<model::Placement>> placementColumns()
{
    return {PlacementColumns::name(), PlacementColumns::mode(), PlacementColumns::corps()};
}

} // namespace kfdesk::ui
