#include "core/service/record_error.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kfdesk::service {

void setError(model::Event& event, const Error& error)
{
    event.errorId = error.id;
    event.errorCode = error.code;
    event.errorDetail = error.detail;
    event.errorArgs = argsToJson(error.args);
}

void setError(model::Corp& corp, const Error& error)
{
    corp.lastErrorId = error.id;
    corp.lastErrorCode = error.code;
    corp.lastErrorDetail = error.detail;
    corp.lastErrorArgs = argsToJson(error.args);
}

void clearError(model::Event& event)
{
    setError(event, Error{});
}

void clearError(model::Corp& corp)
{
    setError(corp, Error{});
}

Error errorOf(const model::Event& event)
{
    return {ErrorKind::Remote, event.errorCode, event.errorId, event.errorDetail, argsFromJson(event.errorArgs), 0};
}

Error errorOf(const model::Corp& corp)
{
    return {ErrorKind::Remote,
            corp.lastErrorCode,
            corp.lastErrorId,
            corp.lastErrorDetail,
            argsFromJson(corp.lastErrorArgs),
            0};
}

QString argsToJson(const QHash<QString, QString>& args)
{
    if (args.isEmpty())
        return {};
    QJsonObject object;
    for (auto it = args.begin(); it != args.end(); ++it)
        object.insert(it.key(), it.value());
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QHash<QString, QString> argsFromJson(const QString& json)
{
    QHash<QString, QString> args;
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    for (auto it = object.begin(); it != object.end(); ++it)
        args.insert(it.key(), it.value().toString());
    return args;
}

} // namespace kfdesk::service
