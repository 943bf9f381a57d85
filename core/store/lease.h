#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>
#include <optional>

namespace kfdesk::store {

/// The right to listen and process for a workspace: an OS lock on `<workspace>/lease`, released by the kernel when the
/// process dies. The file names its holder (pid, program, host) for the message.
class Lease
{
public:
    /// Errors "lease.held" (kind Busy; args holder = "program (pid 123, host)", pid), "lease.io" (arg path).
    static Result<Lease> acquire(const QString& workspaceDir, const QString& holderName);
    /// Who holds it now, as in the arg holder; none when it is free. Does not take it, not even for a moment.
    static std::optional<QString> holder(const QString& workspaceDir);

    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&& other) noexcept;
    ~Lease(); ///< gives it back

private:
    explicit Lease(int descriptor);
    int m_descriptor = -1;
};

} // namespace kfdesk::store
