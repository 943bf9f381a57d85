#include "ui/table/delegates.h"

#include "ui/support/theme.h"
#include "ui/table/table_view.h"
#include "ui/widget/avatar.h"
#include "ui/widget/chip.h"

#include <QMouseEvent>
#include <QPainter>

namespace kfdesk::ui {

namespace {

constexpr int sideAir = 12;
constexpr int buttonHeight = 26;
constexpr int avatarSide = 24;
constexpr int avatarGap = 8;

const Colors& colorsIn(const QStyleOptionViewItem& option)
{
    return colorsOf(option.palette);
}

void paintText(QPainter* painter, const QRect& room, Qt::Alignment alignment, const QString& text)
{
    painter->drawText(room, static_cast<int>(alignment | Qt::AlignVCenter | Qt::TextSingleLine),
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
}

void paintLook(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto look = static_cast<CellLook>(index.data(TableModel::LookRole).toInt());
    const bool muted = look == CellLook::Muted || look == CellLook::MonoMuted;
    const bool mono = look == CellLook::Mono || look == CellLook::MonoMuted;
    painter->setPen(muted ? colorsIn(option).muted : colorsIn(option).text);
    painter->setFont(mono ? monoFont() : option.font);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    paintText(painter, room, alignment & Qt::AlignHorizontal_Mask, index.data(Qt::DisplayRole).toString());
}

} // namespace

// CellDelegate

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& plain, const QModelIndex& index) const
{
    QStyleOptionViewItem option = plain;
    const Colors& c = colorsIn(option);
    const auto* view = qobject_cast<const TableView*>(option.widget);
    painter->save();
    painter->setClipRect(option.rect);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, c.selected);
    else if (view && view->hoveredRow() == index.row())
        painter->fillRect(option.rect, c.hover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.line);
    painter->setFont(option.font);
    paintContent(painter, option.rect.adjusted(sideAir, 0, -sideAir, -1), option, index);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(c.accentText, 2));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -3), 4, 4);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + 2 * sideAir, 40};
}

int CellDelegate::widthFor(const QFont& font, const QString& text) const
{
    return contentWidth(font, text) + 2 * sideAir;
}

int CellDelegate::contentWidth(const QFont& font, const QString& text) const
{
    return QFontMetrics(font).horizontalAdvance(text) + 1; // a fraction of a pixel would cut the last letter
}

void CellDelegate::paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    paintLook(painter, room, option, index);
}

// ChipDelegate

int ChipDelegate::contentWidth(const QFont& font, const QString& text) const
{
    return Chip::sizeOf(font, Glyph::Dot, text).width() + 1;
}

void ChipDelegate::paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    const auto cell = index.data(TableModel::CellRole).value<ChipCell>();
    if (cell.text.isEmpty())
        paintLook(painter, room, option, index);
    else
        Chip::paint(*painter, room, colorsIn(option), cell.tone, cell.glyph, cell.text);
}

// NameDelegate

int NameDelegate::contentWidth(const QFont& font, const QString& text) const
{
    return avatarSide + avatarGap + CellDelegate::contentWidth(font, text);
}

void NameDelegate::paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    const auto cell = index.data(TableModel::CellRole).value<NameCell>();
    if (!index.data(TableModel::LoadedRole).toBool()) {
        paintLook(painter, room, option, index);
        return;
    }
    const QRect square(room.left(), room.center().y() - avatarSide / 2 + 1, avatarSide, avatarSide);
    Avatar::paint(*painter, square, cell.name, cell.seed);
    painter->setFont(option.font);
    painter->setPen(colorsIn(option).text);
    paintText(painter, room.adjusted(avatarSide + avatarGap, 0, 0, 0), Qt::AlignLeft, cell.name);
}

// TwoLineDelegate

void TwoLineDelegate::paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const
{
    const auto cell = index.data(TableModel::CellRole).value<TwoLineCell>();
    if (!index.data(TableModel::LoadedRole).toBool()) {
        paintLook(painter, room, option, index);
        return;
    }
    QFont small = monoFont();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    const int firstHeight = QFontMetrics(option.font).height();
    const int secondHeight = QFontMetrics(small).height();
    const int top = room.top() + (room.height() - firstHeight - secondHeight) / 2;
    painter->setPen(colorsIn(option).text);
    paintText(painter, QRect(room.left(), top, room.width(), firstHeight), Qt::AlignLeft, cell.first);
    painter->setFont(small);
    painter->setPen(colorsIn(option).muted);
    paintText(painter, QRect(room.left(), top + firstHeight, room.width(), secondHeight), Qt::AlignLeft, cell.second);
}

// ButtonDelegate

ButtonDelegate::ButtonDelegate(std::function<QString()> buttonText, Content content, QObject* parent)
    : CellDelegate(parent)
    , m_buttonText(std::move(buttonText))
    , m_content(content)
{}

QRect ButtonDelegate::buttonRect(const QStyleOptionViewItem& option) const
{
    const int width = QFontMetrics(option.font).horizontalAdvance(m_buttonText()) + 22;
    return {option.rect.right() - sideAir - width + 1, option.rect.center().y() - buttonHeight / 2, width,
            buttonHeight};
}

void ButtonDelegate::paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const
{
    const Colors& c = colorsIn(option);
    const QRect button = buttonRect(option);
    if (m_content == Content::WithText)
        paintLook(painter, room.adjusted(0, 0, -button.width() - sideAir, 0), option, index);
    if (!index.data(TableModel::LoadedRole).toBool())
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(c.border);
    painter->setBrush(c.surface);
    painter->drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter->setPen(c.text);
    painter->setFont(option.font);
    painter->drawText(button, Qt::AlignCenter, m_buttonText());
}

bool ButtonDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                                 const QModelIndex& index)
{
    const bool isClick = event->type() == QEvent::MouseButtonRelease;
    if (!isClick || !buttonRect(option).contains(static_cast<QMouseEvent*>(event)->position().toPoint()))
        return CellDelegate::editorEvent(event, model, option, index);
    if (auto* view = qobject_cast<TableView*>(parent()))
        Q_EMIT view->cellButtonTriggered(index.data(TableModel::IdRole).toLongLong(),
                                         static_cast<TableModel*>(model)->columnInfo(index.column()).id);
    return true;
}

} // namespace kfdesk::ui
