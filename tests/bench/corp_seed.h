#pragma once

#include "core/model/corp.h"
#include "core/store/database.h"

#include <random>

namespace kfdesk::bench {

/// Makes merchants with kf accounts, a grant and a link each, straight through the repositories: ids as long as
/// WeCom's, names that differ in a few characters. The same ones in every run.
class CorpSeed
{
public:
    explicit CorpSeed(QString suiteId)
        : m_suiteId(std::move(suiteId))
    {}

    /// Inside the caller's transaction.
    model::Corp add(store::Connection& db, int accounts);
    QString random(int size); ///< letters, digits, - and _

private:
    QString name();

    QString m_suiteId;
    std::mt19937 m_random{1};
    int m_made = 0;
};

} // namespace kfdesk::bench
