#pragma once

#include "core/model/event.h"
#include "core/store/database.h"

#include <QString>

namespace kfdesk::store {

// The columns of table event, in one order for reading, inserting and updating.

QString selectEventSql(QStringView rest); ///< read with readEvent()
QString insertEventSql();                 ///< bindEvent(), then row_key and sealed_payload
QString updateEventSql();                 ///< bindEvent(), then id

model::Event readEvent(Statement& row);
Statement& bindEvent(Statement& statement, const model::Event& event);

} // namespace kfdesk::store
