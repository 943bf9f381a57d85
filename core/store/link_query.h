#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/kf_repository.h"

#include <QStringList>
#include <QVariant>

namespace kfdesk::store {

/// Whether there are corps of other suites at all. With one component, which is the rule, the condition on the suite
/// would cost a look-up for each of a million links and exclude none.
Result<bool> hasOtherSuites(Connection& connection, const QString& suiteId);

/// A LinkFilter as SQL: conditions over kf_link l and, for text, kf_link_key k.
class LinkQuery
{
public:
    static Result<LinkQuery> make(Connection& connection, const LinkFilter& filter);

    /// Ids in the order of `sort`.
    QString idsSql(LinkSort sort, bool descending) const;
    /// `columns` of l and of the account a, by corp and id.
    QString rowsSql(const QString& columns) const;
    void bind(Statement& statement) const;

private:
    void addText(const QString& text);
    void addUrl(const QString& url);
    void addToKey(const QString& condition, const QVariant& value);
    void add(const QString& condition, const QVariant& value);
    QString where() const;

    QStringList m_conditions;
    QVariantList m_values;
    bool m_hasText = false;
    bool m_onKey = false;     ///< some condition is on k
    bool m_onLink = false;    ///< some condition is on l
    bool m_selective = false; ///< a condition on l that an index answers with few rows
};

} // namespace kfdesk::store
