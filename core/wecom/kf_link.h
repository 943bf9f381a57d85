#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace kfdesk::wecom {

/// Scene of a kf link: at most 32 bytes of [0-9A-Za-z_-]; empty = plain link. Error "input.scene".
Result<void> checkScene(const QString& scene);

/// scene_param: at most 128 bytes of UTF-8 **before** percent-encoding, and only with a scene. Errors
/// "input.scene_param", "input.scene_param_needs_scene".
Result<void> checkSceneParam(const QString& scene, const QString& sceneParam);

/// `url` + `&scene_param=` + the percent-encoded value (document 94665 rule 1); every other byte stays as WeCom gave
/// it. An empty `sceneParam` adds nothing.
QString withSceneParam(const QString& url, const QString& sceneParam);

/// A link taken apart without decoding anything. Any text has parts.
struct KfLinkParts
{
    QString page; ///< last segment of the path (kfc…): the account's page, under /kf/ as well as under /kfid/
    QStringList parameters; ///< of the query, each as it is written
};
KfLinkParts partsOf(const QString& link);

} // namespace kfdesk::wecom
