#pragma once

#include "core/callback/ports.h"
#include "core/service/context.h"

#include <QHash>

#include <memory>
#include <mutex>

namespace kfdesk::service {

/// The components of the store as the listener sees them: a snapshot in memory, built anew by reload(). Thread-safe.
class ComponentDirectory final : public callback::SuiteDirectory
{
public:
    explicit ComponentDirectory(Context& context)
        : m_context(context)
    {}

    /// Blocking. On an error the snapshot stays as it was. A component whose key cannot be read is left out.
    Result<void> reload();

    std::shared_ptr<const callback::SuiteKeys> find(const QString& suiteId) const override;

private:
    using Snapshot = QHash<QString, std::shared_ptr<const callback::SuiteKeys>>;

    Context& m_context;
    mutable std::mutex m_mutex;
    Snapshot m_suites;
};

} // namespace kfdesk::service
