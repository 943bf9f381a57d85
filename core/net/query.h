#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QPair>

#include <optional>

namespace kfdesk::net {

/// The parameters of a raw query string, percent-decoded once. A '+' stays a '+': this is not form data (the base64 of
/// echostr must survive). Bytes, because nothing guarantees UTF-8.
class Query
{
public:
    /// Error "net.query" for a broken percent sequence or more than 64 parameters.
    static Result<Query> parse(QByteArrayView raw);

    /// The value when `name` occurs exactly once; none when it is missing or repeated.
    std::optional<QByteArray> single(QByteArrayView name) const;
    int count(QByteArrayView name) const;

private:
    QList<QPair<QByteArray, QByteArray>> m_items;
};

} // namespace kfdesk::net
