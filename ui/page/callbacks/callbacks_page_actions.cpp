// What staff do on the callbacks page; the page itself is in callbacks_page.cpp.
#include "core/service/component_service.h"
#include "core/service/host.h"
#include "core/service/setting_service.h"
#include "core/service/workspace.h"
#include "ui/page/callbacks/callbacks_page.h"
#include "ui/page/callbacks/listener_cards.h"
#include "ui/page/callbacks/raw_request_dialog.h"
#include "ui/page/callbacks/rejection_dialog.h"
#include "ui/support/prompts.h"
#include "ui/widget/banner.h"
#include "ui/window/error_destination.h"
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

namespace {

/// The local address, and where there is one the public address as well. Blocking.
struct SelfTests
{
    service::SelfTestResult local;
    std::optional<service::SelfTestResult> throughPublic;
};

Result<SelfTests> runSelfTests(service::Workspace& workspace, const QString& suiteId, const std::stop_token& stop)
{
    SelfTests tests;
    KFDESK_TRY(tests.local, workspace.host().selfTest(suiteId, stop));
    KFDESK_TRY(const auto settings, workspace.settings().listener());
    if (tests.local.ok && !settings.publicUrl.isEmpty()) {
        KFDESK_TRY(tests.throughPublic, workspace.host().publicSelfTest(suiteId, {}, stop));
    }
    return tests;
}

} // namespace

void CallbacksPage::selfTest()
{
    m_banner->showMessage(Tone::Neutral, tr("Testing the listener…"), {});
    runInBackground(
        context().workspace.networkPool(), this,
        [&workspace = context().workspace, suiteId = m_suiteId](std::stop_token stop) {
            return runSelfTests(workspace, suiteId, stop);
        },
        [this](const Result<SelfTests>& tests) {
            const auto again = [this] { selfTest(); };
            if (!tests)
                showError(tests.error(), again);
            else if (!tests->local.ok)
                showError(tests->local.error, again);
            else if (!tests->throughPublic)
                m_banner->showMessage(
                    Tone::Good, tr("The listener answers (%1 ms).").arg(tests->local.answerMs),
                    tr("Verification and a signed callback were both answered. This tests the local address; write the "
                       "public address into the settings, and it is tested as well."));
            else if (!tests->throughPublic->ok)
                showError(tests->throughPublic->error, again);
            else
                m_banner->showMessage(
                    Tone::Good,
                    tr("The listener answers, also through the public address (%1 ms).")
                        .arg(tests->throughPublic->answerMs),
                    tr("Verification and a signed callback came through %1 unchanged.").arg(tests->throughPublic->url));
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

void CallbacksPage::checkRawRequest()
{
    auto* dialog = new RawRequestDialog(context(), m_suiteId, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RawRequestDialog::actionRequested, this, &CallbacksPage::carryOut);
    dialog->open();
}

void CallbacksPage::carryOut(service::ErrorAction action)
{
    if (action == service::ErrorAction::PasteTicket)
        askTicket();
    else if (action == service::ErrorAction::Retry && m_again)
        m_again();
    else if (action == service::ErrorAction::Retry)
        refresh();
    else if (const auto destination = destinationOf(action))
        Q_EMIT goRequested(*destination);
}

} // namespace kfdesk::ui
