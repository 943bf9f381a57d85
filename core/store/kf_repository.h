#pragma once

#include "core/base/result.h"
#include "core/model/kf.h"
#include "core/store/database.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace kfdesk::store {

/// Accounts and grants of corps.
class KfAccountRepository
{
public:
    explicit KfAccountRepository(Connection& connection)
        : m_db(connection)
    {}

    Result<std::vector<model::KfAccount>> ofCorp(qint64 corpId); ///< authorised first, then by name
    /// Authorised ones that have no plain link (no scene) yet.
    Result<std::vector<model::KfAccount>> withoutLink(qint64 corpId);
    Result<std::vector<model::KfAccount>> list(const QString& suiteId); ///< "" = all suites
    Result<std::optional<model::KfAccount>> find(qint64 id);
    Result<qint64> insert(const model::KfAccount& account);
    Result<void> update(const model::KfAccount& account); ///< name, avatar, authorized, updatedAt

private:
    Connection& m_db;
};

class GrantRepository
{
public:
    explicit GrantRepository(Connection& connection)
        : m_db(connection)
    {}

    Result<std::vector<model::Grant>> ofCorp(qint64 corpId); ///< newest first
    /// Inserts, or does nothing when the same (corp, state, account, time) is there: replays change nothing.
    Result<void> add(const model::Grant& grant);
    /// When the newest create_auth among them happened, ms: where the living authorisation begins. 0 = not known.
    Result<qint64> beginning(qint64 corpId);
    Result<void> removeBefore(qint64 corpId, qint64 beforeMs);
    /// Moves the grants of `corpId` that have no state, or one no placement owns, to `state` (source "assigned").
    Result<void> assignState(qint64 corpId, const QString& state);

private:
    Connection& m_db;
};

enum class Configured { Any, Pending, Done };

struct LinkFilter
{
    QString suiteId; ///< "" = all
    QString text;    ///< words as typed, all must occur; folded inside; a pasted URL finds links that begin so
    std::optional<QString> state; ///< accounts granted under exactly this state; "" = no grant names a state
    Configured configured = Configured::Any;
    qint64 corpId = 0;       ///< 0 = all
    QString authCorpId;      ///< "" = all
    std::vector<qint64> ids; ///< not empty: only these links
};

enum class LinkSort { Corp, Account, Placement, Scene, Configured, Updated };

/// Links: identifiers in order come from one narrow key table, rows by id (windowed models, streaming export).
class LinkRepository
{
public:
    explicit LinkRepository(Connection& connection)
        : m_db(connection)
    {}

    /// Ids in display order; ties by id, ascending. Asked to stop it returns "store.cancelled" (kind Cancelled), at the
    /// latest when the next matching row comes or the scan ends.
    Result<std::vector<qint64>> ids(const LinkFilter& filter, LinkSort sort, bool descending,
                                    std::stop_token stop = {});
    /// Rows for ids, in the order given; ids that are gone are left out.
    Result<std::vector<model::LinkRow>> rows(const std::vector<qint64>& ids);
    /// Every matching row in (corp, id) order without holding them: forward-only. An error of `visit` ends it and is
    /// returned; "store.cancelled" as above. `visit` may read through the same connection, but not write.
    Result<void> forEach(const LinkFilter& filter, const std::function<Result<void>(const model::LinkRow&)>& visit,
                         std::stop_token stop = {});
    Result<std::vector<model::KfLink>> ofCorp(qint64 corpId);
    Result<std::optional<model::KfLink>> find(qint64 accountId, const QString& scene, const QString& sceneParam);
    /// The link is listed and found by text at once: its keys are written with it.
    Result<qint64> insert(const model::KfLink& link);
    /// Links of one corp, but for those that are there already (same account, scene and parameter). Returns how many
    /// were inserted.
    Result<int> insertMissing(qint64 corpId, const std::vector<model::KfLink>& links);
    Result<void> updateUrl(qint64 id, const QString& url, qint64 nowMs); ///< keys follow
    /// Returns how many rows changed.
    Result<int> setConfigured(const std::vector<qint64>& ids, qint64 configuredAt, qint64 nowMs);
    Result<std::vector<qint64>> idsForUrls(const QStringList& urls);
    /// Computes the filter and sort keys of a corp's links anew (names, states or placements changed).
    Result<void> refreshKeys(qint64 corpId);
    Result<int> count(const QString& suiteId);

private:
    Connection& m_db;
};

} // namespace kfdesk::store
