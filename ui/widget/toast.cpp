#include "ui/widget/toast.h"

#include "ui/support/colors.h"

#include <QAccessible>
#include <QEvent>
#include <QPainter>

namespace kfdesk::ui {

namespace {

constexpr int lifeMs = 1800;

} // namespace

Toast::Toast(QWidget* window)
    : QLabel(window)
{
    setObjectName(QStringLiteral("toast"));
    setTextFormat(Qt::PlainText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setContentsMargins(16, 8, 16, 8);
    hide();
    window->installEventFilter(this);
    m_life.setSingleShot(true);
    m_life.setInterval(lifeMs);
    connect(&m_life, &QTimer::timeout, this, &QWidget::hide);
}

void Toast::show(const QString& text)
{
    setText(text);
    setAccessibleName(text);
    QPalette inverted = palette();
    inverted.setColor(QPalette::WindowText, colorsOf(parentWidget()->palette()).surface);
    setPalette(inverted);
    place();
    QLabel::show();
    raise();
    m_life.start();
    QAccessibleEvent announcement(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

void Toast::place()
{
    adjustSize();
    const QRect window = parentWidget()->rect();
    move(window.center().x() - width() / 2, window.bottom() - height() - 48);
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QLabel::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colorsOf(parentWidget()->palette()).text);
    painter.drawRoundedRect(rect(), 8, 8);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace kfdesk::ui
