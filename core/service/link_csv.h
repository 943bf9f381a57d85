#pragma once

#include "core/base/result.h"
#include "core/format/csv.h"
#include "core/model/kf.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace kfdesk::service {

/// The cells of one link in the order of LinkService::csvColumns(): UTC for programs, local time for people.
QStringList linkCells(const model::LinkRow& row, bool forPeople);

/// Reads a links CSV back, in the form for programs or for people, with English or Chinese headers and columns in any
/// order. Unknown columns are passed over; missing ones stay empty, but there must be a url.
class LinkCsvReader
{
public:
    /// Error "import.format" when the header names no url column; "format.csv".
    static Result<LinkCsvReader> open(const QByteArray& text);

    /// The next link; none at the end. Errors "format.csv"; "import.line" (args line, reason = column) for a time that
    /// is none.
    Result<std::optional<model::LinkRow>> next();

private:
    LinkCsvReader(format::CsvReader reader, QStringList columns);
    format::CsvReader m_reader;
    QStringList m_columns; ///< the program's name of each column; empty for unknown ones
};

} // namespace kfdesk::service
