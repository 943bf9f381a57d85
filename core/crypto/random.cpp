#include "core/crypto/random.h"

#include <cerrno>
#include <string_view>
#include <sys/random.h>

namespace kfdesk::crypto {

namespace {

void fillRandom(char* data, qsizetype size)
{
    while (size > 0) {
        const ssize_t got = getrandom(data, static_cast<size_t>(size), 0);
        if (got < 0 && errno != EINTR)
            qFatal("The operating system gives no random bytes: errno %d", errno);
        if (got > 0) {
            data += got;
            size -= got;
        }
    }
}

} // namespace

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    fillRandom(bytes.data(), size);
    return bytes;
}

Secret randomSecret(qsizetype size)
{
    Secret secret = Secret::ofSize(size);
    fillRandom(secret.data(), size);
    return secret;
}

QString randomAlphanumeric(qsizetype length)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    // Bytes from here on are thrown away: taking them modulo 62 would favour the first letters.
    constexpr unsigned char unbiasedBelow = 256 / alphabet.size() * alphabet.size();

    QString text;
    text.reserve(length);
    while (text.size() < length) {
        const QByteArray bytes = randomBytes(length - text.size());
        for (const char byte : bytes) {
            const auto value = static_cast<unsigned char>(byte);
            if (value < unbiasedBelow)
                text += QLatin1Char(alphabet[value % alphabet.size()]);
        }
    }
    return text;
}

} // namespace kfdesk::crypto
