#pragma once

#include "tests/support/fake_clock.h"
#include "tests/ui/scripted_prompts.h"
#include "ui/support/clipboard.h"
#include "ui/support/language.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/window/app_controller.h"
#include "ui/window/main_window.h"

#include <QTemporaryDir>

#include <optional>

namespace kfdesk::ui::test {

/// The window as the program shows it, with its pages and its first start, before it was given a workspace.
class WindowRig
{
public:
    /// `size`: whatever the screen of the test has room for; without, the window decides.
    explicit WindowRig(const QString& language = QStringLiteral("en"),
                       const std::optional<QSize>& size = QSize(1280, 800));
    ~WindowRig();

    QTemporaryDir folder;
    kfdesk::test::FakeClock clock;
    ScriptedPrompts prompts;

    QString workspaceDir() const { return folder.filePath(QStringLiteral("workspace")); }
    QString keyFile() const { return folder.filePath(QStringLiteral("key")); }
    /// Founds workspaceDir() with sampleComponent() and closes it again; its listener is not started by the console.
    void makeWorkspace(const store::SlotKey& key) const;
    void makeWorkspace() const { makeWorkspace(store::KeyFile{keyFile()}); }
    static model::Component sampleComponent();

    AppController& controller() { return m_controller; }
    MainWindow& window() { return *m_window; }
    Language& language() { return m_language; }

    /// The only one with this object name in the window; ends the test program when there is none.
    template <typename W>
    W* find(const char* name)
    {
        auto* found = m_window->findChild<W*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s in the window", name);
        return found;
    }
    bool shows(const char* name) const;

private:
    UiSettings m_settings;
    Theme m_theme;
    Language m_language;
    Clipboard m_clipboard;
    AppController m_controller;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace kfdesk::ui::test
