#include "core/service/change_watcher.h"

#include "core/base/log.h"
#include "core/store/bookkeeping_repository.h"
#include "core/store/lease.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace kfdesk::service {

namespace {

constexpr std::chrono::milliseconds lookEvery(500);

} // namespace

ChangeWatcher::ChangeWatcher(Context& context, qint64 seq)
    : m_context(context)
    , m_seq(seq)
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{}

ChangeWatcher::~ChangeWatcher() = default;

void ChangeWatcher::run(const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any never; // only the stop token ends the wait early
    std::unique_lock lock(mutex);
    bool failing = false;
    while (!stop.stop_requested()) {
        const auto looked = look();
        if (!looked && !failing)
            qCWarning(logService, "changes of other processes cannot be read: %ls", qUtf16Printable(looked.error().id));
        failing = !looked;
        never.wait_for(lock, stop, lookEvery, [] { return false; });
    }
}

/// A holder that was killed cannot announce it, nor can one that cannot write.
void ChangeWatcher::lookAtLease()
{
    auto holder = store::Lease::holder(m_context.directory());
    auto note = store::Lease::note(m_context.directory());
    if (holder == m_holder && note == m_note)
        return;
    m_holder = std::move(holder);
    m_note = std::move(note);
    m_context.feed().publish({{model::ChangeKind::Listener, 0}});
}

Result<void> ChangeWatcher::look()
{
    lookAtLease();
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const qint64 current, db->dataVersion());
    if (current == m_version)
        return {};
    const qint64 before = m_seq;
    KFDESK_TRY(const auto changes, store::ChangeRepository(*db).since(m_seq));
    m_version = current;
    const bool ours = m_context.ownChanges().covers(before + 1, m_seq);
    m_context.ownChanges().forgetUpTo(m_seq);
    if (!ours)
        m_context.feed().publish(changes);
    return {};
}

} // namespace kfdesk::service
