#include "core/callback/callback_stats.h"

#include <algorithm>

namespace kfdesk::callback {

namespace {

constexpr size_t rejectionsKept = 200;
constexpr size_t rejectionsPerSecond = 10;
constexpr qint64 hourMs = 3'600'000;

} // namespace

void StatsRecorder::answered(qint64 startedMs)
{
    const qint64 now = m_clock.monotonicMs();
    const qint64 hour = now / hourMs;
    HourOfAnswers& slot = m_hours[static_cast<size_t>(hour) % m_hours.size()];
    if (slot.hour != hour)
        slot = {hour, 0};
    slot.slowestMs = std::max(slot.slowestMs, now - startedMs);
}

void StatsRecorder::verified(qint64 startedMs)
{
    const std::lock_guard lock(m_mutex);
    ++m_stats.verifications;
    answered(startedMs);
}

void StatsRecorder::stored(CommitOutcome outcome, qint64 startedMs)
{
    const std::lock_guard lock(m_mutex);
    answered(startedMs);
    if (outcome == CommitOutcome::Failed) {
        ++m_stats.notStored;
        return;
    }
    ++m_stats.accepted;
    if (outcome == CommitOutcome::Duplicate)
        ++m_stats.duplicates;
}

void StatsRecorder::refused(const QString& suiteId, Step step, int code, int httpStatus)
{
    const qint64 now = m_clock.monotonicMs();
    const std::lock_guard lock(m_mutex);
    ++m_stats.refused[static_cast<int>(step)];
    if (now - m_secondBegan >= 1000) {
        m_secondBegan = now;
        m_keptThisSecond = 0;
    }
    // A flood shows its beginning of every second; the counters hold the rest.
    if (m_keptThisSecond == rejectionsPerSecond)
        return;
    ++m_keptThisSecond;
    m_rejections.push_front({m_clock.nowMs(), suiteId, step, code, httpStatus});
    if (m_rejections.size() > rejectionsKept)
        m_rejections.pop_back();
}

void StatsRecorder::unknownPath()
{
    const std::lock_guard lock(m_mutex);
    ++m_stats.unknownPath;
}

void StatsRecorder::wrongMethod()
{
    const std::lock_guard lock(m_mutex);
    ++m_stats.wrongMethod;
}

CallbackStats StatsRecorder::stats() const
{
    const qint64 hour = m_clock.monotonicMs() / hourMs;
    const std::lock_guard lock(m_mutex);
    CallbackStats stats = m_stats;
    for (const HourOfAnswers& slot : m_hours) {
        if (slot.hour > hour - qint64(m_hours.size()))
            stats.slowestMs = std::max(stats.slowestMs, slot.slowestMs);
    }
    return stats;
}

std::vector<std::pair<QString, quint64>> CallbackStats::refusals() const
{
    std::vector<std::pair<QString, quint64>> found;
    const auto add = [&found](const char* reason, quint64 times) {
        if (times > 0)
            found.emplace_back(QString::fromLatin1(reason), times);
    };
    for (int step = 0; step < static_cast<int>(Step::Done); ++step)
        add(toText(static_cast<Step>(step)), refused[step]);
    add("path", unknownPath);
    add("method", wrongMethod);
    add("malformed", http.malformed);
    add("too_large", http.tooLarge);
    add("too_slow", http.tooSlow);
    add("over_budget", http.overBudget);
    add("tls", http.tlsFailed);
    add("not_stored", notStored);
    return found;
}

std::vector<Rejection> StatsRecorder::rejections() const
{
    const std::lock_guard lock(m_mutex);
    return {m_rejections.begin(), m_rejections.end()};
}

} // namespace kfdesk::callback
