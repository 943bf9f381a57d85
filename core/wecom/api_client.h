#pragma once

#include "core/base/result.h"
#include "core/net/http_client.h"
#include "core/wecom/answers.h"
#include "core/wecom/rate_limiter.h"
#include "core/wecom/suite.h"

#include <stop_token>
#include <vector>

namespace kfdesk::wecom {

/// WeCom's endpoints that we call, one function each: builds the request, keeps the limits, decodes the answer. Holds
/// no tokens and never retries (TokenBroker and the callers do). Blocking; thread-safe.
///
/// Errors: those of net::HttpSender, of the decoders and "wecom.budget"; an HTTP status other than 200 with an unusable
/// body is "wecom.http_status" (code = status). An unusable answer to getPermanentCode() is kind Ambiguous: the code
/// may be spent. 45009 and 45033 carry retryAfterMs, the pause that the limiter now keeps.
class ApiClient
{
public:
    ApiClient(net::HttpSender& http, RateLimiter& limiter);

    /// POST service/get_suite_token (90600)
    Result<TokenAnswer> getSuiteToken(const Suite& suite, const Secret& suiteTicket, std::stop_token stop = {});
    /// POST service/get_permanent_code (90603); v2 (100776) when v1 answers 48005. Single-use: the request reaches the
    /// server at most once a call. Deadline 15 s.
    Result<PermanentCodeAnswer> getPermanentCode(const Suite& suite, const Secret& suiteToken, const Secret& authCode,
                                                 std::stop_token stop = {});
    /// POST service/get_auth_info (90604)
    Result<AuthCorpInfo> getAuthInfo(const Suite& suite, const Secret& suiteToken, const QString& authCorpId,
                                     const Secret& permanentCode, std::stop_token stop = {});
    /// POST service/get_corp_token (90605)
    Result<TokenAnswer> getCorpToken(const Suite& suite, const Secret& suiteToken, const QString& authCorpId,
                                     const Secret& permanentCode, std::stop_token stop = {});
    /// POST kf/account/list (94661): one page; `limit` 1…100. The end is a page shorter than `limit`.
    Result<std::vector<KfAccountAnswer>> listKfAccounts(const Suite& suite, const QString& authCorpId,
                                                        const Secret& corpToken, int offset, int limit,
                                                        std::stop_token stop = {});
    /// POST kf/add_contact_way (94665): the URL of an account, plain when `scene` is empty.
    Result<QString> addContactWay(const Suite& suite, const QString& authCorpId, const Secret& corpToken,
                                  const QString& openKfId, const QString& scene, std::stop_token stop = {});

private:
    net::HttpSender& m_http;
    RateLimiter& m_limiter;
};

} // namespace kfdesk::wecom
