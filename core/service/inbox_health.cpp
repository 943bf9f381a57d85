#include "core/service/inbox_health.h"

#include <QStringList>

namespace kfdesk::service {

QString toNote(const StoreTrouble& trouble)
{
    return QString::number(trouble.since) + u' ' + trouble.error.id;
}

std::optional<StoreTrouble> troubleFromNote(const QString& note, const QString& databasePath)
{
    const QStringList words = note.split(u' ');
    bool isTime = false;
    const qint64 since = words.first().toLongLong(&isTime);
    if (words.size() != 2 || !isTime || !words.last().startsWith(QLatin1String("store.")))
        return std::nullopt;
    const auto kind = words.last() == QLatin1String("store.busy") ? ErrorKind::Busy : ErrorKind::Store;
    return StoreTrouble{makeError(kind, words.last(), {}, {{QStringLiteral("path"), databasePath}}), since};
}

void InboxHealth::failed(const Error& error)
{
    std::optional<StoreTrouble> now;
    {
        const std::lock_guard lock(m_mutex);
        if (m_trouble && m_trouble->error.id == error.id)
            return;
        m_trouble = StoreTrouble{error, m_trouble ? m_trouble->since : m_clock.nowMs()};
        now = m_trouble;
    }
    m_changed(now);
}

void InboxHealth::worked()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_trouble)
            return;
        m_trouble.reset();
    }
    m_changed(std::nullopt);
}

std::optional<StoreTrouble> InboxHealth::trouble() const
{
    const std::lock_guard lock(m_mutex);
    return m_trouble;
}

} // namespace kfdesk::service
