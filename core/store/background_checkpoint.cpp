#include "core/store/background_checkpoint.h"

#include "core/base/log.h"
#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

/// Some 2 MB of log. While it is copied, the disk and the processor keep commits waiting; so often, it is over at once.
/// With sixteen times as much the slowest answers at 64 connections took two to three times as long (measured).
constexpr std::size_t rowsAtOnce = 500;

} // namespace

BackgroundCheckpoint::BackgroundCheckpoint(Database& database)
    : m_database(database)
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{}

BackgroundCheckpoint::~BackgroundCheckpoint() = default;

void BackgroundCheckpoint::wrote(std::size_t rows)
{
    bool due = false;
    {
        const std::lock_guard lock(m_mutex);
        due = m_rows < rowsAtOnce && m_rows + rows >= rowsAtOnce;
        m_rows += rows;
    }
    if (due)
        m_due.notify_one();
}

void BackgroundCheckpoint::run(const std::stop_token& stop)
{
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            if (!m_due.wait(lock, stop, [this] { return m_rows >= rowsAtOnce; }))
                return;
            m_rows = 0;
        }
        if (auto copied = copy(); !copied) // the writer's own will do it, or say why not
            qCInfo(logStore, "checkpoint: %ls", qUtf16Printable(copied.error().id));
    }
}

Result<void> BackgroundCheckpoint::copy()
{
    KFDESK_TRY(auto* db, m_database.connection());
    KFDESK_TRY(Statement pragma, db->prepare(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")));
    KFDESK_CHECK(pragma.exec());
    KFDESK_CHECK(readOne(pragma, firstInteger));
    return {};
}

} // namespace kfdesk::store
