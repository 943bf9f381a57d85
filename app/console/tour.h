#pragma once

#include "app/console/tour_story.h"
#include "ui/window/page_context.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

class QWidget;

namespace kfdesk::ui {
class AppController;
class MainWindow;
} // namespace kfdesk::ui

namespace kfdesk {

/// Drives the real window through the main job in the sandbox and writes one picture a screen (1280×800).
class Tour : public QObject
{
    Q_OBJECT

public:
    Tour(ui::MainWindow& window, ui::AppController& controller, ui::Theme& theme, const QString& folder);
    /// Once the sandbox is open. `control`: base URL of its control API.
    void start(const QString& control);

Q_SIGNALS:
    void finished();
    void failed(const kfdesk::Error& error); ///< also "tour.picture" (detail: the file)

private:
    using Step = std::function<void()>; ///< ends by calling next() or whenQuiet()

    std::vector<Step> plan();
    void next();
    void whenQuiet(Step then);
    void poll();
    void happen(Result<void> (TourStory::*chapter)());
    Step show(ui::PageId page);
    Step picture(const QString& name);
    void presentPlacement();
    void save(QWidget& window, const QString& name);
    QWidget* otherWindow() const;

    ui::MainWindow& m_window;
    ui::AppController& m_controller;
    ui::Theme& m_theme;
    QString m_folder;
    std::unique_ptr<TourStory> m_story;
    std::vector<Step> m_steps;
    size_t m_nextStep = 0;
    Step m_afterQuiet;
    int m_quietPolls = 0;
    QTimer m_poll;
};

} // namespace kfdesk
