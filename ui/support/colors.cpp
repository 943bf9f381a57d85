#include "ui/support/colors.h"

#include <algorithm>
#include <cmath>

namespace kfdesk::ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Colors makeLight()
{
    Colors c;
    c.dark = false;
    c.surface = rgb(0xffffff);
    c.sidebar = rgb(0xf4f6f8);
    c.raised = rgb(0xf9fafb);
    c.text = rgb(0x1b2029);
    c.muted = rgb(0x586273);
    c.border = rgb(0xc9d0d9);
    c.line = rgb(0xe6e9ed);
    c.hover = rgb(0xf4f6f8);
    c.selected = rgb(0xe5f3ec);
    c.accent = rgb(0x067a44);
    c.onAccent = rgb(0xffffff);
    c.accentText = rgb(0x05683a);
    c.band = rgb(0xffdf8f);
    c.onBand = rgb(0x4d3200);
    c.tones = {{{rgb(0x475467), rgb(0xf0f2f6)},
                {rgb(0x056239), rgb(0xe9f9f0)},
                {rgb(0x8f3a0b), rgb(0xfff6e5)},
                {rgb(0xb42318), rgb(0xfef0ef)}}};
    return c;
}

Colors makeDark()
{
    Colors c;
    c.dark = true;
    c.surface = rgb(0x1b1e23);
    c.sidebar = rgb(0x15171b);
    c.raised = rgb(0x22262c);
    c.text = rgb(0xe9ebee);
    c.muted = rgb(0xa9b1bd);
    c.border = rgb(0x4b535e);
    c.line = rgb(0x2e333a);
    c.hover = rgb(0x24292f);
    c.selected = rgb(0x1d382b);
    c.accent = rgb(0x067a44);
    c.onAccent = rgb(0xffffff);
    c.accentText = rgb(0x5fcf98);
    c.band = rgb(0x7a4f00);
    c.onBand = rgb(0xffffff);
    c.tones = {{{rgb(0xc6cdd7), rgb(0x2f353d)},
                {rgb(0x7adaa9), rgb(0x16352a)},
                {rgb(0xf6c676), rgb(0x3c2b10)},
                {rgb(0xffa59d), rgb(0x472120)}}};
    return c;
}

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const Colors& lightColors()
{
    static const Colors colors = makeLight();
    return colors;
}

const Colors& darkColors()
{
    static const Colors colors = makeDark();
    return colors;
}

const Colors& colorsOf(const QPalette& palette)
{
    return luminance(palette.color(QPalette::Window)) < 0.2 ? darkColors() : lightColors();
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace kfdesk::ui
