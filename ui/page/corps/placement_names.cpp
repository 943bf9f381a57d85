#include "ui/page/corps/placement_names.h"

namespace kfdesk::ui {

void PlacementNames::set(const std::vector<model::Placement>& placements)
{
    m_names.clear();
    for (const model::Placement& placement : placements)
        m_names.insert({placement.suiteId, placement.state}, placement.name);
}

QString PlacementNames::name(const QString& suiteId, const QString& state) const
{
    return m_names.value({suiteId, state});
}

QStringList PlacementNames::all(const QString& suiteId, const QStringList& states) const
{
    QStringList known;
    for (const QString& state : states) {
        if (const QString placement = name(suiteId, state); !placement.isEmpty())
            known.append(placement);
    }
    return known;
}

QString PlacementNames::summary(const QString& suiteId, const QStringList& states) const
{
    const QStringList known = all(suiteId, states);
    if (known.size() <= 1)
        return known.value(0);
    return known.first() + QStringLiteral(" +") + QString::number(known.size() - 1);
}

bool PlacementNames::isUnassigned(const QString& suiteId, const QStringList& states) const
{
    return summary(suiteId, states).isEmpty();
}

} // namespace kfdesk::ui
