#pragma once

#include "core/base/result.h"
#include "core/model/purge_receipt.h"
#include "core/service/context.h"
#include "core/store/file_search.h"

#include <stop_token>
#include <vector>

namespace kfdesk::service {

/// Deletion of everything about a corp, with proof (DESIGN §3.11). Every step is recorded, so a crash resumes.
///
///   begin (one transaction: corp = purging, receipt, subject sealed) → delete files → delete rows in chunks
///     → truncate the WAL → the same in backups → search all files → (residue: VACUUM, search again) → verified_at
class PurgeService
{
public:
    explicit PurgeService(Context& context)
        : m_context(context)
    {}

    /// Marks the corp and writes the receipt; the rest follows in run(). `cancelTime` in seconds, 0 for a purge by
    /// hand; `eventId` the cancel_auth, 0 for none. Inside the caller's unit. Returns the receipt's id.
    Result<qint64> begin(UnitOfWork& unit, qint64 corpId, qint64 cancelTime, qint64 eventId, const QString& reason);
    /// Deletes and verifies one receipt's subject; may be called again after a crash.
    Result<model::PurgeReceipt> run(qint64 receiptId, std::stop_token stop);
    /// By hand: begin and run. Error "corp.not_found".
    Result<model::PurgeReceipt> purge(qint64 corpId, std::stop_token stop);
    /// Receipts whose work is not finished.
    Result<std::vector<model::PurgeReceipt>> unfinished();

    Result<std::vector<model::PurgeReceipt>> list(const QString& suiteId);
    Result<std::optional<model::PurgeReceipt>> find(qint64 id);
    /// Searches every file of the workspace.
    Result<std::vector<store::FileHit>> check(const QStringList& texts);

private:
    Context& m_context;
};

} // namespace kfdesk::service
