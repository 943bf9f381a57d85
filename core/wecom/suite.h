#pragma once

#include "core/base/secret.h"

#include <QString>

namespace kfdesk::wecom {

/// What the API client needs of a component.
struct Suite
{
    QString suiteId;
    Secret suiteSecret;
    QString apiBase; ///< no trailing slash
    QString proxy;   ///< "" = direct
};

} // namespace kfdesk::wecom
