#include "core/format/csv.h"

#include <QBuffer>

#include <cstdint>
#include <cstdlib>

/// Whatever rows were read: written and read again they are the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace kfdesk::format;
    CsvReader reader(QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
    QList<QStringList> rows;
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    CsvWriter writer(out);
    // A first row of our own fixes the separator, which the reader finds in the first line.
    rows.append({QStringLiteral("a"), QStringLiteral("b")});
    if (!writer.writeRow(rows.first()))
        std::abort();
    while (true) {
        const auto row = reader.next();
        if (!row || row->isEmpty())
            break;
        rows.append(*row);
        if (!writer.writeRow(*row))
            std::abort();
    }
    CsvReader again(out.data());
    for (const QStringList& row : std::as_const(rows)) {
        const auto copy = again.next();
        if (!copy || *copy != row)
            std::abort();
    }
    return 0;
}
