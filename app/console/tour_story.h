#pragma once

#include "core/base/result.h"
#include "core/net/http_client.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace kfdesk::service {
class Workspace;
}

namespace kfdesk {

/// What happens in the sandbox while the tour looks on. Blocking; on a worker. Errors: those of the services,
/// "tour.control" (detail: what the sandbox answered) and "tour.timeout" (detail: what never came).
class TourStory
{
public:
    /// `control`: base URL of the sandbox's control API.
    TourStory(service::Workspace& workspace, QString control);

    /// The provider's places where merchants attach.
    Result<void> makePlacements();
    /// Merchants scan, choose accounts, and their links come in; one chooses other accounts, one cancels, one cannot be
    /// exchanged.
    Result<void> letMerchantsCome();

private:
    Result<QJsonObject> control(const QString& action, const QJsonObject& body);
    Result<QJsonObject> authorise(const QString& state, int accounts); ///< with auth_corpid, open_kfids
    Result<void> waitUntil(const QString& what, const std::function<Result<bool>()>& reached);
    Result<bool> hasReadyCorps(int count);
    Result<bool> hasFailedTwice(int code);
    Result<void> configureSomeLinks();

    service::Workspace& m_workspace;
    QString m_control;
    net::HttpClient m_http;
    QString m_suiteId;
    QStringList m_states;
};

} // namespace kfdesk
