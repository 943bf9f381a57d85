#pragma once

#include <QIcon>
#include <QString>

namespace kfdesk::ui {

/// Our own line icons (resources/icons, 20-px grid, 1.5-px stroke).
enum class Glyph {
    None,
    Archive,
    ArrowRight,
    Building,
    Chart,
    Check,
    ChevronDown,
    ChevronRight,
    Clock,
    Close,
    Copy,
    Cross,
    Dot,
    Download,
    Eye,
    EyeOff,
    Flask,
    Inbox,
    Info,
    Link,
    Lock,
    More,
    Note,
    Panel,
    Pending,
    Plug,
    Plus,
    Present,
    Print,
    Qr,
    Refresh,
    Search,
    Settings,
    Trash,
    Upload,
    Warning,
};

enum class IconInk { Text, Muted, Accent, OnAccent, Good, Warn, Bad };

/// Recoloured from the application's palette at the time it is painted, crisp at any device pixel ratio; disabled
/// icons are paler. Null for Glyph::None.
QIcon icon(Glyph glyph, IconInk ink = IconInk::Text);

/// One picture in any colour, for painting delegates. `size` in device-independent pixels.
QPixmap glyphPixmap(Glyph glyph, const QColor& color, int size, qreal devicePixelRatio);

/// File name below :/icons without ".svg"; for tests.
QString glyphName(Glyph glyph);

} // namespace kfdesk::ui
