#include "core/store/known_corps.h"

namespace kfdesk::store {

namespace {

constexpr qsizetype mostKnown = 16384; // bounds the memory

} // namespace

Result<void> KnownCorps::follow(Connection& connection)
{
    KFDESK_TRY(const Standpoint now, connection.standpoint());
    if (!now.isNextAfter(m_standpoint) || m_known.size() >= mostKnown)
        m_known.clear();
    m_standpoint = now;
    return {};
}

Result<std::optional<CorpStanding>> KnownCorps::standing(Connection& connection, const QString& suiteId,
                                                         const QString& authCorpId)
{
    const Key key(suiteId, authCorpId);
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return *known;
    KFDESK_TRY(const auto found, CorpRepository(connection).standing(suiteId, authCorpId));
    if (found) // that there is none is not kept: strangers' ids would fill the memory
        m_known.insert(key, *found);
    return found;
}

} // namespace kfdesk::store
