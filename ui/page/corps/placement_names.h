#pragma once

#include "core/model/placement.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace kfdesk::ui {

/// Names of placements by suite and state, for rows that hold states only.
class PlacementNames
{
public:
    void set(const std::vector<model::Placement>& placements);
    /// Empty when the state is none of ours.
    QString name(const QString& suiteId, const QString& state) const;
    /// All that are known, the newest first.
    QStringList all(const QString& suiteId, const QStringList& states) const;
    /// "Nanshan flagship shop +2": the newest state's placement and how many more; empty when none is known.
    QString summary(const QString& suiteId, const QStringList& states) const;
    /// No state leads to a placement: the corp stands under "unassigned".
    bool isUnassigned(const QString& suiteId, const QStringList& states) const;

private:
    QHash<std::pair<QString, QString>, QString> m_names;
};

} // namespace kfdesk::ui
