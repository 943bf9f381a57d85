#include "core/service/listener_inbox.h"

#include "core/store/bookkeeping_repository.h"

#include <algorithm>

namespace kfdesk::service {

namespace {

using callback::AcceptedCallback;
using callback::CommitOutcome;

constexpr int shortestWaitMs = 20; ///< also for those that a batch before them has kept waiting
constexpr QLatin1String markKey("inbox_mark");

} // namespace

Result<std::vector<CommitOutcome>> ListenerInbox::storeInTime(const std::vector<AcceptedCallback>& batch)
{
    const qint64 age = batch.empty() ? 0 : m_context.clock().nowMs() - batch.front().receivedAt;
    const qint64 left = std::clamp<qint64>(lockWaitMs - age, shortestWaitMs, lockWaitMs);
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_CHECK(db->setBusyTimeout(static_cast<int>(left)));
    KFDESK_CHECK(db->tuneForSteadyWriting());
    db->setUrgency(store::WriteTurns::Urgency::Answer);
    return m_sink.store(batch);
}

std::vector<CommitOutcome> ListenerInbox::commit(const std::vector<AcceptedCallback>& batch)
{
    auto outcomes = storeInTime(batch);
    if (!outcomes) {
        note(outcomes.error());
        return std::vector<CommitOutcome>(batch.size(), CommitOutcome::Failed);
    }
    m_health.worked();
    m_checkpoint.wrote(batch.size());
    return *std::move(outcomes);
}

Result<void> ListenerInbox::writeMark()
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_CHECK(db->setBusyTimeout(shortestWaitMs)); // a callback may come meanwhile
    KFDESK_TRY(auto transaction, store::WriteTransaction::begin(*db));
    KFDESK_CHECK(store::SettingRepository(*db).setValue(markKey, QString::number(m_context.clock().nowMs())));
    return transaction.commit();
}

bool ListenerInbox::hasRecovered()
{
    if (const auto written = writeMark(); !written) {
        note(written.error());
        return false;
    }
    m_health.worked();
    return true;
}

/// A connection that has met trouble with its files may keep it in mind; a new one sees what is there now.
void ListenerInbox::note(const Error& error)
{
    m_health.failed(error);
    if (error.kind == ErrorKind::Store)
        m_context.database().closeConnection();
}

} // namespace kfdesk::service
