#pragma once

#include "core/base/error.h"
#include "core/model/corp.h"
#include "core/model/event.h"

namespace kfdesk::service {

// The error that a record carries in its columns. They keep all but the kind and the time to wait.

void setError(model::Event& event, const Error& error);
void setError(model::Corp& corp, const Error& error);
void clearError(model::Event& event);
void clearError(model::Corp& corp);
/// Ready to be worded. Its id is empty when there is none.
Error errorOf(const model::Event& event);
Error errorOf(const model::Corp& corp);

/// Error::args as they are stored, and back.
QString argsToJson(const QHash<QString, QString>& args);
QHash<QString, QString> argsFromJson(const QString& json);

} // namespace kfdesk::service
