#pragma once

#include "app/ctl/command_line.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace kfdesk::ctl {

/// One column of a listing: its key in the JSON, and its heading for people (source text of context "ctl").
struct Column
{
    const char* key;
    const char* heading;
};

/// Prints records: for programs a JSON array as they come, for people an aligned table at the end.
///
/// The array may hold keys that the table leaves out.
class RowPrinter
{
public:
    RowPrinter(const Arguments& arguments, std::vector<Column> columns);

    void add(const QJsonObject& row);
    void finish();

private:
    void printTable() const;

    bool m_json;
    std::vector<Column> m_columns;
    std::vector<QStringList> m_cells; ///< for people; rows of the table
    bool m_any = false;
};

/// One object for programs, "key  value" lines for people.
void printObject(const Arguments& arguments, const QJsonObject& object);

/// A time of a record: ISO 8601 UTC, null for never.
QJsonValue timeValue(qint64 utcMs);

/// A line on stdout.
void printLine(const QString& line);

} // namespace kfdesk::ctl
