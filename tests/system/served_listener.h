#pragma once

#include "tests/net/raw_client.h"
#include "tests/system/programs.h"

#include <memory>

namespace kfdesk::test {

/// What the kernel says of a process's memory, in bytes.
struct MemoryUse
{
    qint64 resident = 0; ///< now
    qint64 peak = 0;     ///< most that was ever resident
};

/// A workspace with sampleComponent() and `kfdeskctl serve` on it, seen as a sender sees it.
class ServedListener
{
public:
    explicit ServedListener(const QStringList& options = {}); ///< `options` for serve

    quint16 port() const { return m_port; }
    QString url() const { return m_url; }
    const Console& console() const { return m_console; }
    MemoryUse memory() const;
    qint64 diskBytes() const;   ///< files of the workspace and what the program said on stderr
    QJsonObject status() const; ///< `kfdeskctl status --json`
    int storedEvents() const;   ///< `kfdeskctl events`
    Outcome stop() { return m_program->stop(); }

private:
    Console m_console;
    std::unique_ptr<RunningProgram> m_program;
    QString m_url;
    quint16 m_port = 0;
};

/// Requests to that component, as WeCom makes them or not quite.
namespace sender {

QByteArray path();                               ///< /callback/{suite_id}
QByteArray suiteId();                            ///< also the receiveid of its events
QByteArray unknownEvent(const QByteArray& mark); ///< plaintext of a type nobody knows: stored, and nothing more happens
QByteArray sealed(const QByteArray& message, const QByteArray& receiveId);
/// Padded by the caller, encrypted as it is.
QByteArray encryptedRaw(const QByteArray& padded);
QByteArray signedQuery(const QByteArray& encrypt, const QByteArray& nonce = "nonce1");
QByteArray envelope(const QByteArray& encrypt);
QByteArray post(const QByteArray& target, const QByteArray& body);
/// A whole good request.
QByteArray delivery(const QByteArray& mark);

} // namespace sender

} // namespace kfdesk::test
