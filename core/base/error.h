#pragma once

#include <QHash>
#include <QString>

namespace kfdesk {

/// What sort of trouble it is: decides whether work is tried again and which colour a page shows.
enum class ErrorKind {
    Input,     ///< what the person or the sender gave is wrong; trying again changes nothing
    Config,    ///< a setting or credential is wrong; an operator must act
    Auth,      ///< the merchant must authorise again or change a setting on their side
    Network,   ///< no connection, TLS or proxy trouble; the call did not execute
    Ambiguous, ///< the request went out and no answer came: it may have executed
    Remote,    ///< the server answered something unusable, or is busy
    Limit,     ///< a rate or concurrency limit; `retryAfterMs` says when to come back
    Store,     ///< disk or database
    Busy,      ///< somebody else holds it
    NotFound,
    Cancelled,
    Internal, ///< our own defect
};

/// A failure, without words: `core/service/error_text.h` says it to people, in both languages.
///
/// Holds no secret, ever: not in `detail`, not in `args`.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    /// WeCom errcode, a −400xx of the callback library, an HTTP status or an errno; 0 when there is none.
    int code = 0;
    /// Stable message id, dotted: "store.newer_schema", "wecom.60020". The catalogue is keyed by it.
    QString id;
    /// Technical remainder for the copy button: errmsg without its tail, a file name, an SQLite text. One line.
    QString detail;
    /// Values that the wording fills in: {"path": …, "ip": …, "hint": …}.
    QHash<QString, QString> args;
    /// For Limit: milliseconds to wait before the next try; 0 = unknown.
    qint64 retryAfterMs = 0;

    friend bool operator==(const Error&, const Error&) = default;
};

inline Error makeError(ErrorKind kind, QString id, QString detail = {}, QHash<QString, QString> args = {})
{
    return Error{kind, 0, std::move(id), std::move(detail), std::move(args), 0};
}

} // namespace kfdesk
