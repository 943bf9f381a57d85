#pragma once

#include "ui/support/icons.h"

#include <QFrame>
#include <QLabel>

class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace kfdesk::ui {

/// The grid: everything is a multiple of 8 px.
inline constexpr int gridPx = 8;

/// A bordered box with 16 px of air. Put content into body().
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget* parent = nullptr);
    QVBoxLayout* body() const { return m_body; }

private:
    QVBoxLayout* m_body;
};

/// The bold line above a part of a page.
class SectionTitle : public QLabel
{
    Q_OBJECT

public:
    explicit SectionTitle(QWidget* parent = nullptr);
};

/// What stands where there is nothing yet, and the way on.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);
    void set(Glyph glyph, const QString& title, const QString& text, const QString& actionText = {});

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateIcon();

    Glyph m_glyph = Glyph::None;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_action;
};

/// Text that wraps, selectable by mouse and keyboard where `selectable`. `kind`: see Theme.
QLabel* makeLabel(QWidget* parent, const char* kind = nullptr, bool selectable = false);
/// As high as its rows are together: one of them at least, four at most, beyond which it scrolls. What is too wide is
/// cut, not scrolled: a scroll bar would cover the last row.
void fitRows(QListWidget& list);
/// A horizontal or vertical hairline in the theme's colour.
QFrame* makeLine(Qt::Orientation orientation, QWidget* parent = nullptr);

} // namespace kfdesk::ui
