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

/// What a corp's chip and the filter of chips tell apart: its status, or that its last synchronisation failed where
/// the status alone would say that all is well or under way.
struct CorpState
{
    QString key; ///< stable, untranslated: the status in the protocol's words, or "sync_failed"
    ChipCell cell;
};
CorpState stateOf(const model::Corp& corp);
std::vector<CorpState> allCorpStates(); ///< in the order that filters show them
/// A corp's name; a sentence for an orphan whose name was never learned.
QString displayName(const model::Corp& corp);

/// `clock` and `names` outlive the model.
std::vector<Column<model::Corp>> corpColumns(const Clock& clock, const PlacementNames& names);

} // namespace kfdesk::ui
