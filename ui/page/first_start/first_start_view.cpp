#include "ui/page/first_start/first_start_view.h"

#include "ui/page/first_start/connect_form.h"
#include "ui/page/first_start/entry_cards.h"
#include "ui/support/prompts.h"
#include "ui/window/app_controller.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace kfdesk::ui {

FirstStartView::FirstStartView(AppController& controller, Clipboard& clipboard, Prompts& prompts, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_stack(new QStackedWidget(this))
    , m_cards(new EntryCards(clipboard, this))
    , m_form(new ConnectForm(controller, clipboard, prompts, this))
{
    m_stack->addWidget(m_cards);
    m_stack->addWidget(m_form);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    connect(m_cards, &EntryCards::sandboxChosen, this, [this] {
        m_cards->setBusy(true);
        m_controller.startSandbox(this, [this](const Result<void>& started) { settle(started); });
    });
    connect(m_cards, &EntryCards::openChosen, this, [this, &prompts] {
        prompts.openFolder(this, EntryCards::tr("Folder of the workspace"), [this](const QString& folder) {
            m_cards->setBusy(true);
            m_controller.openChosen(folder, this, [this](const Result<void>& opened) { settle(opened); });
        });
    });
    connect(m_cards, &EntryCards::connectChosen, this, [this] { m_stack->setCurrentWidget(m_form); });
    connect(m_form, &ConnectForm::backRequested, this, [this] { m_stack->setCurrentWidget(m_cards); });
}

void FirstStartView::settle(const Result<void>& done)
{
    m_cards->setBusy(false);
    if (!done)
        m_cards->showError(done.error());
}

} // namespace kfdesk::ui
