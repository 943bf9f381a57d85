// What staff do on the invite page; the page itself is in invite_page.cpp.
#include "core/service/error_text.h"
#include "core/service/event_service.h"
#include "core/service/placement_service.h"
#include "core/service/workspace.h"
#include "ui/page/invite/invite_page.h"
#include "ui/page/invite/presentation_window.h"
#include "ui/support/prompts.h"
#include "ui/table/table_view.h"
#include "ui/widget/banner.h"

namespace kfdesk::ui {

namespace {

QStringList namesFrom(const QString& lines)
{
    QStringList names;
    for (const QString& line : lines.split(QLatin1Char('\n'))) {
        // A pasted sheet: the name is its first column.
        const QString name = line.section(QLatin1Char('\t'), 0, 0).trimmed();
        if (!name.isEmpty())
            names.append(name);
    }
    return names;
}

} // namespace

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
    TextQuestion question;
    question.title = tr("New placements from a list");
    question.label = tr("One name a line; a column copied from a sheet works as well. Each gets a state of its own.");
    question.actionText = tr("Create all");
    question.multiline = true;
    question.check = [](const QString& lines) -> QString {
        for (const QString& name : namesFrom(lines)) {
            if (const auto checked = service::PlacementService::checkName(name); !checked)
                return name.left(20) + QStringLiteral(": ") + service::describe(checked.error()).title;
        }
        return namesFrom(lines).isEmpty() ? tr("Type at least one name.") : QString();
    };
    context().prompts.askText(this, question, [this](const QString& lines) {
        runInBackground(
            context().workspace.networkPool(), this,
            [&placements = context().workspace.placements(), suiteId = m_suiteId, lines](std::stop_token) {
                return placements.addMany(suiteId, namesFrom(lines), false);
            },
            [this](Result<std::vector<model::Placement>> added) {
                if (!added) {
                    showError(added.error());
                    return;
                }
                m_banner->showMessage(Tone::Good,
                                      tr("%n placements created.", nullptr, static_cast<int>(added->size())), {});
                readPlacements();
            });
    });
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
