#include "ui/widget/layout.h"

#include "ui/support/theme.h"

#include <QEvent>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int mostRows = 4;

} // namespace

Card::Card(QWidget* parent)
    : QFrame(parent)
    , m_body(new QVBoxLayout(this))
{
    setKind(this, "card");
    m_body->setContentsMargins(16, 12, 16, 12);
    m_body->setSpacing(gridPx);
}

SectionTitle::SectionTitle(QWidget* parent)
    : QLabel(parent)
{
    setKind(this, "strong");
}

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(makeLabel(this, "subtitle"))
    , m_text(makeLabel(this, "muted"))
    , m_action(new QPushButton(this))
{
    m_action->setObjectName(QStringLiteral("noticeAction"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(gridPx);
    column->addStretch(2);
    for (QLabel* words : {m_icon, m_title, m_text}) {
        words->setAlignment(Qt::AlignCenter);
        column->addWidget(words);
    }
    column->addSpacing(gridPx);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::set(Glyph glyph, const QString& title, const QString& text, const QString& actionText)
{
    m_glyph = glyph;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
    updateIcon();
}

void EmptyState::updateIcon()
{
    m_icon->setVisible(m_glyph != Glyph::None);
    if (m_glyph != Glyph::None)
        m_icon->setPixmap(glyphPixmap(m_glyph, colorsOf(palette()).muted, 40, devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

QLabel* makeLabel(QWidget* parent, const char* kind, bool selectable)
{
    auto* result = new QLabel(parent);
    result->setTextFormat(Qt::PlainText);
    result->setWordWrap(true);
    if (kind)
        setKind(result, kind);
    if (selectable) {
        result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        result->setFocusPolicy(Qt::ClickFocus);
    }
    return result;
}

void fitRows(QListWidget& list)
{
    const int rows = qBound(1, list.count(), mostRows);
    const int rowHeight = qMax(list.sizeHintForRow(0), list.fontMetrics().height()); // −1 without rows
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setFixedHeight(rows * rowHeight + 2 * list.frameWidth());
}

QFrame* makeLine(Qt::Orientation orientation, QWidget* parent)
{
    auto* line = new QFrame(parent);
    setKind(line, "line");
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

} // namespace kfdesk::ui
