#pragma once

#include "app/console/pages.h"
#include "core/service/workspace.h"
#include "tests/bench/gap_watch.h"
#include "ui/support/clipboard.h"
#include "ui/support/dialog_prompts.h"
#include "ui/support/language.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/table/table_view.h"
#include "ui/widget/fields.h"
#include "ui/window/app_controller.h"
#include "ui/window/main_window.h"
#include "ui/window/shell.h"

#include <QApplication>
#include <QTemporaryDir>

#include <chrono>
#include <memory>

namespace kfdesk::bench {

inline qint64 steadyNs()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

inline double msSince(qint64 ns)
{
    return double(steadyNs() - ns) / 1e6;
}

/// Says when a table has painted since it was last asked.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(ui::TableView& table)
        : m_table(table)
    {
        table.viewport()->installEventFilter(this);
    }
    /// Until a painting is over after which `passes` says yes.
    template <typename Passes>
    void wait(const Passes& passes)
    {
        m_painted = false;
        m_table.viewport()->update();
        while (!m_painted || !passes()) {
            m_painted = false;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
    }
    /// Until the next painting is over.
    void wait()
    {
        for (m_painted = false; !m_painted;)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        m_painted = m_painted || event->type() == QEvent::Paint;
        return QObject::eventFilter(watched, event);
    }

private:
    ui::TableView& m_table;
    bool m_painted = false;
};

/// The window as the program puts it together, on a workspace.
class Console
{
public:
    Console()
        : m_settings(m_config.path())
        , m_theme(*qApp)
        , m_clipboard(*QGuiApplication::clipboard())
        , m_controller(m_clock, m_settings,
                       [] { return fail(makeError(ErrorKind::Internal, QStringLiteral("bench.none"))); })
    {
        m_theme.setMode(ui::Theme::modeFromText(QStringLiteral("light")));
        m_language.set(QStringLiteral("zh_CN"));
        m_window = std::make_unique<ui::MainWindow>(
            ui::WindowTools{m_controller, m_prompts, m_clipboard, m_settings, m_theme, m_language, m_clock},
            consolePages(), consoleFirstStart(m_clipboard, m_prompts));
        QObject::connect(&m_controller, &ui::AppController::phaseChanged, m_window.get(), [this] {
            if (m_controller.phase() == ui::AppController::Phase::Ready)
                m_readyNs = steadyNs();
        });
    }
    ~Console() { m_window.reset(); }

    /// Until the corps are on the screen.
    void open(const QString& directory, const store::SlotKey& key, int corps)
    {
        m_controller.open(directory, key);
        m_window->resize(1280, 800);
        m_window->show();
        m_gaps.restart(); // before there is a window, nobody waits for it
        while (!shellIsReady())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        auto& corpsTable = table("corpsTable");
        PaintWatch(corpsTable).wait([&] { return corpsTable.model()->rowCount() == corps; });
    }

    ui::Shell& shell() { return *m_window->shell(); }
    ui::TableView& table(const char* name) { return *find<ui::TableView>(name); }
    ui::SearchField& search() { return *shell().currentPage()->findChild<ui::SearchField*>(); }
    service::Workspace& workspace() { return *m_controller.workspace(); }
    GapWatch& gaps() { return m_gaps; }
    qint64 readyNs() const { return m_readyNs; } ///< when the vault was open

private:
    template <typename W>
    W* find(const char* name)
    {
        auto* found = m_window->findChild<W*>(QLatin1String(name));
        if (!found)
            qFatal("no %s in the window", name);
        return found;
    }
    bool shellIsReady() { return m_window->shell() && m_window->shell()->currentPage(); }

    SystemClock m_clock;
    QTemporaryDir m_config;
    ui::UiSettings m_settings;
    ui::Theme m_theme;
    ui::Language m_language;
    ui::Clipboard m_clipboard;
    ui::DialogPrompts m_prompts;
    ui::AppController m_controller;
    std::unique_ptr<ui::MainWindow> m_window;
    GapWatch m_gaps;
    qint64 m_readyNs = 0;
};

} // namespace kfdesk::bench
