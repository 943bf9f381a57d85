#pragma once

#include "core/base/result.h"
#include "core/callback/callback_server.h"
#include "core/service/context.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace kfdesk::service {

/// What a listener has met since it began, as it wrote it down for other processes of the workspace.
struct ListenerRecord
{
    qint64 since = 0; ///< UTC ms
    qint64 at = 0;    ///< UTC ms, when this was written
    quint64 accepted = 0;
    quint64 verifications = 0;
    qint64 slowestMs = 0;
    std::vector<std::pair<QString, quint64>> refusals; ///< as callback::CallbackStats::refusals()

    friend bool operator==(const ListenerRecord&, const ListenerRecord&) = default;
};

/// None when no listener of this workspace has written one yet.
Result<std::optional<ListenerRecord>> readListenerRecord(store::Connection& connection);

/// Writes the record while a listener runs, and a line into the log when requests were refused.
///
/// Both are bounded, however many requests come: the record is one row, written at most every five seconds and only
/// when something changed; the line appears at most once a minute.
class ListenerRecorder
{
public:
    ListenerRecorder(Context& context, std::function<callback::CallbackStats()> stats);
    ~ListenerRecorder(); ///< stop()

    void start();
    void stop(); ///< writes what is new, then joins

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kfdesk::service
