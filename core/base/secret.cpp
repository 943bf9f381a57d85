#include "core/base/secret.h"

#include <QByteArray>

#include <cstring>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <utility>

namespace kfdesk {

Secret::Secret(QByteArrayView bytes)
{
    if (bytes.isEmpty()) // a view of nothing may hold null, which memcpy must not get
        return;
    m_size = bytes.size();
    m_bytes = std::make_unique_for_overwrite<char[]>(static_cast<size_t>(m_size));
    std::memcpy(m_bytes.get(), bytes.data(), static_cast<size_t>(m_size));
}

Secret::Secret(QStringView text)
{
    QByteArray utf8 = text.toUtf8();
    *this = Secret(QByteArrayView(utf8));
    wipe(utf8);
}

Secret Secret::ofSize(qsizetype size)
{
    Secret secret;
    secret.m_bytes = std::make_unique<char[]>(static_cast<size_t>(size));
    secret.m_size = size;
    return secret;
}

Secret::Secret(const Secret& other)
    : Secret(other.view())
{}

Secret::Secret(Secret&& other) noexcept
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0))
{}

Secret& Secret::operator=(const Secret& other)
{
    if (this != &other)
        *this = Secret(other.view());
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        clear();
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    clear();
}

void Secret::clear()
{
    if (m_bytes)
        explicit_bzero(m_bytes.get(), static_cast<size_t>(m_size));
    m_bytes.reset();
    m_size = 0;
}

bool operator==(const Secret& a, const Secret& b)
{
    return constantTimeEquals(a.view(), b.view());
}

bool constantTimeEquals(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(difference |
                                                (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
    return difference == 0;
}

void wipe(QByteArray& bytes)
{
    if (bytes.isEmpty())
        return;
    // A shared or literal buffer is not ours to overwrite; detaching would only make one more copy.
    if (bytes.isDetached())
        explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
}

void wipe(QString& text)
{
    if (text.isEmpty())
        return;
    if (text.isDetached())
        explicit_bzero(text.data(), static_cast<size_t>(text.size()) * sizeof(QChar));
    text.clear();
}

void disableCoreDumps()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

} // namespace kfdesk
