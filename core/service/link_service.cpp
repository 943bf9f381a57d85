#include "core/service/link_service.h"

#include "core/format/csv.h"
#include "core/service/link_csv.h"
#include "core/store/corp_repository.h"

#include <QSaveFile>

#include <algorithm>
#include <set>

namespace kfdesk::service {

namespace {

constexpr size_t linksPerTransaction = 500;
constexpr qint64 progressEveryMs = 250;

/// Corp ids of links, without repeats.
Result<std::set<qint64>> corpsOf(store::Connection& db, const std::vector<qint64>& linkIds)
{
    KFDESK_TRY(const auto rows, store::LinkRepository(db).rows(linkIds));
    std::set<qint64> corps;
    for (const model::LinkRow& row : rows)
        corps.insert(row.link.corpId);
    return corps;
}

/// Links of accounts that are no longer authorised need no place in the product: they do not count.
Result<bool> hasPendingLinks(store::Connection& db, qint64 corpId)
{
    store::LinkFilter filter;
    filter.corpId = corpId;
    filter.configured = store::Configured::Pending;
    store::LinkRepository links(db);
    KFDESK_TRY(const auto ids, links.ids(filter, store::LinkSort::Corp, false));
    KFDESK_TRY(const auto rows, links.rows(ids));
    return std::any_of(rows.begin(), rows.end(), [](const model::LinkRow& row) { return row.accountAuthorized; });
}

/// Changed → Active once nothing of the corp is left to be configured.
Result<void> acknowledgeWhenDone(UnitOfWork& unit, qint64 corpId, qint64 nowMs)
{
    store::CorpRepository corps(unit.db());
    KFDESK_TRY(auto corp, corps.find(corpId));
    if (!corp || corp->status != model::CorpStatus::Changed)
        return {};
    KFDESK_TRY(const bool pending, hasPendingLinks(unit.db(), corpId));
    if (pending)
        return {};
    corp->status = model::CorpStatus::Active;
    corp->updatedAt = nowMs;
    KFDESK_CHECK(corps.update(*corp));
    unit.changed(model::ChangeKind::Corp, corpId);
    return {};
}

Result<int> setChunk(Context& context, const std::vector<qint64>& ids, bool configured)
{
    const qint64 now = context.clock().nowMs();
    KFDESK_TRY(auto unit, UnitOfWork::begin(context));
    KFDESK_TRY(const int changed, store::LinkRepository(unit.db()).setConfigured(ids, configured ? now : 0, now));
    for (const qint64 id : ids)
        unit.changed(model::ChangeKind::Link, id);
    if (configured) {
        KFDESK_TRY(const auto corps, corpsOf(unit.db(), ids));
        for (const qint64 corpId : corps)
            KFDESK_CHECK(acknowledgeWhenDone(unit, corpId, now));
    }
    KFDESK_CHECK(unit.commit());
    return changed;
}

/// Tells the caller how far bulk work is, at most a few times a second.
class Reporter
{
public:
    Reporter(const ProgressCallback& callback, const Clock& clock, int total)
        : m_callback(callback)
        , m_clock(clock)
        , m_lastMs(clock.monotonicMs())
    {
        m_progress.total = total;
    }

    void step()
    {
        ++m_progress.done;
        constexpr int rowsBetweenLooks = 1024; // reading the clock for each row would cost more than the row
        if (!m_callback || m_progress.done % rowsBetweenLooks != 0)
            return;
        if (const qint64 now = m_clock.monotonicMs(); now - m_lastMs >= progressEveryMs) {
            m_lastMs = now;
            m_callback(m_progress);
        }
    }

    qint64 finish() const
    {
        if (m_callback)
            m_callback(m_progress);
        return m_progress.done;
    }

private:
    const ProgressCallback& m_callback;
    const Clock& m_clock;
    qint64 m_lastMs;
    Progress m_progress;
};

Error exportError(const char* id, const QSaveFile& file)
{
    return makeError(ErrorKind::Store, QString::fromLatin1(id), file.errorString(),
                     {{QStringLiteral("path"), file.fileName()}});
}

} // namespace

Result<std::vector<qint64>> LinkService::ids(const store::LinkFilter& filter, store::LinkSort sort, bool descending,
                                             std::stop_token stop)
{
    KFDESK_TRY(auto* db, m_context.connection());
    return store::LinkRepository(*db).ids(filter, sort, descending, std::move(stop));
}

Result<std::vector<model::LinkRow>> LinkService::rows(const std::vector<qint64>& ids)
{
    KFDESK_TRY(auto* db, m_context.connection());
    return store::LinkRepository(*db).rows(ids);
}

Result<int> LinkService::count(const store::LinkFilter& filter)
{
    KFDESK_TRY(const auto matching, ids(filter, store::LinkSort::Corp, false));
    return static_cast<int>(matching.size());
}

Result<int> LinkService::setConfigured(const std::vector<qint64>& ids, bool configured)
{
    int changed = 0;
    for (size_t at = 0; at < ids.size(); at += linksPerTransaction) {
        const auto end = std::min(at + linksPerTransaction, ids.size());
        const std::vector<qint64> chunk(ids.begin() + static_cast<ptrdiff_t>(at),
                                        ids.begin() + static_cast<ptrdiff_t>(end));
        KFDESK_TRY(const int done, setChunk(m_context, chunk, configured));
        changed += done;
    }
    return changed;
}

Result<int> LinkService::markConfigured(const QStringList& urls)
{
    KFDESK_TRY(auto* db, m_context.connection());
    store::LinkRepository links(*db);
    KFDESK_TRY(const auto ids, links.idsForUrls(urls));
    KFDESK_TRY(const auto rows, links.rows(ids));
    QSet<QString> known;
    for (const model::LinkRow& row : rows)
        known.insert(row.link.url);
    for (const QString& url : urls) {
        if (!known.contains(url))
            return fail(
                makeError(ErrorKind::NotFound, QStringLiteral("link.unknown_url"), {}, {{QStringLiteral("url"), url}}));
    }
    return setConfigured(ids, true);
}

Result<std::vector<CheckedLink>> LinkService::check(const QStringList& urls, const QString& suiteId,
                                                    std::stop_token stop)
{
    KFDESK_TRY(auto* db, m_context.connection());
    LinkCheck check(urls);
    const auto compare = [&check](const model::LinkRow& row) -> Result<void> {
        check.compareWith(row);
        return {};
    };
    store::LinkFilter ofSuite;
    ofSuite.suiteId = suiteId;
    KFDESK_CHECK(store::LinkRepository(*db).forEach(ofSuite, compare, std::move(stop)));
    return check.result();
}

Result<qint64> LinkService::writeCsv(QIODevice& device, const store::LinkFilter& filter, const CsvOptions& options,
                                     std::stop_token stop, const ProgressCallback& progress)
{
    int total = 0;
    if (progress) {
        KFDESK_TRY(total, count(filter));
    }
    KFDESK_TRY(auto* db, m_context.connection());
    format::CsvWriter writer(device, {options.bom, options.guardFormulas});
    KFDESK_CHECK(writer.writeRow(csvColumns(options.forPeople)));
    Reporter reporter(progress, m_context.clock(), total);
    const auto write = [&](const model::LinkRow& row) -> Result<void> {
        KFDESK_CHECK(writer.writeRow(linkCells(row, options.forPeople)));
        reporter.step();
        return {};
    };
    KFDESK_CHECK(store::LinkRepository(*db).forEach(filter, write, std::move(stop)));
    return reporter.finish();
}

Result<qint64> LinkService::exportCsv(const QString& path, const store::LinkFilter& filter, const CsvOptions& options,
                                      std::stop_token stop, const ProgressCallback& progress)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(exportError("export.open", file));
    auto rows = writeCsv(file, filter, options, std::move(stop), progress);
    if (!rows && rows.error().id == u"format.csv_write")
        return fail(exportError("export.write", file));
    if (rows && !file.commit())
        return fail(exportError("export.write", file));
    return rows;
}

} // namespace kfdesk::service
