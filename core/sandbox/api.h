#pragma once

#include "core/base/clock.h"
#include "core/net/http_server.h"
#include "core/sandbox/endpoints.h"
#include "core/sandbox/fault_plan.h"

#include <map>
#include <mutex>

namespace kfdesk::sandbox {

/// An answer of the simulated API, and how it is to be delivered.
struct ApiReply
{
    net::HttpResponse response;
    int delayMs = 0;
    bool drop = false; ///< close the connection instead of answering
};

/// /cgi-bin/…: finds the endpoint, applies faults, checks the token that the endpoint asks for, and dresses the answer
/// as WeCom does (HTTP 200 also for refusals; 404 for what is no endpoint). Thread-safe.
class Api
{
public:
    Api(ApiContext context, FaultPlan& faults, const Clock& clock, int latencyMs);

    ApiReply answer(const net::HttpRequest& request);
    /// Calls so far, by endpoint name.
    std::map<QString, int> calls() const;

    static bool isEndpoint(const QString& name);

private:
    struct Endpoint;
    static const std::map<QString, Endpoint>& endpoints();

    QJsonObject execute(const Endpoint& endpoint, const net::HttpRequest& request) const;
    ApiResult call(const Endpoint& endpoint, const net::HttpRequest& request) const;
    ApiResult callForCorp(const Endpoint& endpoint, const net::HttpRequest& request) const;
    QJsonObject inject(int errcode, const net::HttpRequest& request) const;

    const ApiContext m_context;
    FaultPlan& m_faults;
    const Clock& m_clock;
    const int m_latencyMs;
    mutable std::mutex m_mutex;
    std::map<QString, int> m_calls;
};

} // namespace kfdesk::sandbox
