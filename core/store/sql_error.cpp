#include "core/store/sql_error.h"

namespace kfdesk::store {

namespace {

struct Meaning
{
    int code; ///< SQLite's primary result code
    ErrorKind kind;
    const char* id;
};

constexpr Meaning meanings[] = {
    {5, ErrorKind::Busy, "store.busy"},             // SQLITE_BUSY
    {6, ErrorKind::Busy, "store.busy"},             // SQLITE_LOCKED
    {8, ErrorKind::Store, "store.read_only"},       // SQLITE_READONLY
    {10, ErrorKind::Store, "store.io"},             // SQLITE_IOERR
    {11, ErrorKind::Store, "store.corrupt"},        // SQLITE_CORRUPT
    {13, ErrorKind::Store, "store.disk_full"},      // SQLITE_FULL
    {14, ErrorKind::Store, "store.open"},           // SQLITE_CANTOPEN
    {19, ErrorKind::Internal, "store.constraint"},  // SQLITE_CONSTRAINT
    {26, ErrorKind::Store, "store.not_a_database"}, // SQLITE_NOTADB
};

} // namespace

Error toError(const QSqlError& error)
{
    const int native = error.nativeErrorCode().toInt();
    Error result = makeError(ErrorKind::Internal, QStringLiteral("store.sql"), error.databaseText().simplified());
    result.code = native;
    for (const Meaning& meaning : meanings) {
        if (meaning.code == (native & 0xff)) {
            result.kind = meaning.kind;
            result.id = QLatin1String(meaning.id);
        }
    }
    return result;
}

Error withPath(Error error, const QString& path)
{
    error.args.insert(QStringLiteral("path"), path);
    return error;
}

} // namespace kfdesk::store
