#pragma once

#include "core/base/result.h"
#include "core/service/progress.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <functional>
#include <memory>
#include <stop_token>
#include <type_traits>

namespace kfdesk::ui {

/// A running background task: lets its starter ask it to stop. Copies mean the same task; dropping it stops nothing.
class Task
{
public:
    Task() = default;
    explicit Task(std::stop_source stop)
        : m_stop(std::move(stop))
    {}
    void cancel() { m_stop.request_stop(); }

private:
    std::stop_source m_stop{std::nostopstate};
};

/// What a task answers when it was cancelled before it began. Error "task.cancelled" (kind Cancelled).
Error cancelledBeforeStart();

/// Runs `work(std::stop_token) -> Result<T>` on `pool`, then `done(Result<T>)` on the thread of `context`.
///
/// Called on the thread of `context`. `done` is called exactly once while `context` lives (also after cancel(), with
/// whatever the work answered), and never after it died; then the work is asked to stop. `work` must not touch
/// `context` or any other QObject of the GUI.
template <typename Work, typename Done>
Task runInBackground(QThreadPool& pool, QObject* context, Work work, Done done)
{
    using Answer = std::invoke_result_t<Work&, std::stop_token>;
    std::stop_source stop;
    auto* watcher = new QFutureWatcher<Answer>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        done(watcher->future().takeResult());
    });
    QObject::connect(watcher, &QObject::destroyed, [stop]() mutable { stop.request_stop(); });
    watcher->setFuture(QtConcurrent::run(&pool, [work = std::move(work), token = stop.get_token()]() mutable -> Answer {
        if (token.stop_requested())
            return fail(cancelledBeforeStart());
        return work(token);
    }));
    return Task(std::move(stop));
}

/// Searches and reads of which only the newest counts: starting one stops the one before and drops its answer.
class LatestOnly
{
public:
    /// Both must outlive this object; it is a member of `context` as a rule.
    LatestOnly(QThreadPool& pool, QObject* context)
        : m_pool(pool)
        , m_context(context)
    {}
    ~LatestOnly() { cancel(); }
    LatestOnly(const LatestOnly&) = delete;
    LatestOnly& operator=(const LatestOnly&) = delete;

    /// As runInBackground(), except that `done` is not called once another run() or cancel() followed.
    template <typename Work, typename Done>
    void run(Work work, Done done)
    {
        cancel();
        m_task = runInBackground(m_pool, m_context, std::move(work),
                                 [run = *m_newest, newest = m_newest, done = std::move(done)](auto answer) mutable {
                                     if (run != *newest)
                                         return;
                                     *newest = run + 1; // answered: no longer busy
                                     done(std::move(answer));
                                 });
        m_running = *m_newest;
    }

    /// Nothing that was started before is delivered any more.
    void cancel()
    {
        ++*m_newest;
        m_task.cancel();
    }
    bool isBusy() const { return m_running == *m_newest; }

private:
    QThreadPool& m_pool;
    QObject* m_context;
    Task m_task;
    std::shared_ptr<quint64> m_newest = std::make_shared<quint64>(1);
    quint64 m_running = 0;
};

/// Carries progress from worker threads to the GUI thread.
class ProgressRelay : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void progressed(const kfdesk::service::Progress& progress);
};

/// A callback for core that calls `show(progress)` on the thread of `context`, as long as that lives.
service::ProgressCallback progressTo(QObject* context, std::function<void(const service::Progress&)> show);

} // namespace kfdesk::ui
