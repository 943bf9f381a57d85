#include "ui/widget/navigation_list.h"

#include "ui/support/colors.h"
#include "ui/support/formats.h"

#include <QPainter>

namespace kfdesk::ui {

namespace {

constexpr int iconSide = 20;
constexpr int badgeHeight = 18;

} // namespace

NavigationItem::NavigationItem(Glyph glyph, QWidget* parent)
    : QAbstractButton(parent)
    , m_glyph(glyph)
{
    setCheckable(true);
    setAutoExclusive(false);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void NavigationItem::setLabel(const QString& text)
{
    setText(text);
    updateAccessibleName();
}

void NavigationItem::setCount(int number, bool needsPerson)
{
    m_count = number;
    m_needsPerson = needsPerson;
    updateAccessibleName();
    update();
}

void NavigationItem::updateAccessibleName()
{
    if (m_count == 0)
        setAccessibleName(text());
    else if (m_needsPerson)
        setAccessibleName(tr("%1, %2 need attention").arg(text(), count(m_count)));
    else
        //: name of a page and how many records it has
        setAccessibleName(tr("%1, %2").arg(text(), count(m_count)));
}

void NavigationItem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = colorsOf(palette());
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? c.selected : c.line);
        painter.drawRoundedRect(rect(), 6, 6);
    }
    const QColor ink = isChecked() ? c.accentText : c.text;
    painter.drawPixmap(12, (height() - iconSide) / 2, glyphPixmap(m_glyph, ink, iconSide, devicePixelRatioF()));
    QFont words = font();
    words.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
    painter.setFont(words);
    painter.setPen(ink);
    const int right = paintBadge(painter);
    const QRect room(12 + iconSide + 8, 0, right - 12 - iconSide - 16, height());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.accentText, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
}

/// Returns where the room left of the badge ends.
int NavigationItem::paintBadge(QPainter& painter) const
{
    if (m_count == 0)
        return width() - 12;
    painter.save();
    const Colors& c = colorsOf(palette());
    const TonePair& tone = c.tone(m_needsPerson ? Tone::Bad : isChecked() ? Tone::Good : Tone::Neutral);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    const QString text = count(m_count);
    const int width = painter.fontMetrics().horizontalAdvance(text) + 14;
    const QRect pill(this->width() - 12 - width, (height() - badgeHeight) / 2, width, badgeHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tone.fill);
    painter.drawRoundedRect(pill, badgeHeight / 2.0, badgeHeight / 2.0);
    painter.setPen(tone.text);
    painter.drawText(pill, Qt::AlignCenter, text);
    painter.restore();
    return pill.left();
}

} // namespace kfdesk::ui
