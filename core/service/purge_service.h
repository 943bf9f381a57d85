#pragma once

#include "core/base/result.h"
#include "core/model/event.h"
#include "core/model/purge_receipt.h"
#include "core/service/context.h"
#include "core/service/purge_proof.h"
#include "core/store/file_search.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace kfdesk::service {

/// Deletion of everything about a corp, with proof (ARCHITECTURE, "Purge"). Every step is recorded, so a crash resumes.
///
///   begin (one transaction: corp = purging, receipt, subject sealed)
///     → erase: cached files, rows in chunks                                     at once, for each corp by itself
///     → settle: backups that hold it, WAL, search of all files, erasure of what is left, verified_at
///                                                                               in the background, for many together
///
/// Searched for: every text of the corp's rows that is long enough not to occur by chance (store::readPurgeSubject).
/// What a row of somebody else holds too (a shop of the same name, an account called 售前咨询) may stay in the
/// database; the corp's own ids, when it authorised again meanwhile, may as well. Thread-safe; blocking.
class PurgeService
{
public:
    explicit PurgeService(Context& context)
        : m_context(context)
    {}

    /// Marks the corp and writes the receipt; erase() follows. `cancelTime` in seconds, 0 for a purge by hand;
    /// `eventId` the cancel_auth, 0 for none: it is stripped of all that tells the corp, done, and tied to the receipt.
    /// Inside the caller's unit. Returns the receipt's id; that of the purge under way when there is one. Errors
    /// "corp.not_found", "vault.locked".
    Result<qint64> begin(UnitOfWork& unit, qint64 corpId, qint64 cancelTime, qint64 eventId, const QString& reason);
    /// A cancel_auth of a corp that has no row: the event alone named it. It is stripped and tied to a receipt as in
    /// begin(), and the proof follows. Inside the caller's unit.
    Result<void> forget(UnitOfWork& unit, const model::Event& event);
    /// Deletes files and rows of one receipt's subject; may be called again after a crash. Errors "purge.not_found",
    /// "purge.files" (arg path: cannot be deleted), "store.cancelled", those of the store.
    Result<model::PurgeReceipt> erase(qint64 receiptId, std::stop_token stop);
    /// Finishes what is unfinished: erases, then proves all together. One call works, another one waits for it. Returns
    /// how many receipts are left without proof (somebody reads old states, or a text got outside the database): call
    /// again later. Errors as those of erase().
    Result<int> settle(std::stop_token stop);
    /// By hand: begin, erase, and settle unless a PurgeWorker does that. Error "corp.not_found".
    Result<model::PurgeReceipt> purge(qint64 corpId, std::stop_token stop);

    Result<std::vector<model::PurgeReceipt>> unfinished();
    Result<std::vector<model::PurgeReceipt>> list(const QString& suiteId);
    Result<std::optional<model::PurgeReceipt>> find(qint64 id);
    /// Searches every file of the workspace.
    Result<std::vector<store::FileHit>> check(const QStringList& texts);

    /// Whether somebody settles in the background.
    void setAttended(bool attended) { m_attended = attended; }
    /// Told before every step, on the thread that takes it; set before any work. Tests stop there.
    void observe(std::function<void(PurgeStep)> entering) { m_entering = std::move(entering); }

    /// Where files about a corp are cached: removed with it.
    static QString cacheFolder(const QString& workspaceDir, qint64 corpId);

private:
    Result<void> enter(PurgeStep step, const std::stop_token& stop) const;
    using Step = std::function<Result<bool>(UnitOfWork& unit, model::PurgeReceipt& receipt)>;

    Result<bool> inTransaction(qint64 receiptId, const std::stop_token& stop, const Step& step);
    Result<void> deleteMessages(qint64 corpId, qint64 receiptId, const std::stop_token& stop);
    Result<void> deleteRows(const store::PurgeSubject& subject, qint64 receiptId, const std::stop_token& stop);
    Result<void> stamp(const std::set<qint64>& receiptIds);

    Context& m_context;
    std::function<void(PurgeStep)> m_entering;
    std::atomic<bool> m_attended = false;
    std::mutex m_settling;
};

} // namespace kfdesk::service
