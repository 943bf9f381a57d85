#include "core/service/purge_proof.h"

#include "core/base/log.h"
#include "core/store/checkpoint.h"
#include "core/store/corp_repository.h"
#include "core/store/text_holders.h"

#include <QDir>
#include <QFileInfo>

namespace kfdesk::service {

namespace {

/// Remembers, for one search, which texts live rows hold.
class HeldTexts
{
public:
    HeldTexts(store::Connection& db, const QStringList& texts)
        : m_db(db)
        , m_texts(texts)
        , m_known(static_cast<size_t>(texts.size()))
    {}

    Result<bool> holds(int index)
    {
        auto& known = m_known.at(static_cast<size_t>(index));
        if (!known) {
            KFDESK_TRY(known, store::isHeldByRows(m_db, m_texts.at(index)));
        }
        return *known;
    }

private:
    store::Connection& m_db;
    const QStringList& m_texts;
    std::vector<std::optional<bool>> m_known;
};

} // namespace

QStringList PurgeProof::texts() const
{
    return QStringList(m_subject.authCorpId) + m_subject.names;
}

Result<void> PurgeProof::dropBackups()
{
    const QDir backups(m_context.directory() + QStringLiteral("/backups"));
    if (!backups.exists())
        return {};
    KFDESK_TRY(const auto hits, store::searchFiles(backups.path(), texts()));
    for (const store::FileHit& hit : hits) {
        const QString path = backups.filePath(hit.file);
        if (QFileInfo::exists(path) && !QFile::remove(path))
            return fail(
                makeError(ErrorKind::Store, QStringLiteral("purge.files"), {}, {{QStringLiteral("path"), path}}));
    }
    return {};
}

Result<void> PurgeProof::truncateWal()
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto checkpointed, store::checkpoint(*db));
    if (checkpointed == store::Checkpointed::NotNow)
        return fail(makeError(ErrorKind::Busy, QStringLiteral("store.busy")));
    return {};
}

Result<void> PurgeProof::rebuild()
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_CHECK(db->exec(QStringLiteral("VACUUM")));
    return truncateWal();
}

/// Hits that prove something was left: outside the database any, inside it those that no row accounts for.
Result<std::vector<store::FileHit>> PurgeProof::residue()
{
    const QStringList wanted = texts();
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto hits, store::searchFiles(m_context.directory(), wanted));
    const QString databaseFile = QFileInfo(m_context.database().path()).fileName();
    HeldTexts held(*db, wanted);
    std::vector<store::FileHit> left;
    for (const store::FileHit& hit : hits) {
        if (hit.file.startsWith(databaseFile)) {
            KFDESK_TRY(const bool accounted, held.holds(hit.needle));
            if (accounted)
                continue;
        }
        left.push_back(hit);
    }
    return left;
}

Result<bool> PurgeProof::authorisedAgain()
{
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto corp, store::CorpRepository(*db).findByAuthCorpId(m_subject.suiteId, m_subject.authCorpId));
    return corp.has_value();
}

Result<bool> PurgeProof::establish()
{
    KFDESK_CHECK(truncateWal());
    KFDESK_TRY(const bool again, authorisedAgain());
    KFDESK_TRY(auto left, residue());
    if (!left.empty() || again) {
        KFDESK_CHECK(rebuild());
        KFDESK_TRY(left, residue());
    }
    for (const store::FileHit& hit : left)
        qCWarning(logService, "purge: residue in %ls at %lld", qUtf16Printable(hit.file), hit.offset);
    return left.empty();
}

} // namespace kfdesk::service
