#pragma once

#include "ui/table/column.h"

#include <QStyledItemDelegate>

#include <functional>

namespace kfdesk::ui {

/// Plain cells as in the pictures: 12 px of air, hairline below, whole-row hover and selection, a focus frame on the
/// current cell. Base of the others, which paint only the content. Default delegate of TableView.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const final;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Of a cell that shows this text in full.
    int widthFor(const QFont& font, const QString& text) const;

protected:
    virtual void paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const;
    virtual int contentWidth(const QFont& font, const QString& text) const;
};

/// Status as icon and text on a soft ground (ChipCell).
class ChipDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    int contentWidth(const QFont& font, const QString& text) const override;
    void paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const override;
};

/// Initial in a coloured square, and the name (NameCell).
class NameDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    int contentWidth(const QFont& font, const QString& text) const override;
    void paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const override;
};

/// Name above a small fixed-pitch id (TwoLineCell).
class TwoLineDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const override;
};

/// A button in each row; TableView::cellButtonTriggered() tells. With `withText` the cell's text stands left of it: a
/// link with its Copy button in one column.
class ButtonDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    enum class Content { ButtonOnly, WithText };

    explicit ButtonDelegate(std::function<QString()> buttonText, Content content = Content::ButtonOnly,
                            QObject* parent = nullptr);

protected:
    void paintContent(QPainter* painter, const QRect& room, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

private:
    QRect buttonRect(const QStyleOptionViewItem& option) const;

    std::function<QString()> m_buttonText;
    Content m_content;
};

} // namespace kfdesk::ui
