// Which corps are shown; the page itself is in corps_page.cpp.
#include "core/format/search_key.h"
#include "ui/page/corps/corp_columns.h"
#include "ui/page/corps/corps_page.h"
#include "ui/table/table_view.h"
#include "ui/widget/fields.h"

namespace kfdesk::ui {

namespace {

const QString statePrefix = QStringLiteral("state:");
const QString unassignedKey = QStringLiteral("unassigned");

} // namespace

void CorpsPage::applyFilterChoices()
{
    std::vector<FilterButton::Choice> choices{{QString(), tr("All")}};
    for (const CorpState& state : allCorpStates())
        choices.push_back({state.key, state.cell.text});
    m_statusFilter->setChoices(tr("Status"), choices);

    choices = {{QString(), tr("All")}, {unassignedKey, tr("Unassigned")}};
    for (const model::Placement& placement : m_placements)
        choices.push_back({statePrefix + placement.state, placement.name});
    m_placementFilter->setChoices(tr("Placement"), choices);
}

void CorpsPage::applyFilter()
{
    const QString status = m_statusFilter->chosen();
    const QString placement = m_placementFilter->chosen();
    const bool filtered = !status.isEmpty() || !placement.isEmpty() || !m_search->text().trimmed().isEmpty();
    m_table->setFiltered(filtered);
    RecordModel<model::Corp>::Predicate passes;
    if (!status.isEmpty() || !placement.isEmpty()) {
        passes = [this, status, placement](const model::Corp& corp) {
            if (!status.isEmpty() && stateOf(corp).key != status)
                return false;
            if (placement == unassignedKey)
                return m_names.isUnassigned(corp.suiteId, corp.states);
            return placement.isEmpty() || corp.states.contains(placement.mid(statePrefix.size()));
        };
    }
    m_model.setFilter(format::queryWords(m_search->text()), std::move(passes));
    selectFirstWhereNone(); // who looks for a corp wants to see it
    updateFooter();
}

void CorpsPage::clearFilters()
{
    m_search->clear();
    m_search->flush();
    m_statusFilter->choose({});
    m_placementFilter->choose({});
}

} // namespace kfdesk::ui
