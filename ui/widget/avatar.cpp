#include "ui/widget/avatar.h"

#include <QPainter>

namespace kfdesk::ui {

namespace {

constexpr char16_t cityMark = 0x5e02;     // shi
constexpr char16_t provinceMark = 0x7701; // sheng

/// Behind a leading "…province" or "…city" of at most four characters.
qsizetype nameStart(const QString& name)
{
    qsizetype start = 0;
    for (qsizetype i = 1; i < qMin<qsizetype>(name.size() - 1, start + 4); ++i) {
        if (name.at(i) == provinceMark || name.at(i) == cityMark)
            start = i + 1;
    }
    return start;
}

/// Stable across runs and machines, unlike qHash().
uint stableHash(const QString& text)
{
    uint hash = 2166136261U; // FNV-1a
    for (const QChar c : text)
        hash = (hash ^ c.unicode()) * 16777619U;
    return hash;
}

} // namespace

Avatar::Avatar(int side, QWidget* parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void Avatar::set(const QString& name, const QString& seed)
{
    m_name = name;
    m_seed = seed;
    setAccessibleName(name);
    update();
}

QString Avatar::initial(const QString& name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return QStringLiteral("?");
    const qsizetype start = nameStart(trimmed);
    const bool isPair = trimmed.at(start).isHighSurrogate() && start + 1 < trimmed.size();
    return trimmed.mid(start, isPair ? 2 : 1).toUpper();
}

const QList<QColor>& Avatar::allColors()
{
    static const QList<QColor> colors{0xff2f6ac4, 0xff7d4cc0, 0xffa85a10, 0xffb83253, 0xff1f7a55, 0xff3a5fb0,
                                      0xff75603f, 0xff4a761c, 0xffb0442c, 0xff1f7396, 0xffa23c8c, 0xff3c5a78};
    return colors;
}

QColor Avatar::color(const QString& seed)
{
    return allColors().at(stableHash(seed) % static_cast<uint>(allColors().size()));
}

void Avatar::paint(QPainter& painter, const QRect& square, const QString& name, const QString& seed)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(seed));
    const double radius = square.width() / 5.0;
    painter.drawRoundedRect(square, radius, radius);
    QFont font = painter.font();
    font.setPixelSize(square.width() * 11 / 24 + 1);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(square, Qt::AlignCenter, initial(name));
    painter.restore();
}

void Avatar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font());
    paint(painter, rect(), m_name, m_seed);
}

} // namespace kfdesk::ui
