#include "ui/support/icons.h"

#include "ui/support/colors.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace kfdesk::ui {

namespace {

QColor inkColor(IconInk ink, QIcon::Mode mode)
{
    const Colors& c = colorsOf(QGuiApplication::palette());
    if (mode == QIcon::Disabled) {
        QColor pale = c.muted;
        pale.setAlphaF(0.5F);
        return pale;
    }
    switch (ink) {
    case IconInk::Text:
        return c.text;
    case IconInk::Muted:
        return c.muted;
    case IconInk::Accent:
        return c.accentText;
    case IconInk::OnAccent:
        return c.onAccent;
    case IconInk::Good:
        return c.tone(Tone::Good).text;
    case IconInk::Warn:
        return c.tone(Tone::Warn).text;
    case IconInk::Bad:
        return c.tone(Tone::Bad).text;
    }
    return c.text;
}

QByteArray svgOf(Glyph glyph)
{
    QFile file(QStringLiteral(":/icons/") + glyphName(glyph) + QStringLiteral(".svg"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// `pixels`: device pixels a side.
/// Null for no pixels: styles ask for what fits into a button, and a layout may have left none.
QPixmap render(Glyph glyph, const QColor& color, int pixels)
{
    if (pixels <= 0)
        return {};
    const QString cacheKey =
        QStringLiteral("kfdesk/%1/%2/%3").arg(glyphName(glyph), color.name(QColor::HexArgb)).arg(pixels);
    QPixmap pixmap;
    if (QPixmapCache::find(cacheKey, &pixmap))
        return pixmap;
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    QSvgRenderer(svgOf(glyph)).render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), color);
    painter.end();
    pixmap = QPixmap::fromImage(image);
    QPixmapCache::insert(cacheKey, pixmap);
    return pixmap;
}

/// Asks for the colour when it paints, so that icons follow a change of theme by themselves.
class GlyphEngine final : public QIconEngine
{
public:
    GlyphEngine(Glyph glyph, IconInk ink)
        : m_glyph(glyph)
        , m_ink(ink)
    {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(rect.width(), rect.height());
        const QPixmap pixmap =
            glyphPixmap(m_glyph, inkColor(m_ink, mode), side, painter->device()->devicePixelRatioF());
        painter->drawPixmap(rect.center() - QPoint(side / 2, side / 2) + QPoint(1 - side % 2, 1 - side % 2), pixmap);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return render(m_glyph, inkColor(m_ink, mode), qMin(size.width(), size.height()));
    }
    QIconEngine* clone() const override { return new GlyphEngine(*this); }

private:
    Glyph m_glyph;
    IconInk m_ink;
};

} // namespace

QIcon icon(Glyph glyph, IconInk ink)
{
    return glyph == Glyph::None ? QIcon() : QIcon(new GlyphEngine(glyph, ink));
}

QPixmap glyphPixmap(Glyph glyph, const QColor& color, int size, qreal devicePixelRatio)
{
    QPixmap pixmap = render(glyph, color, qRound(size * devicePixelRatio));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QString glyphName(Glyph glyph)
{
    switch (glyph) {
    case Glyph::None:
        break;
    case Glyph::Archive:
        return QStringLiteral("archive");
    case Glyph::ArrowRight:
        return QStringLiteral("arrow-right");
    case Glyph::Building:
        return QStringLiteral("building");
    case Glyph::Chart:
        return QStringLiteral("chart");
    case Glyph::Check:
        return QStringLiteral("check");
    case Glyph::ChevronDown:
        return QStringLiteral("chevron-down");
    case Glyph::ChevronRight:
        return QStringLiteral("chevron-right");
    case Glyph::Clock:
        return QStringLiteral("clock");
    case Glyph::Close:
        return QStringLiteral("close");
    case Glyph::Copy:
        return QStringLiteral("copy");
    case Glyph::Cross:
        return QStringLiteral("cross");
    case Glyph::Dot:
        return QStringLiteral("dot");
    case Glyph::Download:
        return QStringLiteral("download");
    case Glyph::Eye:
        return QStringLiteral("eye");
    case Glyph::EyeOff:
        return QStringLiteral("eye-off");
    case Glyph::Flask:
        return QStringLiteral("flask");
    case Glyph::Inbox:
        return QStringLiteral("inbox");
    case Glyph::Info:
        return QStringLiteral("info");
    case Glyph::Link:
        return QStringLiteral("link");
    case Glyph::Lock:
        return QStringLiteral("lock");
    case Glyph::More:
        return QStringLiteral("more");
    case Glyph::Note:
        return QStringLiteral("note");
    case Glyph::Panel:
        return QStringLiteral("panel");
    case Glyph::Pending:
        return QStringLiteral("pending");
    case Glyph::Plug:
        return QStringLiteral("plug");
    case Glyph::Plus:
        return QStringLiteral("plus");
    case Glyph::Present:
        return QStringLiteral("present");
    case Glyph::Print:
        return QStringLiteral("print");
    case Glyph::Qr:
        return QStringLiteral("qr");
    case Glyph::Refresh:
        return QStringLiteral("refresh");
    case Glyph::Search:
        return QStringLiteral("search");
    case Glyph::Settings:
        return QStringLiteral("settings");
    case Glyph::Trash:
        return QStringLiteral("trash");
    case Glyph::Upload:
        return QStringLiteral("upload");
    case Glyph::Warning:
        return QStringLiteral("warning");
    }
    return {};
}

} // namespace kfdesk::ui
