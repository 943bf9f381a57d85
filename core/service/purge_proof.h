#pragma once

#include "core/service/context.h"
#include "core/store/purge_repository.h"
#include "core/store/text_traces.h"

#include <functional>
#include <set>
#include <stop_token>
#include <vector>

namespace kfdesk::service {

/// What a purge is about to do.
enum class PurgeStep { Files, Rows, Backups, Checkpoint, Search, Erase, Stamp };

/// The part of purges after their rows are gone, for many at once: nothing about their subjects is left in any file of
/// the workspace.
///
/// A text found in a row that is there proves nothing: somebody else has it too. For ids, nobody else can; that counts
/// unless the corp authorised again, or staff wrote the id down somewhere. Found where no row lies, it is overwritten
/// (store::eraseUnusedSpace), and everything is searched once more. One object, one batch, one thread.
class PurgeProof
{
public:
    struct Case
    {
        qint64 receiptId = 0;
        store::PurgeSubject subject;
    };

    PurgeProof(Context& context, std::vector<Case> cases, std::function<void(PurgeStep)> entering, std::stop_token stop)
        : m_context(context)
        , m_cases(std::move(cases))
        , m_entering(std::move(entering))
        , m_stop(std::move(stop))
    {}

    /// The receipts whose subjects have left no trace. Those not among them: try again later. Errors "purge.files" (arg
    /// path: a backup that cannot be deleted), "store.cancelled", those of the store.
    Result<std::set<qint64>> establish();

private:
    Result<void> enter(PurgeStep step) const;
    Result<void> dropBackups();
    Result<void> startFresh();
    Result<bool> truncateWal();
    void collectTexts();
    Result<bool> judge(const Case& one, const std::vector<size_t>& texts);
    Result<bool> mayStay(const Case& one, const store::TracedText& text, const store::TextTraces& traces);
    Result<bool> isAuthorisedAgain(const store::PurgeSubject& subject);
    Result<void> erase();

    Context& m_context;
    std::vector<Case> m_cases;
    std::function<void(PurgeStep)> m_entering;
    std::stop_token m_stop;

    std::vector<store::TracedText> m_texts;     ///< of all cases, each once
    std::vector<std::vector<size_t>> m_textsOf; ///< of each case
    std::vector<store::TextTraces> m_traces;    ///< parallel to m_texts
    bool m_erased = false;
};

} // namespace kfdesk::service
