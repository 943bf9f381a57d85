#pragma once

#include "core/model/event.h"
#include "core/store/database.h"

#include <QString>

namespace kfdesk::store {

// The columns of table event, in one order for reading, inserting and updating.

QString selectEventSql(QStringView rest); ///< read with readEvent()
QString insertEventSql();                 ///< bindArrival(), then row_key and sealed_payload
QString updateEventSql();                 ///< bindEvent(), then id

model::Event readEvent(Statement& row);
/// What an event has when it comes: half the columns, which is half the price of an insert.
Statement& bindArrival(Statement& statement, const model::Event& event);
Statement& bindEvent(Statement& statement, const model::Event& event);

} // namespace kfdesk::store
