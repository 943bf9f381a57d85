#pragma once

#include "core/base/clock.h"
#include "core/service/change_feed.h"
#include "core/service/context.h"
#include "core/store/database.h"

#include <memory>

namespace kfdesk::bench {

/// Makes a workspace with component(), its corps and `events` stored events, or takes the one that is there.
///
/// Events are written through the real inbox, in large groups. `folder` holds the workspace and beside it the key file.
class SeededWorkspace
{
public:
    SeededWorkspace(const QString& folder, int events);

    QString directory() const { return m_folder + QStringLiteral("/workspace"); }
    QString keyFile() const { return m_folder + QStringLiteral("/key"); }
    /// Number of a callback that was never sent, and of all after it.
    quint64 firstFresh();
    qint64 eventsSeen() { return count(QStringLiteral("event_seen")); }

    service::Context& context() { return *m_context; }
    /// Lets the file go, so that another process may have it.
    void close();

private:
    void open();
    void addCorps();
    void addEvents(int count);
    qint64 count(const QString& table);

    SystemClock m_clock;
    QString m_folder;
    service::ChangeFeed m_feed;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<service::Context> m_context;
};

/// The value, or the end of the program with the error's id.
template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s %s", qPrintable(result.error().id), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// A number from the environment.
int wanted(const char* variable, int usual);

/// How long the disk below `folder` takes to make 16 KiB durable, median of many, ms: it bounds every group commit.
double flushMs(const QString& folder);

} // namespace kfdesk::bench
