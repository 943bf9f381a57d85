#pragma once

#include <QString>
#include <QStringList>

namespace kfdesk::model {

/// A 客服账号 that a corp has authorised (document 94661). `authorized` false: it was, and no longer is.
struct KfAccount
{
    qint64 id = 0;
    QString suiteId;
    qint64 corpId = 0; ///< Corp::id
    QString authCorpId;
    QString openKfId; ///< opaque, ≤ 64 bytes
    QString name;
    QString avatarUrl;
    bool authorized = true;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;

    friend bool operator==(const KfAccount&, const KfAccount&) = default;
};

/// A 客服链接 of an account, plain (no scene) or with parameters (document 94665). The URL is opaque and never edited.
struct KfLink
{
    qint64 id = 0;
    QString suiteId;
    qint64 corpId = 0;
    qint64 accountId = 0;
    QString url;             ///< complete, scene_param already appended
    QString scene;           ///< ≤ 32 bytes of [0-9A-Za-z_-]
    QString sceneParam;      ///< before percent-encoding, ≤ 128 bytes
    qint64 configuredAt = 0; ///< staff have put it into the product; 0 = 待配置
    qint64 createdAt = 0;
    qint64 updatedAt = 0;

    friend bool operator==(const KfLink&, const KfLink&) = default;
};

/// One row of the links page and of the CSV: a link with the names around it.
struct LinkRow
{
    KfLink link;
    QString corpName;
    QString authCorpId;
    QString kfName;
    QString openKfId;
    bool accountAuthorized = true;
    QString placement;       ///< name for the newest grant's state; empty when the state is unknown
    QString state;           ///< newest grant's state
    QStringList states;      ///< all, newest first
    qint64 authorizedAt = 0; ///< newest grant

    friend bool operator==(const LinkRow&, const LinkRow&) = default;
};

/// "In this authorisation (state) the corp chose this kf account" (授权记录).
struct Grant
{
    qint64 id = 0;
    QString suiteId;
    qint64 corpId = 0;
    QString openKfId;
    QString state;
    qint64 grantedAt = 0; ///< the event's TimeStamp in milliseconds
    QString source;       ///< "create_auth", "change_auth", "import", "assigned"

    friend bool operator==(const Grant&, const Grant&) = default;
};

} // namespace kfdesk::model
