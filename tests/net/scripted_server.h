#pragma once

#include "tests/net/raw_client.h"

#include <QByteArray>

#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kfdesk::test {

/// One accepted connection of a ScriptedServer, on a thread of its own; blocking.
class ServedConnection
{
public:
    explicit ServedConnection(int socket);
    ~ServedConnection();
    ServedConnection(const ServedConnection&) = delete;
    ServedConnection& operator=(const ServedConnection&) = delete;

    QByteArray readRequest();                ///< header and body by Content-Length; empty when the client has gone
    QByteArray readExactly(qsizetype bytes); ///< empty when the client has gone
    QByteArray readSome();                   ///< whatever comes next; empty at the end
    bool send(const QByteArray& bytes);
    void sendAnswer(const QByteArray& body); ///< 200, kept alive
    void waitForEnd();                       ///< until the client closes
    int descriptor() const { return m_socket; }
    void reset(); ///< the connection ends with RST when it goes

private:
    bool fill();

    int m_socket;
    QByteArray m_in;
};

/// A server that misbehaves as its script says. Joins its threads when it goes, so every script must end once its
/// client is gone.
class ScriptedServer
{
public:
    using Script = std::function<void(ServedConnection& connection)>;

    explicit ScriptedServer(Script script);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    quint16 port() const { return m_port; }

private:
    void accept();

    const Script m_script;
    int m_listening = -1;
    quint16 m_port = 0;
    std::thread m_acceptor;
    std::vector<std::thread> m_connections; ///< touched by m_acceptor until it is joined
};

} // namespace kfdesk::test
