#include "core/service/unfinished_syncs.h"

#include <tuple>

namespace kfdesk::service {

namespace {

constexpr qint64 keptForMs = 30'000;

bool isFarther(const UnfinishedSync& a, const UnfinishedSync& b)
{
    const auto progress = [](const UnfinishedSync& sync) {
        return std::tuple(sync.sessionEventId, sync.accountsSaved, sync.accounts.size(), sync.outcome.linksMade);
    };
    return progress(a) > progress(b);
}

} // namespace

std::optional<UnfinishedSync> UnfinishedSyncs::take(qint64 corpId, qint64 sessionEventId)
{
    const std::lock_guard lock(m_mutex);
    auto node = m_kept.extract(corpId);
    if (!node || node.mapped().until < m_clock.monotonicMs() || node.mapped().sync.sessionEventId != sessionEventId)
        return std::nullopt;
    return std::move(node.mapped().sync);
}

void UnfinishedSyncs::keep(qint64 corpId, UnfinishedSync sync)
{
    const std::lock_guard lock(m_mutex);
    const qint64 now = m_clock.monotonicMs();
    std::erase_if(m_kept, [now](const auto& kept) { return kept.second.until < now; });
    const auto found = m_kept.find(corpId);
    if (found == m_kept.end() || isFarther(sync, found->second.sync))
        m_kept[corpId] = {std::move(sync), now + keptForMs};
}

} // namespace kfdesk::service
