#pragma once

#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"
#include "ui/window/page_spec.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace kfdesk::ui {

class Shell;
class Toast;
class Tray;

/// What the window is built with, before there is a workspace. All of it outlives the window.
struct WindowTools
{
    AppController& controller;
    Prompts& prompts;
    Clipboard& clipboard;
    UiSettings& settings;
    Theme& theme;
    Language& language;
    const Clock& clock;
};

/// The window: first start, or the passphrase, or the shell of the open workspace.
class MainWindow : public Retranslated<QMainWindow>
{
    Q_OBJECT

public:
    MainWindow(const WindowTools& tools, PageSpecs pages, const FirstStartFactory& firstStart);
    ~MainWindow() override;

    Shell* shell() const { return m_shell.get(); } ///< null while there is none
    /// Comes to the front, out of the tray too: another start of the program asked for it.
    void comeForward();

Q_SIGNALS:
    void shellChanged();

protected:
    void retranslate() override;
    void closeEvent(QCloseEvent* event) override;

private:
    void followController();
    void showShell();
    void dropShell();
    bool isListening() const;
    void askBeforeClosing();
    void closeForGood();
    void goIntoTray();

    WindowTools m_tools;
    PageSpecs m_pages;
    FirstStartFactory m_makeFirstStart;
    std::unique_ptr<PageContext> m_context;
    QStackedWidget* m_stack;
    QWidget* m_unlock;
    QWidget* m_firstStart = nullptr;
    std::unique_ptr<Shell> m_shell; ///< goes before the workspace does
    Toast* m_toast;
    Tray* m_tray;
    bool m_mayClose = false;
};

} // namespace kfdesk::ui
