#pragma once

#include <QString>

namespace kfdesk::model {

/// A place in the provider's product where merchants attach kf (接入位置). Owns one state; reusable; archivable.
struct Placement
{
    qint64 id = 0;
    QString suiteId;
    QString name;
    QString state;       ///< [A-Za-z0-9]{1,128}, unique within the suite
    bool single = false; ///< mode=1: exactly one kf account an authorisation
    QString note;
    qint64 createdAt = 0;
    qint64 archivedAt = 0; ///< 0 = in use
    int corps = 0;         ///< corps that authorised with this state; filled by listings

    friend bool operator==(const Placement&, const Placement&) = default;
};

} // namespace kfdesk::model
