#pragma once

#include "core/net/http_server.h"
#include "core/sandbox/simulator.h"
#include "core/wecom/event.h"

#include <QByteArray>

#include <deque>
#include <mutex>
#include <vector>

namespace kfdesk::test {

/// One callback as it arrived, opened with the product's own cipher.
struct ReceivedCallback
{
    net::HttpRequest request;
    bool signatureHolds = false;
    QByteArray toUserName; ///< of the envelope
    QByteArray encrypted;
    QByteArray message; ///< plaintext
    QByteArray receiveId;
    wecom::CallbackEvent event;
};

/// A listener of a console, as small as it gets: checks, opens and keeps every callback. Answers `success` (or the echo
/// of a verification), unless told otherwise. Thread-safe.
class Receiver
{
public:
    Receiver();

    void start();
    QString url() const { return m_server.url(); }
    void setSuite(const sandbox::SimulatorIdentity& identity);
    /// The next answers, one a request; status 0 closes the connection without one.
    void answerNext(std::deque<int> statuses);
    std::vector<ReceivedCallback> received() const;

private:
    void handle(const net::HttpRequest& request, const net::HttpReply& reply);
    ReceivedCallback open(const net::HttpRequest& request) const;

    mutable std::mutex m_mutex;
    sandbox::SimulatorIdentity m_identity;
    std::deque<int> m_statuses;
    std::vector<ReceivedCallback> m_received;
    net::HttpServer m_server;
};

} // namespace kfdesk::test
