#include "ui/page/invite/presentation_status.h"

#include <QEvent>
#include <QPainter>

namespace kfdesk::ui {

PresentationStatus::PresentationStatus(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void PresentationStatus::set(Tone tone, Glyph glyph, const QString& text)
{
    m_tone = tone;
    m_glyph = glyph;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

int PresentationStatus::air() const
{
    return fontMetrics().height() / 2;
}

QSize PresentationStatus::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line + air() + fontMetrics().horizontalAdvance(m_text) + 3 * air(), line + air()};
}

void PresentationStatus::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void PresentationStatus::paintEvent(QPaintEvent*)
{
    const TonePair& tone = colorsOf(palette()).tone(m_tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_tone != Tone::Neutral) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tone.fill);
        painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    }
    const int line = fontMetrics().height();
    const int left = air() + air() / 2;
    painter.drawPixmap(left, (height() - line) / 2, glyphPixmap(m_glyph, tone.text, line, devicePixelRatioF()));
    painter.setPen(tone.text);
    const QRect words = rect().adjusted(left + line + air(), 0, -air(), 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, words.width()));
}

} // namespace kfdesk::ui
