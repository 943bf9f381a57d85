#pragma once

#include "ui/support/colors.h"
#include "ui/support/icons.h"

#include <QString>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <variant>

namespace kfdesk::ui {

/// What a row is sorted by in one column. Missing values come last in both directions.
using SortValue = std::variant<std::monostate, qint64, QString>;

/// Data of cells that are more than a line of text; the delegate of the column knows which one it gets
/// (TableModel::CellRole).
struct ChipCell ///< ChipDelegate
{
    Tone tone = Tone::Neutral;
    Glyph glyph = Glyph::None;
    QString text;
};

struct NameCell ///< NameDelegate: avatar with initial, and name
{
    QString name;
    QString seed; ///< decides the avatar's colour; an id
};

struct TwoLineCell ///< TwoLineDelegate: name above a small fixed-pitch id
{
    QString first;
    QString second;
};

/// How plain text is painted.
enum class CellLook { Plain, Muted, Mono, MonoMuted };

/// One column over records of type R. `id`, `header` and `text` are needed, the rest is optional.
template <typename R>
struct Column
{
    QString id; ///< stable, untranslated: key of the saved header state, name in TSV tests
    std::function<QString()> header;
    std::function<QString(const R&)> text;
    std::function<SortValue(const R&)> sort = {};     ///< default: the text
    std::function<QString(const R&)> toolTip = {};    ///< default: none
    std::function<QString(const R&)> accessible = {}; ///< default: the text
    std::function<QString(const R&)> copy = {};       ///< default: the text
    std::function<QVariant(const R&)> cell = {};      ///< ChipCell, NameCell, TwoLineCell
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    CellLook look = CellLook::Plain;
    int width = 120; ///< at least; wider when the header's words or `widest` ask for it
    int stretch = 0; ///< its share of the room that is left; where room is short, the column with the largest gives way
    /// The longest texts to be expected, in the language of the moment: they are never cut by default.
    std::function<QStringList()> widest = {};
    bool hidden = false; ///< until the person shows it
    bool sortable = true;
    bool movable = true; ///< false: a column of buttons at the end, without a name in menus
};

} // namespace kfdesk::ui

Q_DECLARE_METATYPE(kfdesk::ui::ChipCell)
Q_DECLARE_METATYPE(kfdesk::ui::NameCell)
Q_DECLARE_METATYPE(kfdesk::ui::TwoLineCell)
