#include "tests/net/scripted_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kfdesk::test {

ServedConnection::ServedConnection(int socket)
    : m_socket(socket)
{
    const timeval patience{60, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

ServedConnection::~ServedConnection()
{
    ::close(m_socket);
}

bool ServedConnection::fill()
{
    const QByteArray more = readSome();
    m_in += more;
    return !more.isEmpty();
}

QByteArray ServedConnection::readSome()
{
    char bytes[16 * 1024];
    const auto n = ::recv(m_socket, bytes, sizeof bytes, 0);
    return n > 0 ? QByteArray(bytes, n) : QByteArray();
}

QByteArray ServedConnection::readRequest()
{
    while (!m_in.contains("\r\n\r\n")) {
        if (!fill())
            return {};
    }
    RawAnswer header;
    header.head = m_in.first(m_in.indexOf("\r\n\r\n") + 2);
    const qsizetype size = header.head.size() + 2 + header.field("Content-Length").toLongLong();
    while (m_in.size() < size) {
        if (!fill())
            return {};
    }
    const QByteArray request = m_in.first(size);
    m_in.remove(0, size);
    return request;
}

QByteArray ServedConnection::readExactly(qsizetype bytes)
{
    while (m_in.size() < bytes) {
        if (!fill())
            return {};
    }
    const QByteArray read = m_in.first(bytes);
    m_in.remove(0, bytes);
    return read;
}

bool ServedConnection::send(const QByteArray& bytes)
{
    return ::send(m_socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

void ServedConnection::sendAnswer(const QByteArray& body)
{
    send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void ServedConnection::waitForEnd()
{
    while (!readSome().isEmpty()) {
    }
}

void ServedConnection::reset()
{
    const linger abrupt{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
}

ScriptedServer::ScriptedServer(Script script)
    : m_script(std::move(script))
    , m_listening(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(m_listening, reinterpret_cast<const sockaddr*>(&address), size);
    ::listen(m_listening, SOMAXCONN);
    ::getsockname(m_listening, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

ScriptedServer::~ScriptedServer()
{
    ::shutdown(m_listening, SHUT_RDWR); // wakes accept()
    m_acceptor.join();
    ::close(m_listening);
    for (auto& connection : m_connections)
        connection.join();
}

void ScriptedServer::accept()
{
    for (;;) {
        const int socket = ::accept(m_listening, nullptr, nullptr);
        if (socket < 0)
            return;
        m_connections.emplace_back([this, socket] {
            ServedConnection connection(socket);
            m_script(connection);
        });
    }
}

} // namespace kfdesk::test
