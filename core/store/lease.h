#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>
#include <optional>

namespace kfdesk::store {

/// Who holds a lease: "program (pid 123, host)".
struct LeaseHolder
{
    QString name;
    qint64 since = 0; ///< UTC ms; 0 = not told
};

/// The right to listen and process for a workspace: an OS lock on `<workspace>/lease`, released by the kernel when the
/// process dies. The file names its holder (program, pid, host) and since when, for the message, and a note of his.
class Lease
{
public:
    /// Errors "lease.held" (kind Busy; args holder = "program (pid 123, host)", pid), "lease.io" (arg path).
    static Result<Lease> acquire(const QString& workspaceDir, const QString& holderName, qint64 nowMs = 0);
    /// Who holds it now; none when it is free. Does not take it, not even for a moment.
    static std::optional<LeaseHolder> current(const QString& workspaceDir);
    static std::optional<QString> holder(const QString& workspaceDir); ///< the name alone

    /// Writes one line beside the holder's name, for whoever asks; "" takes it away. Written in place, so that a full
    /// disk takes it all the same; on a disk that takes nothing it is lost.
    void setNote(const QString& line) const;
    /// The note of whoever holds it now; none when it is free or says nothing.
    static std::optional<QString> note(const QString& workspaceDir);

    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&& other) noexcept;
    ~Lease(); ///< gives it back

private:
    explicit Lease(int descriptor);
    int m_descriptor = -1;
};

} // namespace kfdesk::store
