#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace kfdesk {

/// A value or the reason why there is none. Functions that can fail return it; nothing of ours throws.
template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail(error);` from a function that returns any Result.
inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace kfdesk

#define KFDESK_CONCAT_(a, b) a##b
#define KFDESK_CONCAT(a, b) KFDESK_CONCAT_(a, b)
#define KFDESK_TRY_(tmp, declaration, expression)                                                                      \
    auto tmp = (expression);                                                                                           \
    if (!tmp)                                                                                                          \
        return ::kfdesk::fail(std::move(tmp).error());                                                                 \
    declaration = *std::move(tmp)

/// `KFDESK_TRY(auto corp, repository.find(id));` — declares `corp`, or returns the error to the caller.
#define KFDESK_TRY(declaration, ...) KFDESK_TRY_(KFDESK_CONCAT(tryResult_, __LINE__), declaration, (__VA_ARGS__))

/// `KFDESK_CHECK(step());` — goes on, or returns the error to the caller.
#define KFDESK_CHECK(...)                                                                                              \
    do {                                                                                                               \
        if (auto checkResult_ = (__VA_ARGS__); !checkResult_)                                                          \
            return ::kfdesk::fail(std::move(checkResult_).error());                                                    \
    } while (false)
