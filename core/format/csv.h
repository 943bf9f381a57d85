#pragma once

#include "core/base/result.h"

#include <QIODevice>
#include <QStringList>

namespace kfdesk::format {

/// Writes RFC 4180 to a device: UTF-8 with BOM, CRLF, quotes only where needed.
///
/// With `guardFormulas`, a cell that a spreadsheet would run (first character = + - @ TAB CR or a full-width ＝ ＋ －
/// ＠) is prefixed with an apostrophe; CsvReader takes it off again, so a round trip is exact. For that, a cell that
/// has apostrophes of its own before such a character gets one more, with or without the option.
class CsvWriter
{
public:
    struct Options
    {
        bool bom = true;
        bool guardFormulas = true;
    };

    explicit CsvWriter(QIODevice& device)
        : CsvWriter(device, Options{})
    {}
    CsvWriter(QIODevice& device, Options options);

    /// `cells` has at least one. Error "format.csv_write" (detail: the device's text).
    Result<void> writeRow(const QStringList& cells);

private:
    QIODevice& m_device;
    Options m_options;
    bool m_started = false;
    QByteArray m_line;
};

/// Reads what CsvWriter writes and what spreadsheets save: BOM or not, CRLF or LF, quoted line breaks, comma, semicolon
/// or TAB (found in the first line), UTF-8 and GB18030. Blank lines are passed over. Bounded: a cell ≤ 65 536
/// characters, a row ≤ 256 cells.
class CsvReader
{
public:
    explicit CsvReader(const QByteArray& text);

    /// The next row; an empty list at the end. Error "format.csv" with args `line` (1-based) and `reason`: encoding,
    /// unclosed_quote, text_after_quote, cell_too_long or too_many_cells; the reader is at its end then.
    Result<QStringList> next();
    qint64 line() const { return m_line; } ///< 1-based line where the last row began

private:
    Result<QString> readCell();
    Result<QString> readQuoted();
    QString readPlain();
    bool skipLineEnd();
    void skipBlankLines();
    tl::unexpected<Error> broken(const QString& reason);

    QString m_text;
    qsizetype m_at = 0;
    qint64 m_line = 0;
    qint64 m_nextLine = 1;
    QChar m_separator = QLatin1Char(',');
    bool m_decoded = true;
};

/// The cell as CsvWriter would guard it, and back: an apostrophe more before apostrophes (if any) and a formula
/// character, and one less. unguardFormula(guardFormula(cell)) is `cell`, always.
QString guardFormula(const QString& cell);
QString unguardFormula(const QString& cell);

} // namespace kfdesk::format
