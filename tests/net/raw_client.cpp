#include "tests/net/raw_client.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace kfdesk::test {

QByteArray RawAnswer::field(const QByteArray& name) const
{
    const QByteArray start = "\r\n" + name.toLower() + ": ";
    const qsizetype at = head.toLower().indexOf(start);
    if (at < 0)
        return {};
    const qsizetype from = at + start.size();
    return head.sliced(from, head.indexOf("\r\n", from) - from);
}

RawClient::RawClient()
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval patience{60, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

RawClient::RawClient(quint16 port)
    : RawClient()
{
    connectTo(port);
}

RawClient::RawClient(RawClient&& other) noexcept
    : m_socket(std::exchange(other.m_socket, -1))
    , m_in(std::move(other.m_in))
    , m_gaveUp(other.m_gaveUp)
{}

RawClient::~RawClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool RawClient::connectTo(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool RawClient::send(const QByteArray& bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto n = transmit(bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent));
        if (n <= 0)
            return false;
        sent += n;
    }
    return true;
}

qint64 RawClient::receive(char* into, size_t size)
{
    return ::recv(m_socket, into, size, 0);
}

qint64 RawClient::transmit(const char* from, size_t size)
{
    return ::send(m_socket, from, size, MSG_NOSIGNAL);
}

void RawClient::sendWhatFits(const QByteArray& bytes)
{
    qsizetype sent = 0;
    for (;;) {
        const auto n = ::send(m_socket, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent),
                              MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n <= 0)
            return;
        sent += n;
    }
}

void RawClient::finishSending()
{
    ::shutdown(m_socket, SHUT_WR);
}

void RawClient::reset()
{
    const linger abrupt{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
    ::close(std::exchange(m_socket, -1));
}

bool RawClient::fill()
{
    char bytes[16 * 1024];
    const auto n = receive(bytes, sizeof bytes);
    m_gaveUp = n < 0 && errno == EAGAIN;
    if (n <= 0)
        return false;
    m_in.append(bytes, n);
    return true;
}

RawAnswer RawClient::readHead()
{
    qsizetype end = m_in.indexOf("\r\n\r\n");
    while (end < 0) {
        if (!fill())
            return {};
        end = m_in.indexOf("\r\n\r\n");
    }
    RawAnswer answer;
    answer.head = m_in.first(end + 2);
    m_in.remove(0, end + 4);
    answer.status = answer.head.sliced(9, 3).toInt();
    return answer;
}

RawAnswer RawClient::headAnswer()
{
    return readHead();
}

RawAnswer RawClient::answer()
{
    RawAnswer answer = readHead();
    const qsizetype length = answer.field("Content-Length").toLongLong();
    while (m_in.size() < length) {
        if (!fill())
            return {};
    }
    answer.body = m_in.first(length);
    m_in.remove(0, length);
    return answer;
}

RawAnswer RawClient::ask(const QByteArray& bytes)
{
    return send(bytes) ? answer() : RawAnswer{};
}

bool RawClient::isEnded()
{
    return m_in.isEmpty() && !fill() && !m_gaveUp;
}

bool RawClient::isReadable(int withinMs)
{
    pollfd waited{m_socket, POLLIN, 0};
    return ::poll(&waited, 1, withinMs) > 0;
}

} // namespace kfdesk::test
