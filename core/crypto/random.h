#pragma once

#include "core/base/secret.h"

#include <QByteArray>

namespace kfdesk::crypto {

/// `size` bytes from the operating system's generator. Aborts when there is none: nothing safe could follow.
QByteArray randomBytes(qsizetype size);
Secret randomSecret(qsizetype size);

/// `length` characters of [A-Za-z0-9], unbiased: states and names that go into links.
QString randomAlphanumeric(qsizetype length);

} // namespace kfdesk::crypto
