#pragma once

#include "core/base/error.h"

#include <optional>

namespace kfdesk::service {

/// errcode: WeCom is busy. At most three tries, which its callers count apart from those that failed otherwise.
inline constexpr int serverBusy = -1;

/// How long to wait before work that failed is tried again, in milliseconds; none = not by itself (reference §6).
///
/// Exponential with full jitter from 0.5 s up to 30 s while nobody has to act; from 5 s up to 60 s where an operator
/// has (missing ticket, 60020, wrong secret), because WeCom blocks whoever fails 2000 token calls an hour; −1 at most
/// three times; limits as long as they ask for. `attempts` counts the tries so far, 1 after the first.
std::optional<qint64> retryDelay(const Error& error, int attempts);

} // namespace kfdesk::service
