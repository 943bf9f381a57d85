#include "core/wecom/kf_link.h"

#include <QRegularExpression>
#include <QUrl>

namespace kfdesk::wecom {

namespace {

constexpr qsizetype maxSceneParamBytes = 128;

tl::unexpected<Error> inputError(const QString& id)
{
    return fail(makeError(ErrorKind::Input, id));
}

} // namespace

Result<void> checkScene(const QString& scene)
{
    static const QRegularExpression allowed(QRegularExpression::anchoredPattern(QStringLiteral("[0-9A-Za-z_-]{0,32}")));
    if (!allowed.match(scene).hasMatch())
        return inputError(QStringLiteral("input.scene"));
    return {};
}

Result<void> checkSceneParam(const QString& scene, const QString& sceneParam)
{
    if (sceneParam.isEmpty())
        return {};
    if (scene.isEmpty())
        return inputError(QStringLiteral("input.scene_param_needs_scene"));
    if (sceneParam.toUtf8().size() > maxSceneParamBytes)
        return inputError(QStringLiteral("input.scene_param"));
    return {};
}

QString withSceneParam(const QString& url, const QString& sceneParam)
{
    if (sceneParam.isEmpty())
        return url;
    return url % QLatin1String("&scene_param=") % QString::fromLatin1(QUrl::toPercentEncoding(sceneParam));
}

KfLinkParts partsOf(const QString& link)
{
    const QString whole = link.section(u'#', 0, 0);
    const QString query = whole.section(u'?', 1);
    return {whole.section(u'?', 0, 0).section(u'/', -1, -1, QString::SectionSkipEmpty),
            query.split(u'&', Qt::SkipEmptyParts)};
}

} // namespace kfdesk::wecom
