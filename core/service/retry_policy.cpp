#include "core/service/retry_policy.h"

#include "core/wecom/error_codes.h"

#include <QRandomGenerator>

#include <algorithm>

namespace kfdesk::service {

namespace {

constexpr int serverBusyTries = 3;

struct Backoff
{
    qint64 baseMs;
    qint64 capMs;
};

constexpr Backoff quick{500, 30'000};
constexpr Backoff slow{5'000, 60'000};

qint64 randomUpTo(qint64 ms)
{
    return QRandomGenerator::global()->bounded(ms + 1);
}

qint64 delayOf(const Backoff& backoff, int attempts)
{
    const int doublings = std::clamp(attempts - 1, 0, 16);
    return randomUpTo(std::min(backoff.capMs, backoff.baseMs << doublings));
}

bool isWecomCode(const Error& error)
{
    return error.code != 0 && error.id.startsWith(QLatin1String("wecom."));
}

} // namespace

std::optional<qint64> retryDelay(const Error& error, int attempts)
{
    switch (error.kind) {
    case ErrorKind::Limit:
        return error.retryAfterMs > 0 ? error.retryAfterMs : 1000 + randomUpTo(2000);
    case ErrorKind::Remote:
        if (error.code == serverBusy && attempts >= serverBusyTries)
            return std::nullopt;
        // A token that was refused again right after its refresh: asking at speed would only bring a block.
        if (isWecomCode(error) && wecom::codeClass(error.code) == wecom::CodeClass::Token)
            return delayOf(slow, attempts);
        return delayOf(quick, attempts);
    case ErrorKind::Network:
    case ErrorKind::Ambiguous:
    case ErrorKind::Busy:
    case ErrorKind::Store:
        return delayOf(quick, attempts);
    case ErrorKind::Config:
        if (isWecomCode(error) && wecom::codeClass(error.code) == wecom::CodeClass::Unknown)
            return std::nullopt;
        return delayOf(slow, attempts);
    case ErrorKind::Cancelled:
        return 0;
    case ErrorKind::Input:
    case ErrorKind::Auth:
    case ErrorKind::NotFound:
    case ErrorKind::Internal:
        break;
    }
    return std::nullopt;
}

} // namespace kfdesk::service
