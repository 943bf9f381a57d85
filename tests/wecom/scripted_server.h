#pragma once

#include "core/net/http_server.h"

#include <QTest>

#include <mutex>
#include <vector>

namespace kfdesk::test {

/// A real HTTP server on a free port of 127.0.0.1 that answers by a script and keeps what it was asked.
class ScriptedServer
{
public:
    /// Runs on the server's thread for each request, like net::HttpHandler.
    using Script = std::function<void(const net::HttpRequest&, const net::HttpReply&)>;

    explicit ScriptedServer(Script script)
        : m_script(std::move(script))
        , m_server([this](net::HttpRequest request, net::HttpReply reply) {
            {
                const std::scoped_lock lock(m_mutex);
                m_requests.push_back(request);
            }
            m_script(request, reply);
        })
    {
        if (!m_server.start(QStringLiteral("127.0.0.1"), 0))
            qFatal("the scripted server cannot listen");
    }

    ~ScriptedServer() { m_server.stop(); }

    QString url() const { return m_server.url(); }

    std::vector<net::HttpRequest> requests() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_requests;
    }

private:
    Script m_script;
    mutable std::mutex m_mutex;
    std::vector<net::HttpRequest> m_requests;
    net::HttpServer m_server; // last: its thread uses the others
};

inline net::HttpResponse jsonAnswer(QByteArray body, int status = 200)
{
    net::HttpResponse response;
    response.status = status;
    response.body = std::move(body);
    response.contentType = "application/json; charset=UTF-8";
    return response;
}

} // namespace kfdesk::test
