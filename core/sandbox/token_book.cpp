#include "core/sandbox/token_book.h"

#include "core/crypto/random.h"

namespace kfdesk::sandbox {

namespace {

constexpr qint64 lifeMs = 7'200'000;
constexpr qint64 renewMs = 300'000;
constexpr int tokenLength = 214;

} // namespace

TokenBook::TokenBook(const Clock& clock)
    : m_clock(clock)
{}

TokenBook::Issued TokenBook::issue(qint64 owner)
{
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_clock.monotonicMs();
    const QByteArray current = m_current.value(owner);
    const qint64 left = m_tokens.value(current).expiresAt - now;
    if (left > renewMs)
        return {current, static_cast<int>(left / 1000)};

    const QByteArray token = crypto::randomAlphanumeric(tokenLength).toLatin1();
    m_tokens.insert(token, {owner, now + lifeMs});
    m_current.insert(owner, token);
    return {token, static_cast<int>(lifeMs / 1000)};
}

TokenBook::Check TokenBook::check(const QByteArray& token) const
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_tokens.constFind(token);
    if (entry == m_tokens.constEnd())
        return {State::Unknown, 0};
    if (entry->expiresAt <= m_clock.monotonicMs())
        return {State::Expired, 0};
    return {State::Good, entry->owner};
}

void TokenBook::revoke(const QByteArray& token)
{
    const std::scoped_lock lock(m_mutex);
    m_tokens.remove(token);
}

} // namespace kfdesk::sandbox
