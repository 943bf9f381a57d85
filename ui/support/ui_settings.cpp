#include "ui/support/ui_settings.h"

#include <QGuiApplication>
#include <QScreen>
#include <QStandardPaths>
#include <QUrl>
#include <QWidget>

namespace kfdesk::ui {

namespace {

QString key(const char* group, const QString& name)
{
    return QLatin1String(group) + QLatin1Char('/') + name;
}

QList<QRect> availableScreens()
{
    QList<QRect> screens;
    for (const QScreen* screen : QGuiApplication::screens())
        screens << screen->availableGeometry();
    return screens;
}

/// A path's slashes would make groups of it.
QString keyFileKey(const QString& workspace)
{
    return key("key_file", QString::fromLatin1(QUrl::toPercentEncoding(workspace)));
}

int area(const QRect& rect)
{
    return rect.isEmpty() ? 0 : rect.width() * rect.height();
}

} // namespace

UiSettings::UiSettings(const QString& folder)
    : m_settings(folder + QStringLiteral("/console.ini"), QSettings::IniFormat)
{}

QString UiSettings::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/kfdesk");
}

QByteArray UiSettings::headerState(const QString& table) const
{
    return m_settings.value(key("table", table)).toByteArray();
}

void UiSettings::setHeaderState(const QString& table, const QByteArray& state)
{
    if (state.isEmpty())
        m_settings.remove(key("table", table));
    else
        m_settings.setValue(key("table", table), state);
}

QByteArray UiSettings::splitterState(const QString& splitter) const
{
    return m_settings.value(key("splitter", splitter)).toByteArray();
}

void UiSettings::setSplitterState(const QString& splitter, const QByteArray& state)
{
    m_settings.setValue(key("splitter", splitter), state);
}

QString UiSettings::keyFile(const QString& workspace) const
{
    return m_settings.value(keyFileKey(workspace)).toString();
}

void UiSettings::setKeyFile(const QString& workspace, const QString& path)
{
    m_settings.setValue(keyFileKey(workspace), path);
}

void UiSettings::saveGeometry(const QString& window, const QWidget& widget)
{
    if (!widget.isVisible() || widget.isMinimized())
        return;
    m_settings.setValue(key("geometry", window), widget.normalGeometry());
    m_settings.setValue(key("maximized", window), widget.isMaximized());
}

bool UiSettings::restoreGeometry(const QString& window, QWidget& widget) const
{
    const QRect stored = m_settings.value(key("geometry", window)).toRect();
    if (stored.isEmpty())
        return false;
    widget.setGeometry(clampToScreens(stored, availableScreens()));
    if (m_settings.value(key("maximized", window)).toBool())
        widget.setWindowState(widget.windowState() | Qt::WindowMaximized);
    return true;
}

QRect clampToScreens(const QRect& wanted, const QList<QRect>& screens)
{
    if (screens.isEmpty())
        return wanted;
    QRect best = screens.first();
    for (const QRect& screen : screens) {
        if (area(screen & wanted) > area(best & wanted))
            best = screen;
    }
    QRect result(wanted.topLeft(), wanted.size().boundedTo(best.size()));
    result.moveLeft(qBound(best.left(), result.left(), best.right() - result.width() + 1));
    result.moveTop(qBound(best.top(), result.top(), best.bottom() - result.height() + 1));
    return result;
}

QSize fittingScreen(const QSize& wanted)
{
    return clampToScreens({{}, wanted}, availableScreens()).size();
}

} // namespace kfdesk::ui
