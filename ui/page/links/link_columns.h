#pragma once

#include "core/base/clock.h"
#include "core/model/kf.h"
#include "ui/table/column.h"

#include <vector>

namespace kfdesk::ui {

/// Column ids that LinksPage asks for by name.
namespace link_column {
inline const QString corp = QStringLiteral("corp");
inline const QString account = QStringLiteral("account");
inline const QString placement = QStringLiteral("placement");
inline const QString scene = QStringLiteral("scene");
inline const QString url = QStringLiteral("url");
inline const QString configured = QStringLiteral("configured");
inline const QString updated = QStringLiteral("updated");
inline const QString copy = QStringLiteral("copy");
} // namespace link_column

/// On the button in each row.
QString copyButtonText();

/// The columns of the links table. `clock` outlives the model.
std::vector<Column<model::LinkRow>> linkColumns(const Clock& clock);

} // namespace kfdesk::ui
