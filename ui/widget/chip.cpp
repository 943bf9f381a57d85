#include "ui/widget/chip.h"

#include <QPainter>

namespace kfdesk::ui {

namespace {

constexpr int pillHeight = 24;
constexpr int sideAir = 10;
constexpr int glyphSide = 14;
constexpr int glyphGap = 4;

int glyphRoom(Glyph glyph)
{
    return glyph == Glyph::None ? 0 : glyphSide + glyphGap;
}

} // namespace

Chip::Chip(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
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
    return sizeOf(font(), m_glyph, m_text);
}

QSize Chip::sizeOf(const QFont& font, Glyph glyph, const QString& text)
{
    return {QFontMetrics(font).horizontalAdvance(text) + glyphRoom(glyph) + 2 * sideAir, pillHeight};
}

void Chip::paint(QPainter& painter, const QRect& room, const Colors& colors, Tone tone, Glyph glyph,
                 const QString& text)
{
    const TonePair& pair = colors.tone(tone);
    const int width = qMin(room.width(), sizeOf(painter.font(), glyph, text).width());
    const QRect pill(room.left(), room.center().y() - pillHeight / 2 + 1, width, pillHeight);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(pair.fill);
    painter.drawRoundedRect(pill, pillHeight / 2.0, pillHeight / 2.0);
    if (glyph != Glyph::None) {
        const QPoint at(pill.left() + sideAir - 2, pill.center().y() - glyphSide / 2 + 1);
        painter.drawPixmap(at, glyphPixmap(glyph, pair.text, glyphSide, painter.device()->devicePixelRatioF()));
    }
    const QRect words = pill.adjusted(sideAir + glyphRoom(glyph) - 1, 0, -sideAir + 3, 0);
    painter.setPen(pair.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
}

void Chip::paintEvent(QPaintEvent*)
{
    if (m_text.isEmpty())
        return;
    QPainter painter(this);
    paint(painter, rect(), colorsOf(palette()), m_tone, m_glyph, m_text);
}

} // namespace kfdesk::ui
