#include "tests/store/two_corps.h"

namespace kfdesk::test {

std::vector<Column> columnsOf(store::Connection& db)
{
    auto rows = must(db.prepare(QStringLiteral("SELECT t.name, c.name, c.type FROM sqlite_schema t "
                                               "JOIN pragma_table_info(t.name) c WHERE t.type = 'table' "
                                               "AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid")));
    must(rows.exec());
    std::vector<Column> columns;
    while (rows.next())
        columns.push_back({rows.text(0), rows.text(1), rows.text(2)});
    return columns;
}

qint64 rowsOf(Workspace& workspace, const QString& table)
{
    return workspace.number(QStringLiteral("SELECT count(*) FROM %1").arg(table));
}

model::PurgeReceipt receiptOf(const store::Vault& vault, const QString& corpId)
{
    model::PurgeReceipt receipt;
    receipt.suiteId = QStringLiteral("s1");
    receipt.corpDigest = vault.receiptDigest(receipt.suiteId, corpId);
    receipt.cancelTime = 1;
    receipt.startedAt = 2;
    receipt.reason = QStringLiteral("cancel_auth");
    return receipt;
}

} // namespace kfdesk::test
