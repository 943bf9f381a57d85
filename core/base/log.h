#pragma once

#include <QLoggingCategory>
#include <QString>

#include <functional>

namespace kfdesk {

// One category an area; `QT_LOGGING_RULES="kfdesk.net.debug=true"` turns one up.
Q_DECLARE_LOGGING_CATEGORY(logBase)
Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logWecom)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logCallback)
Q_DECLARE_LOGGING_CATEGORY(logService)
Q_DECLARE_LOGGING_CATEGORY(logUi)

/// Takes secrets out of a text: values of known names (access_token, suite_secret, permanent_code, auth_code, echostr
/// …) in URLs, JSON and XML, also cut off; authorization and cookie headers; user and password in URLs; and anything
/// that looks like one (40 characters of mixed case with digits). The last net: callers do not log secrets to begin
/// with.
QString redact(const QString& line);

/// Sends every Qt message, redacted, to stderr (unless told not to) and (when `directory` is not empty) to
/// `directory/kfdesk.log`: mode 0600, rotated at 4 MiB, four old files kept. Callers write local row numbers, never
/// corp ids or names. Thread-safe; lasts until the process ends. Returns false when the file cannot be written (stderr
/// goes on).
bool installLog(const QString& directory, bool alsoToStderr = true);

} // namespace kfdesk
