#include "ui/support/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QScopedValueRollback>
#include <QStyle>
#include <QStyleFactory>
#include <QVariant>
#include <QWidget>

#include <array>
#include <utility>

namespace kfdesk::ui {

namespace {

QPalette paletteOf(const Colors& c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, c.surface);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.raised);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::Button, c.surface);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.tone(Tone::Bad).text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accentText);
    palette.setColor(QPalette::LinkVisited, c.accentText);
    palette.setColor(QPalette::Light, c.raised);
    palette.setColor(QPalette::Midlight, c.line);
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::Dark, c.border);
    palette.setColor(QPalette::Shadow, c.dark ? QColor(Qt::black) : c.border);
    QColor disabled = c.muted;
    disabled.setAlphaF(0.6F);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    return palette;
}

/// The style sheet with its @names replaced by the theme's colours.
QString styleSheetOf(const Colors& c)
{
    QFile file(QStringLiteral(":/style/console.qss"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the style sheet is not linked in");
    QString sheet = QString::fromUtf8(file.readAll());
    const std::array<std::pair<const char*, QColor>, 18> names{{
        {"@surface", c.surface},
        {"@sidebar", c.sidebar},
        {"@raised", c.raised},
        {"@text", c.text},
        {"@muted", c.muted},
        {"@border", c.border},
        {"@line", c.line},
        {"@hover", c.hover},
        {"@selected", c.selected},
        {"@accent-text", c.accentText}, // before its prefix
        {"@accent", c.accent},
        {"@on-accent", c.onAccent},
        {"@on-band", c.onBand},
        {"@band", c.band},
        {"@good-text", c.tone(Tone::Good).text},
        {"@warn-text", c.tone(Tone::Warn).text},
        {"@bad-text", c.tone(Tone::Bad).text},
        {"@bad-fill", c.tone(Tone::Bad).fill},
    }};
    for (const auto& [name, color] : names)
        sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

/// The platform's font first, then a Chinese one by name: left to itself, fontconfig may pick Japanese shapes.
void preferSimplifiedChinese(QApplication& application)
{
    const QString chinese = QStringLiteral("Noto Sans CJK SC");
    QFont font = application.font();
    QStringList families = font.families();
    if (families.isEmpty())
        families << font.family();
    if (families.contains(chinese) || !QFontDatabase::families().contains(chinese))
        return;
    font.setFamilies(families << chinese);
    application.setFont(font);
}

} // namespace

Theme::Theme(QApplication& application)
    : m_application(application)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    preferSimplifiedChinese(application);
    m_system = QApplication::palette();
    application.installEventFilter(this);
    apply();
}

void Theme::setMode(Mode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    apply();
}

const Colors& Theme::colors() const
{
    switch (m_mode) {
    case Mode::Light:
        return lightColors();
    case Mode::Dark:
        return darkColors();
    case Mode::System:
        break;
    }
    return colorsOf(m_system);
}

void Theme::apply()
{
    const QScopedValueRollback<bool> guard(m_applying, true);
    const Colors& wanted = colors();
    QApplication::setPalette(paletteOf(wanted));
    m_application.setStyleSheet(styleSheetOf(wanted));
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ThemeChange && watched->isWindowType() && !m_applying && m_mode == Mode::System) {
        QApplication::setPalette(QPalette()); // ours off: what the platform says now
        const bool wasDark = colorsOf(std::exchange(m_system, QApplication::palette())).dark;
        if (wasDark != colors().dark)
            apply();
        else
            QApplication::setPalette(paletteOf(colors()));
    }
    return QObject::eventFilter(watched, event);
}

Theme::Mode Theme::modeFromText(const QString& text)
{
    if (text == QLatin1String("light"))
        return Mode::Light;
    return text == QLatin1String("dark") ? Mode::Dark : Mode::System;
}

QString Theme::toText(Mode mode)
{
    switch (mode) {
    case Mode::Light:
        return QStringLiteral("light");
    case Mode::Dark:
        return QStringLiteral("dark");
    case Mode::System:
        break;
    }
    return QStringLiteral("system");
}

void setKind(QWidget* widget, const char* kind)
{
    widget->setProperty("kind", QLatin1String(kind));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->updateGeometry();
}

QFont monoFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

} // namespace kfdesk::ui
