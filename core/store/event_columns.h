#pragma once

#include "core/model/event.h"
#include "core/store/database.h"

#include <QString>

namespace kfdesk::store {

// The columns of table event, in one order for reading, inserting and updating.

QString selectEventSql(QStringView rest); ///< read with readEvent()
QString insertEventSql();                 ///< bindArrival(), then row_key and sealed_payload
QString updateEventSql();                 ///< bindEvent(), then id

/// Ids of the messages (kf_msg_or_event) of a corp, in order: a query in brackets, for FROM or IN. Binds the corp's id.
/// About 2 ms a million events.
QString messageIdsSql();

model::Event readEvent(Statement& row);
/// What an event has when it comes: half the columns, which is half the price of an insert.
Statement& bindArrival(Statement& statement, const model::Event& event);
Statement& bindEvent(Statement& statement, const model::Event& event);

} // namespace kfdesk::store
