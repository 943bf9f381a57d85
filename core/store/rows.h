#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <optional>
#include <type_traits>
#include <vector>

namespace kfdesk::store {

// What every repository does with a statement: bind, run, and turn rows into values. Reading goes to the end or calls
// finish(), so that no cached statement keeps a snapshot open.

/// Runs a cached statement with its values bound in order.
template <typename... Values>
Result<Statement*> run(Connection& connection, const QString& sql, const Values&... values)
{
    KFDESK_TRY(Statement * statement, connection.cached(sql));
    (statement->bind(values), ...);
    KFDESK_CHECK(statement->exec());
    return statement;
}

/// The same for a statement whose rows or counts nobody needs.
template <typename... Values>
Result<void> change(Connection& connection, const QString& sql, const Values&... values)
{
    KFDESK_CHECK(run(connection, sql, values...));
    return {};
}

/// Every row, read by `read(Statement&)`.
template <typename Read>
auto readAll(Statement& statement, Read read) -> Result<std::vector<std::invoke_result_t<Read, Statement&>>>
{
    std::vector<std::invoke_result_t<Read, Statement&>> rows;
    while (statement.next())
        rows.push_back(read(statement));
    KFDESK_CHECK(statement.end());
    return rows;
}

/// The first row, if there is one.
template <typename Read>
auto readOne(Statement& statement, Read read) -> Result<std::optional<std::invoke_result_t<Read, Statement&>>>
{
    std::optional<std::invoke_result_t<Read, Statement&>> row;
    if (statement.next())
        row = read(statement);
    else
        KFDESK_CHECK(statement.end());
    statement.finish();
    return row;
}

inline qint64 firstInteger(Statement& statement)
{
    return statement.integer(0);
}

/// Integers as a JSON array: one bound value for `IN (SELECT value FROM json_each(?))`, however many there are.
QString jsonArray(const std::vector<qint64>& values);
QString jsonArray(const QStringList& texts);
QStringList textsFromJson(const QString& json);

/// Escapes what LIKE would take as a wildcard; used with ESCAPE '\'. The result matches the text anywhere.
QString likeAnywhere(const QString& text);

} // namespace kfdesk::store
