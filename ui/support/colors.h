#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace kfdesk::ui {

/// What a colour says. Never the only carrier of the message: an icon or a text stands with it.
enum class Tone { Neutral, Good, Warn, Bad };

/// Text on its soft background.
struct TonePair
{
    QColor text;
    QColor fill;
};

/// Every colour of one theme. Each text colour passes AA (4.5:1) on the grounds it is used on; tests/ui measures it.
struct Colors
{
    bool dark = false;
    QColor surface;    ///< pages, cards, fields
    QColor sidebar;    ///< left navigation
    QColor raised;     ///< table header, read-only fields
    QColor text;       ///< on surface, sidebar, raised
    QColor muted;      ///< secondary text on the same grounds, placeholders too
    QColor border;     ///< outlines of fields and buttons
    QColor line;       ///< hairlines between rows and panes
    QColor hover;      ///< ground of the row or item under the pointer
    QColor selected;   ///< ground of selected rows and of the current navigation item
    QColor accent;     ///< primary buttons, focus
    QColor onAccent;   ///< text on accent
    QColor accentText; ///< accent-coloured text on surface, raised, selected, sidebar
    QColor band;       ///< sandbox band
    QColor onBand;
    std::array<TonePair, 4> tones; ///< by Tone; `text` is readable on `fill` and on `surface`

    const TonePair& tone(Tone which) const { return tones[static_cast<size_t>(which)]; }
};

const Colors& lightColors();
const Colors& darkColors();

/// The theme in force where this palette is: light or dark by the luminance of its window colour. Widgets ask with
/// palette() while painting, so a theme change needs no signal.
const Colors& colorsOf(const QPalette& palette);

/// WCAG contrast ratio, 1 … 21.
double contrastRatio(const QColor& a, const QColor& b);

} // namespace kfdesk::ui
