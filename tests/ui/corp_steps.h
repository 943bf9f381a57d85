#pragma once

#include "tests/ui/support/page_rig.h"

#include <QTest>

namespace kfdesk::ui::test {

// What tests of the corps and links pages let merchants do.

/// A merchant scans with this state and chooses accounts; their links are there afterwards.
inline model::Corp authorise(PageRig& rig, const QString& name, const QString& state = {}, int accounts = 2)
{
    const QString corpId = rig.service
                               .control(QStringLiteral("authorize"), {{QStringLiteral("corp_name"), name},
                                                                      {QStringLiteral("state"), state},
                                                                      {QStringLiteral("accounts"), accounts}})
                               .value(QLatin1String("auth_corpid"))
                               .toString();
    if (!rig.service.waitForCorp(corpId, model::CorpStatus::Active))
        qFatal("the corp has not come in");
    return *rig.service.corp(corpId);
}

/// The corp's administrator leaves these accounts in the authorisation.
inline void change(PageRig& rig, const model::Corp& corp, const QStringList& openKfIds, const QString& state = {})
{
    rig.service.clock.advance(1000);
    rig.service.control(QStringLiteral("change"),
                        {{QStringLiteral("auth_corpid"), corp.authCorpId},
                         {QStringLiteral("open_kfids"), QJsonArray::fromStringList(openKfIds)},
                         {QStringLiteral("state"), state}});
}

inline service::CorpDetail detail(PageRig& rig, const model::Corp& corp)
{
    return *rig.service.workspace->corps().detail(corp.id);
}

} // namespace kfdesk::ui::test
