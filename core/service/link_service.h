#pragma once

#include "core/base/result.h"
#include "core/model/kf.h"
#include "core/service/context.h"
#include "core/service/link_check.h"
#include "core/service/progress.h"
#include "core/store/kf_repository.h"

#include <QIODevice>
#include <QStringList>

#include <stop_token>
#include <vector>

namespace kfdesk::service {

struct CsvOptions
{
    bool bom = true;
    bool guardFormulas = true;
    /// GUI: translated headers and local time. kfdeskctl: column names and UTC.
    bool forPeople = false;
};

/// Kf links (客服链接): listing for windowed models, marking, checking, CSV.
class LinkService
{
public:
    explicit LinkService(Context& context)
        : m_context(context)
    {}

    Result<std::vector<qint64>> ids(const store::LinkFilter& filter, store::LinkSort sort, bool descending,
                                    std::stop_token stop = {});
    Result<std::vector<model::LinkRow>> rows(const std::vector<qint64>& ids);
    Result<int> count(const store::LinkFilter& filter);

    /// Returns how many changed. Marking the last pending link of a Changed corp acknowledges it.
    Result<int> setConfigured(const std::vector<qint64>& ids, bool configured);
    /// By URL, as `links mark-configured` gives them; error "link.unknown_url" names the first unknown one, and then
    /// nothing is marked.
    Result<int> markConfigured(const QStringList& urls);

    /// What became of links that stand in products, one for each url, in their order ("" = links of all suites). Reads
    /// every kept link. "store.cancelled" when asked to stop.
    Result<std::vector<CheckedLink>> check(const QStringList& urls, const QString& suiteId, std::stop_token stop = {});

    /// Streams the CSV of links (ARCHITECTURE, "Contracts") to `device`; returns the rows written. Never holds all
    /// rows.
    Result<qint64> writeCsv(QIODevice& device, const store::LinkFilter& filter, const CsvOptions& options,
                            std::stop_token stop = {}, const ProgressCallback& progress = {});
    /// The same into a file: complete or not at all. Errors "export.open", "export.write" (args path).
    Result<qint64> exportCsv(const QString& path, const store::LinkFilter& filter, const CsvOptions& options,
                             std::stop_token stop = {}, const ProgressCallback& progress = {});
    /// The column names of the CSV, in order; the translated ones when `forPeople`.
    static QStringList csvColumns(bool forPeople);

private:
    Context& m_context;
};

} // namespace kfdesk::service
