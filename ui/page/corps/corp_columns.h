#pragma once

#include "core/base/clock.h"
#include "core/model/corp.h"
#include "ui/page/corps/placement_names.h"
#include "ui/table/column.h"

#include <vector>

namespace kfdesk::ui {

namespace corp_column {
inline const QString name = QStringLiteral("name");
inline const QString accounts = QStringLiteral("accounts");
inline const QString placements = QStringLiteral("placements");
inline const QString authorized = QStringLiteral("authorized");
inline const QString lastEvent = QStringLiteral("last_event");
inline const QString status = QStringLiteral("status");
} // namespace corp_column

/// Every status, in the order that filters show them.
inline constexpr model::CorpStatus allCorpStatuses[] = {
    model::CorpStatus::Active,   model::CorpStatus::Changed, model::CorpStatus::Broken,
    model::CorpStatus::Orphaned, model::CorpStatus::Syncing, model::CorpStatus::AwaitingAccounts,
    model::CorpStatus::Purging,
};

/// What a status is called, in words and picture.
ChipCell statusCell(model::CorpStatus status);
/// A corp's name; a sentence for an orphan whose name was never learned.
QString displayName(const model::Corp& corp);

/// `clock` and `names` outlive the model.
std::vector<Column<model::Corp>> corpColumns(const Clock& clock, const PlacementNames& names);

} // namespace kfdesk::ui
