#pragma once

#include "core/base/result.h"

namespace kfdesk::crypto {

/// Known answers for every cipher and digest we use (a few milliseconds; no scrypt at full cost). Programs run it at
/// start and refuse to go on when it fails ("crypto.self_test", detail names the algorithm).
Result<void> runSelfTest();

} // namespace kfdesk::crypto
