#pragma once

#include "core/service/context.h"
#include "core/store/file_search.h"
#include "core/store/purge_repository.h"

#include <vector>

namespace kfdesk::service {

/// The part of a purge after its rows are gone: nothing about the subject is left in any file of the workspace.
class PurgeProof
{
public:
    PurgeProof(Context& context, const store::PurgeSubject& subject)
        : m_context(context)
        , m_subject(subject)
    {}

    /// Deletes the backups that hold one of the subject's ids. Error "purge.files" (arg path).
    Result<void> dropBackups();
    /// Truncates the WAL and searches; rebuilds the database when that is needed and searches again. True when clean.
    Result<bool> establish();

private:
    QStringList texts() const;
    Result<void> truncateWal();
    Result<void> rebuild();
    Result<std::vector<store::FileHit>> residue();
    Result<bool> authorisedAgain();

    Context& m_context;
    const store::PurgeSubject& m_subject;
};

} // namespace kfdesk::service
