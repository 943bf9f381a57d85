// What staff do on the invite page; the page itself is in invite_page.cpp.
#include "core/service/error_text.h"
#include "core/service/event_service.h"
#include "core/service/placement_service.h"
#include "core/service/workspace.h"
#include "ui/page/invite/batch_dialog.h"
#include "ui/page/invite/invite_page.h"
#include "ui/page/invite/presentation_window.h"
#include "ui/support/prompts.h"
#include "ui/table/table_view.h"
#include "ui/widget/banner.h"

namespace kfdesk::ui {

void InvitePage::addOne()
{
    TextQuestion question;
    question.title = tr("New placement");
    question.label = tr("Where will merchants attach their customer service?");
    question.placeholder = tr("For example: Nanshan flagship shop");
    question.actionText = tr("Create");
    question.check = [](const QString& name) {
        const auto checked = service::PlacementService::checkName(name.trimmed());
        return checked ? QString() : service::describe(checked.error()).title;
    };
    context().prompts.askText(this, question, [this](const QString& name) {
        m_banner->clear(); // what it says is of another try
        runInBackground(
            context().workspace.networkPool(), this,
            [&placements = context().workspace.placements(), suiteId = m_suiteId, name](std::stop_token) {
                return placements.add(suiteId, name, {}, false);
            },
            [this](Result<model::Placement> added) {
                if (!added) {
                    showError(added.error());
                    return;
                }
                m_selectNext = added->id;
                readPlacements();
            });
    });
}

void InvitePage::addMany()
{
    auto* dialog = new BatchDialog(context(), m_suiteId, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &BatchDialog::created, this, [this](int placements) {
        m_banner->showMessage(Tone::Good, tr("%n placements created.", nullptr, placements), {});
        readPlacements();
    });
    dialog->open();
}

void InvitePage::setArchived(bool archived)
{
    runInBackground(
        context().workspace.networkPool(), this,
        [&placements = context().workspace.placements(), id = m_table->currentId(), archived](std::stop_token) {
            return placements.setArchived(id, archived);
        },
        [this](Result<void> changed) {
            if (!changed)
                showError(changed.error());
        });
}

void InvitePage::retry(qint64 eventId)
{
    runInBackground(
        context().workspace.networkPool(), this,
        [&events = context().workspace.events(), eventId](std::stop_token) { return events.retry(eventId); },
        [this](Result<void> asked) {
            if (!asked)
                showError(asked.error());
        });
}

void InvitePage::present()
{
    const model::Placement* placement = current();
    if (!placement || m_link.isEmpty())
        return;
    if (!m_presentation)
        m_presentation = std::make_unique<PresentationWindow>(context());
    m_presentation->present(*placement, m_link);
}

} // namespace kfdesk::ui
