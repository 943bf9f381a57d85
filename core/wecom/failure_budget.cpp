#include "core/wecom/failure_budget.h"

#include <algorithm>

namespace kfdesk::wecom {

namespace {

constexpr qint64 refillMs = 4000;
constexpr qint64 burst = 20;

bool counts(const Error& error)
{
    return error.code != 0 && error.id.startsWith(QLatin1String("wecom.")) && error.kind != ErrorKind::Auth &&
           error.kind != ErrorKind::Limit;
}

} // namespace

std::optional<Error> FailureBudget::refusal(const QString& suiteId) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_suites.find(suiteId);
    if (found == m_suites.end() || found->second.fullAt - m_clock.monotonicMs() <= (burst - 1) * refillMs)
        return std::nullopt;
    return found->second.last;
}

void FailureBudget::succeeded(const QString& suiteId)
{
    const std::scoped_lock lock(m_mutex);
    m_suites.erase(suiteId);
}

void FailureBudget::failed(const QString& suiteId, const Error& error)
{
    if (!counts(error))
        return;
    const std::scoped_lock lock(m_mutex);
    State& state = m_suites[suiteId];
    state.fullAt = std::max(state.fullAt, m_clock.monotonicMs()) + refillMs;
    state.last = error;
}

} // namespace kfdesk::wecom
