#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QString>

#include <functional>
#include <mutex>
#include <optional>

namespace kfdesk::service {

/// Why callbacks cannot be put on disk at present.
struct StoreTrouble
{
    Error error;
    qint64 since = 0; ///< UTC ms

    friend bool operator==(const StoreTrouble&, const StoreTrouble&) = default;
};

/// As one line for other processes, and back; nothing when the line is not one of ours. `databasePath` for the wording.
QString toNote(const StoreTrouble& trouble);
std::optional<StoreTrouble> troubleFromNote(const QString& note, const QString& databasePath);

/// Whether the inbox takes callbacks, as its last attempts showed. Thread-safe.
class InboxHealth
{
public:
    /// Called on the thread that reports, when trouble begins, changes its cause or ends.
    using Changed = std::function<void(const std::optional<StoreTrouble>&)>;

    InboxHealth(const Clock& clock, Changed changed)
        : m_clock(clock)
        , m_changed(std::move(changed))
    {}

    void failed(const Error& error);
    void worked();
    std::optional<StoreTrouble> trouble() const;

private:
    const Clock& m_clock;
    const Changed m_changed;
    mutable std::mutex m_mutex;
    std::optional<StoreTrouble> m_trouble;
};

} // namespace kfdesk::service
