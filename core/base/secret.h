#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace kfdesk {

/// Bytes that must not outlive their use: zeroed on destruction, never implicitly shared with a QByteArray,
/// and without any stream, debug or string conversion, so that it cannot slip into a log.
///
/// Comparing takes the same time wherever the difference lies. Copying makes another zeroing copy.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView bytes);
    explicit Secret(QStringView text); ///< as UTF-8
    /// A buffer of `size` zero bytes to be filled through data().
    static Secret ofSize(qsizetype size);

    Secret(const Secret& other);
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    bool isEmpty() const { return m_size == 0; }
    qsizetype size() const { return m_size; }
    /// Valid while this object lives and is not assigned to.
    QByteArrayView view() const { return {m_bytes.get(), m_size}; }
    char* data() { return m_bytes.get(); }
    void clear();

    friend bool operator==(const Secret& a, const Secret& b);

private:
    std::unique_ptr<char[]> m_bytes;
    qsizetype m_size = 0;
};

/// Same length and bytes, in a time that depends on the length only.
bool constantTimeEquals(QByteArrayView a, QByteArrayView b);

/// Overwrites `bytes` in a way that the optimiser keeps. For library buffers that held a secret.
void wipe(QByteArray& bytes);
void wipe(QString& text);

/// Turns core dumps off for this process and keeps other processes of the user from attaching to it.
void disableCoreDumps();

} // namespace kfdesk
