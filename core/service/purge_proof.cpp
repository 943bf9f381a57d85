#include "core/service/purge_proof.h"

#include "core/base/log.h"
#include "core/store/checkpoint.h"
#include "core/store/component_repository.h"
#include "core/store/corp_repository.h"
#include "core/store/database_pages.h"
#include "core/store/file_search.h"
#include "core/store/text_holders.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace kfdesk::service {

namespace {

constexpr int searchRounds = 4;     ///< searches of one batch; more only when pages change under us
constexpr size_t pagesAtOnce = 256; ///< a few milliseconds under the write lock
constexpr int checkpointTries = 20;
constexpr int checkpointPauseMs = 25;
constexpr int shortestAsciiName = 12; ///< shorter ones may be words of ours in logs and settings

/// Texts by which a copy of the database is known to hold the corp.
QStringList tellingTexts(const store::PurgeSubject& subject)
{
    return subject.ids.isEmpty() ? subject.names : subject.ids;
}

/// A name that rows of others hold may have come from them.
bool isResidue(const store::TracedText& text, const store::TextTraces& traces)
{
    return traces.inUnusedSpace && (text.identifies || !traces.inRows);
}

bool countsInOtherFiles(const store::TracedText& text)
{
    const bool ascii = std::all_of(text.text.begin(), text.text.end(), [](QChar c) { return c.unicode() < 0x80; });
    return text.identifies || !ascii || text.text.size() >= shortestAsciiName;
}

} // namespace

/// Before each step: a purge that is called off here goes on there the next time.
Result<void> PurgeProof::enter(PurgeStep step) const
{
    if (m_entering)
        m_entering(step);
    if (m_stop.stop_requested())
        return fail(makeError(ErrorKind::Cancelled, QStringLiteral("store.cancelled")));
    return {};
}

Result<void> PurgeProof::dropBackups()
{
    const QDir backups(m_context.directory() + QStringLiteral("/backups"));
    if (!backups.exists())
        return {};
    QStringList texts;
    for (const Case& one : m_cases)
        texts += tellingTexts(one.subject);
    std::set<QString> concerned;
    KFDESK_CHECK(store::searchFiles(
        backups.path(), texts, [&concerned](const store::FileHit& hit) { concerned.insert(hit.file); }, m_stop));
    for (const QString& file : concerned) {
        const QString path = backups.filePath(file);
        if (QFileInfo::exists(path) && !QFile::remove(path))
            return fail(
                makeError(ErrorKind::Store, QStringLiteral("purge.files"), {}, {{QStringLiteral("path"), path}}));
    }
    return {};
}

void PurgeProof::collectTexts()
{
    QHash<QString, size_t> known;
    for (const Case& one : m_cases) {
        std::vector<size_t> own;
        // Orphans of one merchant share the accounts by which they are known.
        const bool identifies = !one.subject.authCorpId.isEmpty();
        const auto add = [&](const QString& text, bool isId) {
            auto found = known.find(text);
            if (found == known.end()) {
                found = known.insert(text, m_texts.size());
                m_texts.push_back({text, false});
            }
            m_texts[*found].identifies = m_texts[*found].identifies || isId;
            own.push_back(*found);
        };
        for (const QString& id : one.subject.ids)
            add(id, identifies);
        for (const QString& name : one.subject.names)
            add(name, false);
        m_textsOf.push_back(std::move(own));
    }
}

Result<bool> PurgeProof::isAuthorisedAgain(const store::PurgeSubject& subject)
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto components, store::ComponentRepository(*db).summaries());
    QStringList suites{subject.suiteId};
    for (const model::ComponentSummary& component : components)
        suites.append(component.suiteId);
    for (const QString& suiteId : std::as_const(suites)) {
        KFDESK_TRY(const auto corp, store::CorpRepository(*db).findByAuthCorpId(suiteId, subject.authCorpId));
        if (corp)
            return true;
    }
    return false;
}

/// Whether rows may hold the text, and hold it.
Result<bool> PurgeProof::mayStay(const Case& one, const store::TracedText& text, const store::TextTraces& traces)
{
    KFDESK_TRY(auto* db, m_context.connection());
    if (traces.onOtherPages) {
        KFDESK_TRY(const bool held, store::isHeldByRows(*db, text.text));
        if (!held)
            return false;
    }
    if (!text.identifies)
        return true;
    KFDESK_TRY(const bool again, isAuthorisedAgain(one.subject));
    if (again)
        return true;
    return store::isWrittenByStaff(*db, text.text);
}

/// True when nothing of this one is left.
Result<bool> PurgeProof::judge(const Case& one, const std::vector<size_t>& texts)
{
    for (const size_t index : texts) {
        const store::TracedText& text = m_texts[index];
        const store::TextTraces& traces = m_traces[index];
        bool left = isResidue(text, traces) || (traces.inOtherFiles && countsInOtherFiles(text));
        if (left && !traces.inOtherFiles && m_erased) {
            // Its new rows leave such traces as well.
            KFDESK_TRY(const bool again, isAuthorisedAgain(one.subject));
            left = !again;
        }
        if (!left && (traces.onOtherPages || (traces.inRows && text.identifies))) {
            KFDESK_TRY(const bool stays, mayStay(one, text, traces));
            left = !stays;
        }
        if (left) {
            qCInfo(logService, "purge %lld: a trace in %ls at %lld", one.receiptId, qUtf16Printable(traces.file),
                   traces.offset);
            return false;
        }
    }
    return true;
}

Result<void> PurgeProof::erase()
{
    std::set<quint32> pages;
    for (size_t i = 0; i < m_texts.size(); ++i) {
        if (isResidue(m_texts[i], m_traces[i]))
            pages.insert(m_traces[i].pages.begin(), m_traces[i].pages.end());
    }
    while (!pages.empty()) {
        KFDESK_CHECK(enter(PurgeStep::Erase));
        auto end = pages.begin();
        std::advance(end, std::min(pages.size(), pagesAtOnce));
        KFDESK_TRY(const auto erased,
                   store::eraseUnusedSpace(m_context.database().path(), std::set<quint32>(pages.begin(), end)));
        qCInfo(logService, "purge: cleared %d pages, %d later", erased.erased, erased.postponed);
        pages.erase(pages.begin(), end);
    }
    m_erased = true;
    return {};
}

/// An erasure that could not be committed was written all the same, and caches may still hold what it took away.
Result<void> PurgeProof::startFresh()
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(m_context));
    KFDESK_CHECK(store::dropCachedPages(unit.db()));
    return unit.commit();
}

/// False when a reader keeps it from being truncated.
Result<bool> PurgeProof::truncateWal()
{
    KFDESK_TRY(auto* db, m_context.connection());
    for (int tries = 0; tries < checkpointTries; ++tries) {
        KFDESK_TRY(const auto checkpointed, store::checkpoint(*db));
        if (checkpointed == store::Checkpointed::Done)
            return true;
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any calledOff;
        calledOff.wait_for(lock, m_stop, std::chrono::milliseconds(checkpointPauseMs), [] { return false; });
        KFDESK_CHECK(enter(PurgeStep::Checkpoint));
    }
    return false;
}

Result<std::set<qint64>> PurgeProof::establish()
{
    KFDESK_CHECK(enter(PurgeStep::Backups));
    KFDESK_CHECK(dropBackups());
    KFDESK_CHECK(startFresh());
    collectTexts();
    std::set<qint64> clean;
    for (int round = 0; round < searchRounds; ++round) {
        KFDESK_CHECK(enter(PurgeStep::Checkpoint));
        KFDESK_TRY(const bool truncated, truncateWal());
        if (!truncated)
            break; // somebody reads an old state: what is in the WAL cannot be judged yet
        KFDESK_CHECK(enter(PurgeStep::Search));
        KFDESK_TRY(m_traces, store::traceTexts(m_context.directory(), m_context.database().path(), m_texts, m_stop));
        clean.clear();
        for (size_t i = 0; i < m_cases.size(); ++i) {
            KFDESK_TRY(const bool proven, judge(m_cases[i], m_textsOf[i]));
            if (proven)
                clean.insert(m_cases[i].receiptId);
        }
        bool residue = false;
        for (size_t i = 0; i < m_texts.size(); ++i)
            residue = residue || isResidue(m_texts[i], m_traces[i]);
        if (!residue || round + 1 == searchRounds)
            break;
        KFDESK_CHECK(erase());
    }
    return clean;
}

} // namespace kfdesk::service
