#pragma once

#include "core/base/error.h"

#include <QString>

#include <functional>
#include <vector>

namespace kfdesk::service {

/// One item of bulk work that did not succeed.
struct ItemFailure
{
    qint64 localId = 0;
    QString name; ///< what people call it
    Error error;
};

/// Where bulk work stands. Called from worker threads, at most a few times a second and once at the end.
struct Progress
{
    int total = 0;
    int done = 0;
    std::vector<ItemFailure> failures;
};

using ProgressCallback = std::function<void(const Progress&)>;

} // namespace kfdesk::service
