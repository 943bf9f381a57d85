#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QString>

#include <memory>

namespace kfdesk::wecom {

/// Keeps calls below WeCom's limits (document 90454) and the client policy of reference §6. Thread-safe, never waits:
/// a call that must wait is told until when.
///
/// Per corp and API 10 000 a minute and 150 000 an hour; per API in all 40 000 and 1 200 000 (a third-party
/// provider's, each address); per corp 4 in flight and
/// 5 a second with a burst of 20. 45009 blocks (corp, API) for 60 s, then 10 min, then 60 min; 45033 halves the corp's
/// calls in flight for that API for a minute and asks for 1–3 s. Corps without calls are forgotten, so memory follows
/// the corps in use.
class RateLimiter
{
public:
    explicit RateLimiter(const Clock& clock);
    ~RateLimiter();

    /// A permitted call; give it back by destroying it, before the limiter goes.
    class Permit
    {
    public:
        Permit(Permit&&) noexcept;
        Permit& operator=(Permit&&) = delete;
        ~Permit();

    private:
        friend class RateLimiter;
        Permit(RateLimiter& owner, QString corp, QString api);
        RateLimiter* m_owner;
        QString m_corp;
        QString m_api;
    };

    /// `corp` is "" for suite-level calls (they share the per-API budget only). Error "wecom.budget", kind Limit, with
    /// retryAfterMs.
    Result<Permit> acquire(const QString& corp, const QString& api);

    /// Tells the limiter what the server answered (0 = success clears the escalation). Returns the milliseconds for
    /// which this API now pauses for this corp; 0 = not at all.
    qint64 report(const QString& corp, const QString& api, int errcode);

    /// Share of the per-minute budget of the busiest API used now, 0…1: the budget meter.
    double usage() const;

    /// How many corps it remembers something of now: follows the corps in use, not all that ever called.
    size_t trackedCorps() const;

private:
    void release(const QString& corp, const QString& api);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::wecom
