#pragma once

#include "core/callback/ports.h"

#include <QHash>

#include <condition_variable>
#include <mutex>
#include <vector>

namespace kfdesk::test {

class FakeDirectory final : public callback::SuiteDirectory
{
public:
    void add(const callback::SuiteKeys& keys)
    {
        m_suites.insert(keys.suiteId, std::make_shared<const callback::SuiteKeys>(keys));
    }
    std::shared_ptr<const callback::SuiteKeys> find(const QString& suiteId) const override
    {
        return m_suites.value(suiteId);
    }

private:
    QHash<QString, std::shared_ptr<const callback::SuiteKeys>> m_suites;
};

/// Keeps batches in memory; can be told to fail, and can be held so that commits do not end. Thread-safe.
class FakeSink final : public callback::InboxSink
{
public:
    std::vector<callback::CommitOutcome> commit(const std::vector<callback::AcceptedCallback>& batch) override
    {
        std::unique_lock lock(m_mutex);
        ++m_entered;
        m_moved.notify_all();
        m_moved.wait(lock, [this] { return !m_held; });
        std::vector<callback::CommitOutcome> outcomes;
        for (const callback::AcceptedCallback& item : batch) {
            outcomes.push_back(keep(item));
            if (outcomes.size() >= m_answersAtMost)
                break;
        }
        m_batches.push_back(batch.size());
        return outcomes;
    }

    void hold() { set(&FakeSink::m_held, true); }
    void letGo() { set(&FakeSink::m_held, false); }
    void failFromNowOn() { set(&FakeSink::m_fails, true); }
    void answerAtMost(size_t count)
    {
        const std::lock_guard lock(m_mutex);
        m_answersAtMost = count;
    }
    /// Returns once `count` commits have begun.
    void waitForCommits(int count)
    {
        std::unique_lock lock(m_mutex);
        m_moved.wait(lock, [&] { return m_entered >= count; });
    }

    std::vector<callback::AcceptedCallback> items() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items;
    }
    std::vector<size_t> batches() const
    {
        const std::lock_guard lock(m_mutex);
        return m_batches;
    }

    bool hasRecovered() override
    {
        const std::lock_guard lock(m_mutex);
        ++m_looks;
        m_recovered = m_recovered || !m_fails;
        m_moved.notify_all();
        return !m_fails;
    }
    void workAgain() { set(&FakeSink::m_fails, false); }
    /// How often it was asked until it said that it has recovered.
    int waitForRecovery()
    {
        std::unique_lock lock(m_mutex);
        m_moved.wait(lock, [&] { return m_recovered; });
        return m_looks;
    }
    int waitForLooks(int count)
    {
        std::unique_lock lock(m_mutex);
        m_moved.wait(lock, [&] { return m_looks >= count; });
        return m_looks;
    }

private:
    callback::CommitOutcome keep(const callback::AcceptedCallback& item)
    {
        if (m_fails)
            return callback::CommitOutcome::Failed;
        for (const callback::AcceptedCallback& known : m_items) {
            if (known.plaintext == item.plaintext)
                return callback::CommitOutcome::Duplicate;
        }
        m_items.push_back(item);
        return callback::CommitOutcome::Stored;
    }
    void set(bool FakeSink::*flag, bool value)
    {
        const std::lock_guard lock(m_mutex);
        this->*flag = value;
        m_moved.notify_all();
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_moved;
    bool m_held = false;
    bool m_fails = false;
    size_t m_answersAtMost = 1'000'000;
    int m_entered = 0;
    int m_looks = 0;
    bool m_recovered = false;
    std::vector<callback::AcceptedCallback> m_items;
    std::vector<size_t> m_batches;
};

} // namespace kfdesk::test
