// Which events are shown; the page itself is in callbacks_page.cpp.
#include "ui/page/callbacks/callbacks_page.h"
#include "ui/widget/fields.h"

namespace kfdesk::ui {

namespace {

const QString needsPersonKey = QStringLiteral("needs_person");
const QString withTicketsKey = QStringLiteral("*");

constexpr model::EventStatus statuses[] = {
    model::EventStatus::Pending, model::EventStatus::Done,       model::EventStatus::Failed,
    model::EventStatus::Expired, model::EventStatus::Unreadable, model::EventStatus::Unknown,
};

const QString types[] = {
    QStringLiteral("create_auth"),          QStringLiteral("change_auth"),     QStringLiteral("cancel_auth"),
    QStringLiteral("reset_permanent_code"), QStringLiteral("kf_msg_or_event"), QStringLiteral("suite_ticket"),
};

} // namespace

store::EventFilter CallbacksPage::filter() const
{
    store::EventFilter filter;
    filter.suiteId = m_suiteId;
    filter.text = m_search;
    filter.corpId = m_corpId;
    const QString status = m_statusFilter->chosen();
    if (status == needsPersonKey)
        filter.needsPerson = true;
    else if (!status.isEmpty())
        filter.status = model::eventStatusFromText(status);
    const QString type = m_typeFilter->chosen();
    filter.hideTickets = type.isEmpty();
    if (!type.isEmpty() && type != withTicketsKey)
        filter.type = type;
    return filter;
}

bool CallbacksPage::isFiltered() const
{
    return !m_search.trimmed().isEmpty() || m_corpId != 0 || !m_statusFilter->chosen().isEmpty() ||
           !m_typeFilter->chosen().isEmpty();
}

void CallbacksPage::showWhatNeedsAPerson()
{
    m_statusFilter->choose(needsPersonKey);
}

void CallbacksPage::applyFilterChoices()
{
    std::vector<FilterButton::Choice> choices{{QString(), tr("All")}, {needsPersonKey, tr("Needs a person")}};
    const auto word = [](model::EventStatus status) {
        switch (status) {
        case model::EventStatus::Pending:
            return tr("In progress");
        case model::EventStatus::Done:
            return tr("Done");
        case model::EventStatus::Failed:
            return tr("Failed");
        case model::EventStatus::Expired:
            return tr("Expired");
        case model::EventStatus::Unreadable:
            return tr("Unreadable");
        case model::EventStatus::Unknown:
            return tr("Unknown type");
        }
        return QString();
    };
    for (const model::EventStatus status : statuses)
        choices.push_back({model::toText(status), word(status)});
    m_statusFilter->setChoices(tr("Status"), choices);

    choices = {{QString(), tr("All but tickets")}, {withTicketsKey, tr("All")}};
    for (const QString& type : types)
        choices.push_back({type, eventTypeName(type)});
    m_typeFilter->setChoices(tr("Type"), choices);
}

} // namespace kfdesk::ui
