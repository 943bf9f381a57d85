#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QString>

#include <mutex>
#include <optional>
#include <unordered_map>

namespace kfdesk::wecom {

/// Keeps failing token calls below what WeCom takes for an attack: about 2000 in an hour block the address for one.
/// When a suite's secret is wrong or our address is not trusted, the syncs of ten thousand corps would get there in
/// minutes.
///
/// A suite may fail 20 times, and once more every 4 s (920 in an hour); beyond that the last refusal stands for the
/// next one, without a call. One success, and all is forgotten. Thread-safe.
class FailureBudget
{
public:
    explicit FailureBudget(const Clock& clock)
        : m_clock(clock)
    {}

    /// What the next call would be answered; none while it may be made.
    std::optional<Error> refusal(const QString& suiteId) const;
    void succeeded(const QString& suiteId);
    /// Counts what WeCom answered and concerns the whole suite: neither its limits nor the state of one corp.
    void failed(const QString& suiteId, const Error& error);

private:
    struct State
    {
        qint64 fullAt = 0; ///< when the whole budget is there again
        Error last;
    };

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    std::unordered_map<QString, State> m_suites;
};

} // namespace kfdesk::wecom
