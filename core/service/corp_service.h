#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/model/corp.h"
#include "core/model/kf.h"
#include "core/service/context.h"
#include "core/service/progress.h"

#include <QByteArray>

#include <stop_token>
#include <vector>

namespace kfdesk::service {

struct CorpDetail
{
    model::Corp corp;
    std::vector<model::KfAccount> accounts;
    std::vector<model::KfLink> links;
    std::vector<model::Grant> grants; ///< newest first
};

/// One line of an import: an authorisation that exists already.
struct ImportItem
{
    QString authCorpId;
    Secret permanentCode;
    QString state;
};

/// Authorised corps (授权企业): reading and what staff do to them. Sync and purge have services of their own.
class CorpService
{
public:
    explicit CorpService(Context& context)
        : m_context(context)
    {}

    Result<std::vector<model::Corp>> list(const QString& suiteId);         ///< all of them; pinyin order
    Result<std::vector<model::Corp>> find(const std::vector<qint64>& ids); ///< those that still exist
    Result<CorpDetail> detail(qint64 corpId);                              ///< error "corp.not_found"
    Result<std::vector<model::KfAccount>> accounts(const QString& suiteId, const QString& authCorpId);
    /// ≤ 2000 characters ("input.note").
    Result<void> setNote(qint64 corpId, const QString& note);
    /// Puts corps without or with an unknown state under a placement's state. Errors "placement.not_found",
    /// "corp.not_found"; corps before the missing one stay assigned.
    Result<void> assign(const std::vector<qint64>& corpIds, qint64 placementId);
    /// Staff have seen what changed: Changed → Active.
    Result<void> acknowledge(const std::vector<qint64>& corpIds);

    /// Asks whoever holds the lease to synchronise the corps, or to purge one: for a console beside a running listener,
    /// which does not do it itself. Returns at once; what comes of it shows in the corps and receipts.
    Result<void> requestSync(const std::vector<qint64>& corpIds);
    Result<void> requestPurge(qint64 corpId); ///< error "corp.not_found"

    /// Reads JSON (array of objects) or CSV with header: auth_corpid, permanent_code, state. Errors "import.format",
    /// "import.json" (arg byte), "import.line" (args line, reason = the faulty field); nothing is imported from a file
    /// with a fault.
    static Result<std::vector<ImportItem>> parseImport(const QByteArray& text);
    /// Recomputes search and sort keys made by another ICU version, in chunks. Returns how many.
    Result<int> refreshKeys(std::stop_token stop);

private:
    Context& m_context;
};

} // namespace kfdesk::service
