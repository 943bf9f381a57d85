#include "ui/page/first_start/first_start_view.h"

#include "core/service/error_text.h"
#include "ui/page/first_start/connect_form.h"
#include "ui/page/first_start/entry_cards.h"
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
        m_controller.startSandbox(this, [this](Result<void> started) {
            m_cards->setBusy(false);
            if (!started)
                m_cards->showError(service::describe(started.error()));
        });
    });
    connect(m_cards, &EntryCards::connectChosen, this, [this] { m_stack->setCurrentWidget(m_form); });
    connect(m_form, &ConnectForm::backRequested, this, [this] { m_stack->setCurrentWidget(m_cards); });
}

} // namespace kfdesk::ui
