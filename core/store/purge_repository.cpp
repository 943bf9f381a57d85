#include "core/store/purge_repository.h"

#include "core/store/rows.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kfdesk::store {

namespace {

using model::PurgeReceipt;

const QString selectReceiptSql = QStringLiteral("SELECT id, suite_id, corp_digest, cancel_time, started_at, purged_at, "
                                                "verified_at, reason, counts FROM purge_receipt ");

QString toJson(const QMap<QString, int>& counts)
{
    QJsonObject json;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        json.insert(it.key(), it.value());
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QMap<QString, int> countsFromJson(const QString& text)
{
    QMap<QString, int> counts;
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    for (auto it = json.begin(); it != json.end(); ++it)
        counts.insert(it.key(), it->toInt());
    return counts;
}

PurgeReceipt readReceipt(Statement& s)
{
    return {s.integer(0), s.text(1),    s.blob(2),
            s.integer(3), s.integer(4), s.integer(5),
            s.integer(6), s.text(7),    countsFromJson(s.text(8))};
}

} // namespace

Result<qint64> PurgeRepository::begin(const Vault& vault, const PurgeReceipt& receipt, const PurgeSubject& subject)
{
    const QByteArray rowKey = Vault::newRowKey();
    KFDESK_TRY(Statement * insertion,
               run(m_db,
                   QStringLiteral("INSERT INTO purge_receipt (suite_id, corp_digest, cancel_time, started_at, "
                                  "purged_at, verified_at, reason, counts, row_key, sealed_subject) "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                   receipt.suiteId, receipt.corpDigest, receipt.cancelTime, receipt.startedAt, receipt.purgedAt,
                   receipt.verifiedAt, receipt.reason, toJson(receipt.counts), rowKey,
                   vault.seal(Seal::PurgeSubject, rowKey, toJson(subject))));
    return insertion->insertId();
}

Result<std::optional<PurgeSubject>> PurgeRepository::subject(const Vault& vault, qint64 receiptId)
{
    KFDESK_TRY(Statement * rows, run(m_db,
                                     QStringLiteral("SELECT row_key, sealed_subject FROM purge_receipt "
                                                    "WHERE id = ? AND sealed_subject IS NOT NULL"),
                                     receiptId));
    KFDESK_TRY(const auto sealed, readOne(*rows, [](Statement& s) { return std::pair(s.blob(0), s.blob(1)); }));
    if (!sealed)
        return std::optional<PurgeSubject>();
    KFDESK_TRY(const Secret json, vault.open(Seal::PurgeSubject, sealed->first, sealed->second));
    return std::optional<PurgeSubject>(purgeSubjectFromJson(json.view()));
}

Result<void> PurgeRepository::update(const PurgeReceipt& receipt)
{
    return change(m_db,
                  QStringLiteral("UPDATE purge_receipt SET cancel_time = ?, started_at = ?, purged_at = ?, "
                                 "verified_at = ?, reason = ?, counts = ? WHERE id = ?"),
                  receipt.cancelTime, receipt.startedAt, receipt.purgedAt, receipt.verifiedAt, receipt.reason,
                  toJson(receipt.counts), receipt.id);
}

Result<void> PurgeRepository::dropSubject(qint64 receiptId)
{
    return change(m_db, QStringLiteral("UPDATE purge_receipt SET sealed_subject = NULL WHERE id = ?"), receiptId);
}

Result<std::vector<PurgeReceipt>> PurgeRepository::list(const QString& suiteId)
{
    KFDESK_TRY(
        Statement * rows,
        run(m_db, QString(selectReceiptSql % QStringLiteral("WHERE ? IN ('', suite_id) ORDER BY id DESC")), suiteId));
    return readAll(*rows, readReceipt);
}

Result<std::optional<PurgeReceipt>> PurgeRepository::find(qint64 id)
{
    KFDESK_TRY(Statement * rows, run(m_db, QString(selectReceiptSql % QStringLiteral("WHERE id = ?")), id));
    return readOne(*rows, readReceipt);
}

Result<std::vector<PurgeReceipt>> PurgeRepository::unverified()
{
    KFDESK_TRY(Statement * rows,
               run(m_db, QString(selectReceiptSql % QStringLiteral("WHERE verified_at = 0 ORDER BY id"))));
    return readAll(*rows, readReceipt);
}

Result<std::optional<PurgeReceipt>> PurgeRepository::findByDigest(const QString& suiteId, const QByteArray& corpDigest)
{
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QString(selectReceiptSql %
                           QStringLiteral("WHERE corp_digest = ? AND suite_id = ? ORDER BY id DESC LIMIT 1")),
                   corpDigest, suiteId));
    return readOne(*rows, readReceipt);
}

} // namespace kfdesk::store
