#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/model/event.h"
#include "ui/table/column.h"

#include <vector>

namespace kfdesk::service {
class Workspace;
}

namespace kfdesk::ui {

/// An event with the name around it.
struct EventRow
{
    model::Event event;
    QString corpName; ///< empty when unknown or purged

    friend bool operator==(const EventRow&, const EventRow&) = default;
};

/// Rows for ids; blocking.
Result<std::vector<EventRow>> readEventRows(service::Workspace& workspace, const std::vector<qint64>& ids);

/// What an event type is called by the trade; types we have no word for keep WeCom's name.
QString eventTypeName(const QString& infoType);
/// How it went, in a few words; while a code waits with the time left.
ChipCell eventResult(const model::Event& event, qint64 nowMs);
/// True while the result shows a countdown.
bool hasCountdown(const model::Event& event);

namespace event_column {
inline const QString time = QStringLiteral("time");
inline const QString type = QStringLiteral("type");
inline const QString corp = QStringLiteral("corp");
inline const QString state = QStringLiteral("state");
inline const QString result = QStringLiteral("result");
} // namespace event_column

/// `clock` outlives the model.
std::vector<Column<EventRow>> eventColumns(const Clock& clock);

} // namespace kfdesk::ui
