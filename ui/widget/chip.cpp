#include "ui/widget/chip.h"

#include <QEvent>
#include <QPainter>

namespace kfdesk::ui {

namespace {

struct ChipMeasures
{
    int height;
    int sideAir;
    int glyphSide;
    int glyphGap;
};

ChipMeasures measuresOf(Chip::Style style, const QFont& font)
{
    if (style == Chip::Style::Mark)
        return {24, 9, 14, 4};
    const int line = QFontMetrics(font).height();
    return {line * 3 / 2, line * 3 / 4, line, line / 2};
}

int glyphRoom(const ChipMeasures& measures, Glyph glyph)
{
    return glyph == Glyph::None ? 0 : measures.glyphSide + measures.glyphGap;
}

} // namespace

Chip::Chip(QWidget* parent, Style style)
    : QWidget(parent)
    , m_style(style)
{
    setSizePolicy(style == Style::Mark ? QSizePolicy::Fixed : QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Chip::set(Tone tone, Glyph glyph, const QString& text)
{
    m_tone = tone;
    m_glyph = glyph;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return sizeOf(font(), m_glyph, m_text, m_style);
}

QSize Chip::minimumSizeHint() const
{
    return m_style == Style::Mark ? sizeHint() : QSize(0, sizeHint().height());
}

QSize Chip::sizeOf(const QFont& font, Glyph glyph, const QString& text, Style style)
{
    const ChipMeasures measures = measuresOf(style, font);
    return {QFontMetrics(font).horizontalAdvance(text) + 1 + glyphRoom(measures, glyph) + 2 * measures.sideAir,
            measures.height};
}

void Chip::paint(QPainter& painter, const QRect& room, const Colors& colors, Tone tone, Glyph glyph,
                 const QString& text, Style style)
{
    const TonePair& pair = colors.tone(tone);
    const ChipMeasures measures = measuresOf(style, painter.font());
    const int width = qMin(room.width(), sizeOf(painter.font(), glyph, text, style).width());
    const QRect pill(room.left(), room.top() + (room.height() - measures.height + 1) / 2, width, measures.height);
    painter.setRenderHint(QPainter::Antialiasing);
    if (style == Style::Mark || tone != Tone::Neutral) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(pair.fill);
        painter.drawRoundedRect(pill, measures.height / 2.0, measures.height / 2.0);
    }
    if (glyph != Glyph::None) {
        const QPoint at(pill.left() + measures.sideAir, pill.top() + (measures.height - measures.glyphSide) / 2);
        painter.drawPixmap(at,
                           glyphPixmap(glyph, pair.text, measures.glyphSide, painter.device()->devicePixelRatioF()));
    }
    const QRect words = pill.adjusted(measures.sideAir + glyphRoom(measures, glyph), 0, -measures.sideAir, 0);
    painter.setPen(pair.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
}

void Chip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void Chip::paintEvent(QPaintEvent*)
{
    if (m_text.isEmpty())
        return;
    QPainter painter(this);
    paint(painter, rect(), colorsOf(palette()), m_tone, m_glyph, m_text, m_style);
}

} // namespace kfdesk::ui
