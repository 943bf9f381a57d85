#pragma once

#include "core/model/placement.h"
#include "ui/table/column.h"

#include <vector>

namespace kfdesk::ui {

namespace placement_column {
inline const QString name = QStringLiteral("name");
inline const QString mode = QStringLiteral("mode");
inline const QString corps = QStringLiteral("corps");
} // namespace placement_column

/// The columns of the placements table.
std::vector<Column<model::Placement>> placementColumns();

} // namespace kfdesk::ui
