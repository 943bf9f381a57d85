#pragma once

#include <QByteArray>
#include <QString>

namespace kfdesk::test {

/// One HTTP answer as it stood on the wire.
struct RawAnswer
{
    int status = 0; ///< 0: the connection ended before a whole answer
    QByteArray head;
    QByteArray body;

    QByteArray field(const QByteArray& name) const; ///< value of a header field; empty when absent
};

/// A blocking TCP client that sends whatever a test likes, well-formed or not. Gives up after 60 s: a hung server
/// fails its test instead of stopping all of them.
class RawClient
{
public:
    RawClient();
    explicit RawClient(quint16 port); ///< connected to 127.0.0.1
    virtual ~RawClient();
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&&) = delete;

    bool connectTo(quint16 port);
    /// False once the server has gone.
    bool send(const QByteArray& bytes);
    void sendWhatFits(const QByteArray& bytes); ///< as much as is taken without waiting
    void finishSending();                       ///< half-close
    void reset();                               ///< ends with RST instead of FIN

    RawAnswer answer();                     ///< the next one; `headOnly` answers: see headAnswer()
    RawAnswer headAnswer();                 ///< an answer to HEAD: no body follows
    RawAnswer ask(const QByteArray& bytes); ///< send() and answer()
    bool isEnded();                         ///< waits until the server closes; false when it sends something instead
    bool isReadable(int withinMs);          ///< bytes or the end are here

    int descriptor() const { return m_socket; }

protected:
    /// As recv() and send().
    virtual qint64 receive(char* into, size_t size);
    virtual qint64 transmit(const char* from, size_t size);

private:
    bool fill();
    RawAnswer readHead();

    int m_socket = -1;
    QByteArray m_in;
    bool m_gaveUp = false; ///< the server said nothing for too long
};

} // namespace kfdesk::test
