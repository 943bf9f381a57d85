#pragma once

#include <QByteArray>
#include <QList>
#include <QRect>
#include <QSettings>
#include <QString>

class QWidget;

namespace kfdesk::ui {

/// A typed setting: its key and what holds until somebody sets it.
template <typename T>
struct SettingKey
{
    const char* key;
    T fallback;
};

/// What the console remembers of its looks: theme, language, geometry, table headers; and where key files lie. Nothing
/// that is in a workspace and no filter texts. One INI file in the folder given. GUI thread.
class UiSettings
{
public:
    explicit UiSettings(const QString& folder); ///< the file is `folder`/console.ini
    static QString defaultFolder();             ///< the platform's configuration folder + "/kfdesk"

    template <typename T>
    T value(const SettingKey<T>& setting) const
    {
        const QVariant stored = m_settings.value(QLatin1String(setting.key));
        return stored.canConvert<T>() ? stored.value<T>() : setting.fallback;
    }
    template <typename T>
    void set(const SettingKey<T>& setting, const T& value)
    {
        m_settings.setValue(QLatin1String(setting.key), QVariant::fromValue(value));
    }

    QByteArray headerState(const QString& table) const;
    void setHeaderState(const QString& table, const QByteArray& state); ///< empty forgets it

    QByteArray splitterState(const QString& splitter) const;
    void setSplitterState(const QString& splitter, const QByteArray& state);

    /// Where the key file of this workspace lay when a person last pointed at it; empty when nobody has.
    QString keyFile(const QString& workspace) const;
    void setKeyFile(const QString& workspace, const QString& path);

    /// Remembers where a visible window stands; hidden and minimised ones are left alone.
    void saveGeometry(const QString& window, const QWidget& widget);
    /// Puts it back, onto the screens there are now. False when nothing was remembered.
    bool restoreGeometry(const QString& window, QWidget& widget) const;

private:
    QSettings m_settings;
};

namespace settings {
inline const SettingKey<QString> theme{"appearance/theme", QStringLiteral("system")};
inline const SettingKey<QString> language{"appearance/language", QString()};
inline const SettingKey<bool> corpDetailShown{"corps/detail_shown", true};
inline const SettingKey<bool> keepInTray{"window/keep_in_tray", false};
inline const SettingKey<bool> presentWholeName{"present/whole_name", false};
inline const SettingKey<int> lockAfterMinutes{"security/lock_after_minutes", 0};
} // namespace settings

/// `wanted`, moved and shrunk until it lies within the screen it overlaps most (the first one when it overlaps none).
QRect clampToScreens(const QRect& wanted, const QList<QRect>& screens);
/// `wanted`, or as much of it as the first screen has room for.
QSize fittingScreen(const QSize& wanted);

} // namespace kfdesk::ui
