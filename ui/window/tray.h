#pragma once

#include <QObject>

#include <memory>

class QAction;
class QMenu;
class QSystemTrayIcon;

namespace kfdesk::ui {

/// The console in the tray while its window is closed and the listener goes on.
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(QObject* parent = nullptr);
    ~Tray() override;

    static bool isAvailable();
    void show(); ///< and says once where the window went
    void hide();
    void retranslate();

Q_SIGNALS:
    void openRequested();
    void quitRequested();

private:
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon* m_icon;
    QAction* m_open;
    QAction* m_quit;
};

} // namespace kfdesk::ui
