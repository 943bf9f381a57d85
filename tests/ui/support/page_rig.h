#pragma once

#include "tests/service/service_rig.h"
#include "tests/ui/scripted_prompts.h"
#include "ui/support/clipboard.h"
#include "ui/support/language.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/window/change_batcher.h"
#include "ui/window/listener_control.h"
#include "ui/window/page.h"

#include <QTemporaryDir>

#include <memory>

namespace kfdesk::ui::test {

/// For looking at: what the window shows now, as a picture named after the running test, into the folder that
/// KFDESK_PICTURES names; nothing without it. KFDESK_PICTURES_THEME=dark shows pages in the dark.
void savePicture(QWidget& window);

/// What can be read in a part of a window now, label by label.
QString visibleWords(const QWidget& part);

/// A page of the console in a window of its own, on real services over the simulated WeCom: what happens there reaches
/// the page as it does in the console.
class PageRig
{
public:
    explicit PageRig(const QString& language = QStringLiteral("en"), kfdesk::test::RigOptions options = {});
    ~PageRig();

    kfdesk::test::ServiceRig service; ///< its calls block; tests may
    Clipboard clipboard;
    ScriptedPrompts prompts;

    /// Shows a new page of the suite, at the size it has in the console's window, and makes it the active window.
    template <typename P>
    P* show()
    {
        auto page = std::make_unique<P>(m_context);
        P* shown = page.get();
        present(std::move(page));
        return shown;
    }
    void closePage() { m_page.reset(); }

    PageContext& context() { return m_context; }
    ListenerControl& listener() { return m_listener; }
    UiSettings& settings() { return m_settings; }
    Theme& theme() { return m_theme; }
    Language& language() { return m_language; }

    /// The only child with this object name, as a `W`; ends the test program when there is none.
    template <typename W>
    W* find(const char* name)
    {
        auto* found = m_page->findChild<W*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s on the page", name);
        return found;
    }

private:
    void present(std::unique_ptr<Page> page);

    QTemporaryDir m_config;
    UiSettings m_settings;
    Theme m_theme;
    Language m_language;
    ListenerControl m_listener;
    PageContext m_context;
    ChangeBatcher m_changes;
    std::unique_ptr<Page> m_page;
};

} // namespace kfdesk::ui::test
