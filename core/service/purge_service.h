#pragma once

#include "core/base/result.h"
#include "core/model/purge_receipt.h"
#include "core/service/context.h"
#include "core/store/file_search.h"

#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace kfdesk::service {

/// Deletion of everything about a corp, with proof (DESIGN §3.11). Every step is recorded, so a crash resumes.
///
///   begin (one transaction: corp = purging, receipt, subject sealed) → delete files → delete rows in chunks
///     → truncate the WAL → drop backups that hold its ids → search all files → (residue: VACUUM, search again)
///     → verified_at
///
/// Searched for: the corp's id and the ids of its accounts; its names and theirs when they are long enough not to occur
/// by chance (2 characters and 6 bytes of UTF-8). What a row of somebody else holds too (a shop of the same name, an
/// account called 售前咨询) may stay in the database; the corp's own id, when it authorised again meanwhile, may as
/// well, after the database was rebuilt. One purge runs at a time. Thread-safe; blocking.
class PurgeService
{
public:
    explicit PurgeService(Context& context)
        : m_context(context)
    {}

    /// Marks the corp and writes the receipt; the rest follows in run(). `cancelTime` in seconds, 0 for a purge by
    /// hand; `eventId` the cancel_auth, 0 for none: it is stripped of all that tells the corp, done, and tied to the
    /// receipt. Inside the caller's unit. Returns the receipt's id; that of the purge under way when there is one.
    /// Errors "corp.not_found", "vault.locked".
    Result<qint64> begin(UnitOfWork& unit, qint64 corpId, qint64 cancelTime, qint64 eventId, const QString& reason);
    /// Deletes and verifies one receipt's subject; may be called again after a crash. A receipt without verifiedAt came
    /// back when residue remains (somebody reads the files now, or text got outside the database): call again later.
    /// Errors "purge.not_found", "purge.files" (arg path: cannot be deleted), those of the store.
    Result<model::PurgeReceipt> run(qint64 receiptId, std::stop_token stop);
    /// By hand: begin and run. Error "corp.not_found".
    Result<model::PurgeReceipt> purge(qint64 corpId, std::stop_token stop);
    /// Receipts whose work is not finished.
    Result<std::vector<model::PurgeReceipt>> unfinished();

    Result<std::vector<model::PurgeReceipt>> list(const QString& suiteId);
    Result<std::optional<model::PurgeReceipt>> find(qint64 id);
    /// Searches every file of the workspace.
    Result<std::vector<store::FileHit>> check(const QStringList& texts);

    /// Where files about a corp are cached: removed with it.
    static QString cacheFolder(const QString& workspaceDir, qint64 corpId);

private:
    Context& m_context;
    std::mutex m_running;
};

} // namespace kfdesk::service
