#pragma once

#include "core/base/result.h"
#include "core/model/purge_receipt.h"
#include "core/store/database.h"
#include "core/store/purge_places.h"
#include "core/store/purge_subject.h"
#include "core/store/vault.h"

#include <optional>
#include <vector>

namespace kfdesk::store {

/// Receipts, and the deletion of one corp's rows.
class PurgeRepository
{
public:
    explicit PurgeRepository(Connection& connection)
        : m_db(connection)
    {}

    Result<qint64> begin(const Vault& vault, const model::PurgeReceipt& receipt, const PurgeSubject& subject);
    Result<std::optional<PurgeSubject>> subject(const Vault& vault, qint64 receiptId);
    Result<void> update(const model::PurgeReceipt& receipt);
    Result<void> dropSubject(qint64 receiptId);
    Result<std::vector<model::PurgeReceipt>> list(const QString& suiteId); ///< newest first
    Result<std::optional<model::PurgeReceipt>> find(qint64 id);
    Result<std::vector<model::PurgeReceipt>> unverified(); ///< oldest first
    /// The newest receipt of this corp, if it was purged.
    Result<std::optional<model::PurgeReceipt>> findByDigest(const QString& suiteId, const QByteArray& corpDigest);

    /// Deletes up to `limit` rows of the corp from the tables that hold any (purgePlaces()), adding to `counts` by
    /// table name; returns true when nothing is left. Run it in transactions of its own until true.
    Result<bool> deleteRows(const PurgeScope& scope, int limit, QMap<QString, int>& counts);
    /// Messages of the corp (EventRepository::messagesOf()), which deleteRows() does not see.
    Result<void> deleteMessages(const std::vector<qint64>& ids, QMap<QString, int>& counts);

private:
    Connection& m_db;
};

} // namespace kfdesk::store
