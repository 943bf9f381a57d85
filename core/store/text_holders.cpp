#include "core/store/text_holders.h"

#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

struct Table
{
    QString name;
    QStringList textColumns;
};

/// Read from the schema, so that no new column is forgotten.
Result<std::vector<Table>> tablesWithText(Connection& connection)
{
    KFDESK_TRY(
        Statement * rows,
        run(connection, QStringLiteral("SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
                                       "WHERE t.type = 'table' AND c.type = 'TEXT' ORDER BY t.name, c.cid")));
    std::vector<Table> tables;
    while (rows->next()) {
        if (tables.empty() || tables.back().name != rows->text(0))
            tables.push_back({rows->text(0), {}});
        tables.back().textColumns.append(rows->text(1));
    }
    KFDESK_CHECK(rows->end());
    return tables;
}

Result<bool> anyRow(Connection& connection, const QString& sql, const QString& text)
{
    KFDESK_TRY(Statement * rows, run(connection, sql, text));
    KFDESK_TRY(const auto found, readOne(*rows, firstInteger));
    return found.has_value();
}

/// A blank between two columns keeps a match from spanning them.
Result<bool> holds(Connection& connection, const Table& table, const QString& text)
{
    return anyRow(connection,
                  QStringLiteral("SELECT 1 FROM %1 WHERE instr(%2, ?) LIMIT 1")
                      .arg(table.name, table.textColumns.join(u" || ' ' || ")),
                  text);
}

} // namespace

Result<bool> isHeldByRows(Connection& connection, const QString& text)
{
    KFDESK_TRY(const bool inSchema,
               anyRow(connection, QStringLiteral("SELECT 1 FROM sqlite_schema WHERE instr(sql, ?) LIMIT 1"), text));
    if (inSchema)
        return true;
    KFDESK_TRY(const std::vector<Table> tables, tablesWithText(connection));
    for (const Table& table : tables) {
        KFDESK_TRY(const bool held, holds(connection, table, text));
        if (held)
            return true;
    }
    return false;
}

Result<bool> isWrittenByStaff(Connection& connection, const QString& text)
{
    static const std::vector<Table> tables{
        {QStringLiteral("placement"), {QStringLiteral("name"), QStringLiteral("state"), QStringLiteral("note")}},
        {QStringLiteral("component"), {QStringLiteral("name")}},
        {QStringLiteral("setting"), {QStringLiteral("value")}},
        {QStringLiteral("corp"), {QStringLiteral("note")}},
    };
    for (const Table& table : tables) {
        KFDESK_TRY(const bool held, holds(connection, table, text));
        if (held)
            return true;
    }
    return false;
}

} // namespace kfdesk::store
