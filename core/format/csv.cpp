#include "core/format/csv.h"

#include "core/format/decode_text.h"

#include <QStringEncoder>

#include <algorithm>

namespace kfdesk::format {

namespace {

constexpr qsizetype longestCell = 65'536;
constexpr qsizetype mostCells = 256;
constexpr QChar quote = QLatin1Char('"');
constexpr QChar apostrophe = QLatin1Char('\'');
constexpr QChar separators[] = {QLatin1Char(','), QLatin1Char(';'), QLatin1Char('\t')};

bool startsFormula(QChar c)
{
    switch (c.unicode()) {
    case u'=':
    case u'+':
    case u'-':
    case u'@':
    case u'\t':
    case u'\r':
    case u'＝':
    case u'＋':
    case u'－':
    case u'＠':
        return true;
    default:
        return false;
    }
}

/// A formula character behind `apostrophes` or more apostrophes.
bool isFormula(QStringView cell, qsizetype apostrophes)
{
    qsizetype at = 0;
    while (at < cell.size() && cell[at] == apostrophe)
        ++at;
    return at >= apostrophes && at < cell.size() && startsFormula(cell[at]);
}

/// Every separator that a reader may look for counts, so that the first line is never mistaken.
bool needsQuotes(QStringView cell)
{
    return std::any_of(cell.begin(), cell.end(), [](QChar c) {
        const char16_t code = c.unicode();
        return code == u',' || code == u'"' || code == u'\n' || code == u'\r' || code == u';' || code == u'\t';
    });
}

void appendUtf8(QByteArray& line, QStringView text)
{
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    const qsizetype before = line.size();
    line.resize(before + encoder.requiredSpace(text.size()));
    const char* end = encoder.appendToBuffer(line.data() + before, text);
    line.resize(end - line.constData());
}

void appendQuoted(QByteArray& line, QStringView cell)
{
    line += '"';
    qsizetype from = 0;
    for (qsizetype at = cell.indexOf(quote); at >= 0; at = cell.indexOf(quote, from)) {
        appendUtf8(line, cell.sliced(from, at + 1 - from));
        line += '"';
        from = at + 1;
    }
    appendUtf8(line, cell.sliced(from));
    line += '"';
}

void appendCell(QByteArray& line, QStringView cell)
{
    if (needsQuotes(cell))
        appendQuoted(line, cell);
    else
        appendUtf8(line, cell);
}

/// The separator that the first line has most of, outside quotes; comma when in doubt.
QChar findSeparator(QStringView text)
{
    qsizetype counts[std::size(separators)] = {};
    bool quoted = false;
    for (const QChar c : text) {
        if (c == quote)
            quoted = !quoted;
        if (quoted)
            continue;
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r'))
            break;
        const auto found = std::find(std::begin(separators), std::end(separators), c);
        if (found != std::end(separators))
            ++counts[found - std::begin(separators)];
    }
    return separators[std::max_element(std::begin(counts), std::end(counts)) - std::begin(counts)];
}

} // namespace

CsvWriter::CsvWriter(QIODevice& device, Options options)
    : m_device(device)
    , m_options(options)
{}

Result<void> CsvWriter::writeRow(const QStringList& cells)
{
    m_line.resize(0); // keeps its memory
    if (!m_started && m_options.bom)
        m_line += "\xef\xbb\xbf";
    m_started = true;

    const qsizetype apostrophes = m_options.guardFormulas ? 0 : 1;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            m_line += ',';
        if (isFormula(cells[i], apostrophes))
            appendCell(m_line, QString(apostrophe % cells[i]));
        else
            appendCell(m_line, cells[i]);
    }
    if (cells.size() == 1 && cells.first().isEmpty())
        m_line += "\"\""; // otherwise a blank line, which readers pass over
    m_line += "\r\n";
    if (m_device.write(m_line) != m_line.size())
        return fail(makeError(ErrorKind::Store, QStringLiteral("format.csv_write"), m_device.errorString()));
    return {};
}

CsvReader::CsvReader(const QByteArray& text)
{
    const auto decoded = decodeText(text);
    m_decoded = decoded.has_value();
    m_text = decoded.value_or(QString());
    m_separator = findSeparator(m_text);
}

Result<QStringList> CsvReader::next()
{
    if (!m_decoded) {
        m_decoded = true; // said once; there is no text to read
        return broken(QStringLiteral("encoding"));
    }
    skipBlankLines();
    m_line = m_nextLine;
    QStringList row;
    if (m_at == m_text.size())
        return row;
    while (true) {
        KFDESK_TRY(const QString cell, readCell());
        if (row.size() == mostCells)
            return broken(QStringLiteral("too_many_cells"));
        row.append(unguardFormula(cell));
        if (m_at < m_text.size() && m_text[m_at] == m_separator)
            ++m_at;
        else
            break;
    }
    skipLineEnd();
    return row;
}

Result<QString> CsvReader::readCell()
{
    if (m_at == m_text.size() || m_text[m_at] != quote) {
        QString cell = readPlain();
        if (cell.size() > longestCell)
            return broken(QStringLiteral("cell_too_long"));
        return cell;
    }
    ++m_at;
    return readQuoted();
}

QString CsvReader::readPlain()
{
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] != m_separator && m_text[m_at] != QLatin1Char('\n') &&
           m_text[m_at] != QLatin1Char('\r'))
        ++m_at;
    return m_text.mid(begin, m_at - begin);
}

/// From behind the opening quote to behind the closing one.
Result<QString> CsvReader::readQuoted()
{
    QString cell;
    while (true) {
        const qsizetype end = m_text.indexOf(quote, m_at);
        if (end < 0)
            return broken(QStringLiteral("unclosed_quote"));
        const auto piece = QStringView(m_text).sliced(m_at, end - m_at);
        m_nextLine += piece.count(QLatin1Char('\n'));
        cell += piece;
        if (cell.size() > longestCell)
            return broken(QStringLiteral("cell_too_long"));
        m_at = end + 1;
        if (m_at == m_text.size() || m_text[m_at] != quote)
            break;
        cell += quote;
        ++m_at;
    }
    const bool ended = m_at == m_text.size() || m_text[m_at] == m_separator || m_text[m_at] == QLatin1Char('\n') ||
                       m_text[m_at] == QLatin1Char('\r');
    if (!ended)
        return broken(QStringLiteral("text_after_quote"));
    return cell;
}

/// CRLF, LF or a lone CR.
bool CsvReader::skipLineEnd()
{
    if (m_at == m_text.size() || (m_text[m_at] != QLatin1Char('\n') && m_text[m_at] != QLatin1Char('\r')))
        return false;
    const bool crLf =
        m_text[m_at] == QLatin1Char('\r') && m_at + 1 < m_text.size() && m_text[m_at + 1] == QLatin1Char('\n');
    m_at += crLf ? 2 : 1;
    ++m_nextLine;
    return true;
}

void CsvReader::skipBlankLines()
{
    while (skipLineEnd()) {
    }
}

tl::unexpected<Error> CsvReader::broken(const QString& reason)
{
    m_at = m_text.size();
    return fail(makeError(ErrorKind::Input, QStringLiteral("format.csv"), {},
                          {{QStringLiteral("line"), QString::number(m_line)}, {QStringLiteral("reason"), reason}}));
}

QString guardFormula(const QString& cell)
{
    return isFormula(cell, 0) ? QString(apostrophe % cell) : cell;
}

QString unguardFormula(const QString& cell)
{
    return isFormula(cell, 1) ? cell.mid(1) : cell;
}

} // namespace kfdesk::format
