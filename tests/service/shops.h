#pragma once

#include "tests/service/records_rig.h"

#include <QByteArray>
#include <QMap>
#include <QStringList>

namespace kfdesk::test {

/// Every file of the folder, read without our search, and without closing a file that SQLite has open.
QMap<QString, QByteArray> filesOf(const QString& folder);
/// Names of the files that hold one of the texts, as it is or folded.
QStringList holdersOf(const QString& folder, const QStringList& texts);

/// A store with a corp that goes and one that stays, both with rows in every table.
class Shops
{
public:
    Shops();

    /// A corp with rows in every table; returns its id.
    qint64 fill(const QString& authCorpId, const QString& name, int accounts = 2);

    QString dir() const { return rig.folder.path(); }
    QString databasePath() const { return dir() + QStringLiteral("/kfdesk.sqlite"); }

    /// What a query for one number answers; −1 without a row.
    qint64 number(const QString& sql);

    void exec(const QString& sql) { must(must(rig.database->connection())->exec(sql)); }
    void truncateWal() { exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")); }

    /// Writes the text where no row is, as a rebalanced page leaves it.
    void litter(const QString& text);
    void writeFile(const QString& name, const QString& text);

    RecordsRig rig;
    qint64 gone = 0;
    qint64 stays = 0;
};

} // namespace kfdesk::test
