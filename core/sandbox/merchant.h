#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>
#include <QStringList>

#include <vector>

namespace kfdesk::sandbox {

struct KfAccount
{
    QString openKfId;
    QString name;
    bool authorised = false;
};

/// One merchant (企业) of the simulated WeCom.
struct Merchant
{
    int index = 0;
    QString key;     ///< what its ids are drawn from
    int profile = 0; ///< what its trade and the names of its accounts are drawn from
    QString corpId;
    QString name;
    QString industry;
    QString scale;
    QString adminUserId;
    std::vector<KfAccount> accounts;

    /// Number of the living authorisation, never used twice; 0 = the component is not authorised.
    qint64 authorisation = 0;
    bool hasAuthorised = false; ///< now or before
    QByteArray permanentCode;   ///< empty until the AuthCode has been exchanged
    QSet<QByteArray> deadCodes; ///< permanent codes that were good once
    int exchanges = 0;          ///< AuthCodes that were exchanged, ever

    QStringList authorisedKfIds() const
    {
        QStringList ids;
        for (const KfAccount& account : accounts) {
            if (account.authorised)
                ids << account.openKfId;
        }
        return ids;
    }

    const KfAccount* account(const QString& openKfId) const
    {
        for (const KfAccount& each : accounts) {
            if (each.openKfId == openKfId)
                return &each;
        }
        return nullptr;
    }
};

} // namespace kfdesk::sandbox
