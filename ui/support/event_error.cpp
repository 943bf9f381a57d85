#include "ui/support/event_error.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kfdesk::ui {

Error errorOf(const model::Event& event)
{
    Error error{ErrorKind::Remote, event.errorCode, event.errorId, event.errorDetail, {}, 0};
    const QJsonObject args = QJsonDocument::fromJson(event.errorArgs.toUtf8()).object();
    for (auto arg = args.begin(); arg != args.end(); ++arg)
        error.args.insert(arg.key(), arg.value().toString());
    return error;
}

Error errorOf(const model::Corp& corp)
{
    return {ErrorKind::Remote, corp.lastErrorCode, corp.lastErrorId, corp.lastErrorDetail, {}, 0};
}

} // namespace kfdesk::ui
