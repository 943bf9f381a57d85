// What staff do on the callbacks page; the page itself is in callbacks_page.cpp.
#include "core/service/component_service.h"
#include "core/service/host.h"
#include "core/service/workspace.h"
#include "ui/page/callbacks/callbacks_page.h"
#include "ui/page/callbacks/listener_cards.h"
#include "ui/page/callbacks/rejection_dialog.h"
#include "ui/support/prompts.h"
#include "ui/widget/banner.h"
#include "ui/window/listener_control.h"

namespace kfdesk::ui {

void CallbacksPage::toggleListener()
{
    m_banner->clear();
    if (context().listener.state().phase != service::ListenerState::Phase::Listening) {
        context().listener.start();
        return;
    }
    context().prompts.confirm(this,
                              {tr("Stop listening"),
                               tr("Authorisations that arrive while nobody listens are lost: WeCom tries three times "
                                  "only, and a code lives ten "
                                  "minutes."),
                               tr("Stop listening"), true},
                              [this] { context().listener.stop(); });
}

void CallbacksPage::selfTest()
{
    m_banner->showMessage(Tone::Neutral, tr("Testing the listener…"), {});
    runInBackground(
        context().workspace.networkPool(), this,
        [&host = context().workspace.host(), suiteId = m_suiteId](std::stop_token stop) {
            return host.selfTest(suiteId, stop);
        },
        [this](Result<service::SelfTestResult> result) {
            if (!result)
                showError(result.error());
            else if (!result->ok)
                showError(result->error);
            else
                m_banner->showMessage(Tone::Good, tr("The listener answers (%1 ms).").arg(result->answerMs),
                                      tr("Verification and a signed callback were both answered. This tests the local "
                                         "address; whether WeCom reaches it shows in the age of the ticket."));
        });
}

void CallbacksPage::askTicket()
{
    SecretQuestion question;
    question.title = tr("Paste a platform ticket");
    question.text = tr("Only needed when WeCom's pushes do not arrive. A ticket is valid for 30 minutes.");
    question.label = tr("suite_ticket");
    question.actionText = tr("Save");
    context().prompts.askSecret(this, question, [this](const Secret& ticket) {
        runInBackground(
            context().workspace.networkPool(), this,
            [&components = context().workspace.components(), suiteId = m_suiteId, ticket](std::stop_token) {
                return components.setTicket(suiteId, ticket);
            },
            [this](Result<void> saved) {
                if (!saved)
                    showError(saved.error());
                else
                    m_banner->showMessage(Tone::Good, tr("The ticket is saved."), {});
            });
    });
}

void CallbacksPage::showRejections()
{
    auto* dialog = new RejectionDialog(m_cards->figures().rejections, context().settings, context().clipboard,
                                       context().clock, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CallbacksPage::carryOut(service::ErrorAction action)
{
    Destination settings{PageId::Settings};
    switch (action) {
    case service::ErrorAction::PasteTicket:
        askTicket();
        break;
    case service::ErrorAction::ShowInvitation:
        Q_EMIT goRequested({PageId::Invite});
        break;
    case service::ErrorAction::EditComponent:
        settings.section = QStringLiteral("components");
        Q_EMIT goRequested(settings);
        break;
    case service::ErrorAction::OpenListenerSettings:
        settings.section = QStringLiteral("listener");
        Q_EMIT goRequested(settings);
        break;
    case service::ErrorAction::Retry:
        refresh();
        break;
    case service::ErrorAction::None:
    case service::ErrorAction::CopyIp: // the banner copies by itself
    case service::ErrorAction::Unlock: // the window asks
        break;
    }
}

} // namespace kfdesk::ui
