#include "app/console/tour.h"

#include "core/service/workspace.h"
#include "ui/support/background.h"
#include "ui/support/theme.h"
#include "ui/table/table_view.h"
#include "ui/window/app_controller.h"
#include "ui/window/main_window.h"
#include "ui/window/shell.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace kfdesk {

namespace {

constexpr QSize pictureSize(1280, 800);
constexpr int pollMs = 50;
constexpr int quietPollsWanted = 6;

} // namespace

Tour::Tour(ui::MainWindow& window, ui::AppController& controller, ui::Theme& theme, const QString& folder)
    : m_window(window)
    , m_controller(controller)
    , m_theme(theme)
    , m_folder(folder)
{
    m_poll.setInterval(pollMs);
    connect(&m_poll, &QTimer::timeout, this, &Tour::poll);
}

void Tour::start(const QString& control)
{
    QDir().mkpath(m_folder);
    m_window.resize(pictureSize);
    m_story = std::make_unique<TourStory>(*m_controller.workspace(), control);
    m_steps = plan();
    next();
}

std::vector<Tour::Step> Tour::plan()
{
    using ui::PageId;
    return {
        [this] { happen(&TourStory::makePlacements); },
        show(PageId::Invite),
        [this] { presentPlacement(); },
        [this] { happen(&TourStory::letMerchantsCome); },
        show(PageId::Corps),
        picture(u"corps"_s),
        show(PageId::Invite),
        picture(u"invite"_s),
        show(PageId::Links),
        picture(u"links"_s),
        show(PageId::Callbacks),
        picture(u"callbacks"_s),
        show(PageId::Settings),
        picture(u"settings"_s),
        show(PageId::Corps),
        [this] {
            m_theme.setMode(ui::Theme::Mode::Dark);
            whenQuiet([this] { next(); });
        },
        picture(u"corps-dark"_s),
        [this] { Q_EMIT finished(); },
    };
}

void Tour::next()
{
    m_steps.at(m_nextStep++)();
}

/// When the pages have read what they wanted and painted it.
void Tour::whenQuiet(Step then)
{
    m_afterQuiet = std::move(then);
    m_quietPolls = 0;
    m_poll.start();
}

void Tour::poll()
{
    m_quietPolls = m_controller.workspace()->readPool().activeThreadCount() == 0 ? m_quietPolls + 1 : 0;
    if (m_quietPolls < quietPollsWanted)
        return;
    m_poll.stop();
    m_afterQuiet();
}

void Tour::happen(Result<void> (TourStory::*chapter)())
{
    ui::runInBackground(
        m_controller.workspace()->networkPool(), this,
        [story = m_story.get(), chapter](std::stop_token) { return (story->*chapter)(); },
        [this](const Result<void>& happened) {
            if (happened)
                next();
            else
                Q_EMIT failed(happened.error());
        });
}

Tour::Step Tour::show(ui::PageId page)
{
    return [this, page] {
        m_window.shell()->showPage(page);
        whenQuiet([this] {
            for (auto* table : m_window.shell()->currentPage()->findChildren<ui::TableView*>()) {
                if (auto* model = qobject_cast<ui::TableModel*>(table->model()); model && table->currentId() == 0)
                    table->selectOnly(model->idAt(0));
            }
            whenQuiet([this] { next(); });
        });
    };
}

Tour::Step Tour::picture(const QString& name)
{
    return [this, name] {
        save(m_window, name);
        next();
    };
}

void Tour::presentPlacement()
{
    auto* button = m_window.findChild<QPushButton*>(u"invitePresent"_s);
    if (!button) {
        Q_EMIT failed(makeError(ErrorKind::Internal, u"tour.picture"_s, u"present"_s));
        return;
    }
    button->click();
    whenQuiet([this] {
        if (QWidget* presentation = otherWindow()) {
            presentation->setWindowState(Qt::WindowNoState); // it comes full screen
            presentation->resize(pictureSize);
            save(*presentation, u"present"_s);
            presentation->close();
        }
        next();
    });
}

void Tour::save(QWidget& window, const QString& name)
{
    const QString path = QDir(m_folder).filePath(name + u".png"_s);
    if (!window.grab().save(path))
        Q_EMIT failed(makeError(ErrorKind::Store, u"tour.picture"_s, path));
}

QWidget* Tour::otherWindow() const
{
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (window->isVisible() && window != &m_window && !window->parent())
            return window;
    }
    return nullptr;
}

} // namespace kfdesk
