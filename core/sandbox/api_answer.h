#pragma once

#include "core/base/clock.h"

#include <QJsonObject>
#include <QString>

#include <tl/expected.hpp>

namespace kfdesk::sandbox {

/// Why a call was refused: WeCom's errcode, and what stands in front of its usual text.
struct ApiRefusal
{
    int errcode = 0;
    QString prefix;
};

/// The members of a successful answer, or the refusal.
using ApiResult = tl::expected<QJsonObject, ApiRefusal>;

inline tl::unexpected<ApiRefusal> refuse(int errcode, QString prefix = {})
{
    return tl::unexpected(ApiRefusal{errcode, std::move(prefix)});
}

/// errcode and errmsg as WeCom words them, with hint, from ip and the address for more information.
QJsonObject refusalJson(const ApiRefusal& refusal, const Clock& clock);

} // namespace kfdesk::sandbox
