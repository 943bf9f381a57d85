#include "core/crypto/self_test.h"

#include "core/crypto/callback_cipher.h"
#include "core/crypto/digest.h"
#include "core/crypto/key_derivation.h"
#include "core/crypto/sealer.h"

#include <array>
#include <numeric>

namespace kfdesk::crypto {

namespace {

QByteArray hex(const char* digits)
{
    return QByteArray::fromHex(digits);
}

bool sha256IsRight()
{
    return sha256("abc") == hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

bool hmacIsRight() // RFC 4231, case 2
{
    return hmacSha256("Jefe", "what do ya want for nothing?") ==
           hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

bool hkdfIsRight() // RFC 5869, case 3
{
    const Secret derived = hkdf(Secret(QByteArray(22, '\x0b')), {}, 42);
    return derived.view() ==
           hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

bool scryptIsRight() // RFC 7914, first case: the first 32 of its 64 bytes
{
    const auto key = scrypt(Secret(), ScryptParameters{16, 1, 1, QByteArray()});
    return key && key->view() == hex("77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442");
}

bool gcmIsRight()
{
    Secret key = Secret::ofSize(32);
    std::iota(key.data(), key.data() + key.size(), char{0});
    const Sealer sealer(std::move(key));
    QByteArray sealed =
        hex("019e712570404142434445464748494a4b91dccf4f4358a775aca86253a388151102ada8e470bf604cece56a8e");
    const auto opened = sealer.open("self_test", "row", sealed);
    sealed.back() ^= 1;
    return opened && opened->view() == "sealed value" && !sealer.open("self_test", "row", sealed);
}

bool callbackIsRight()
{
    const QByteArray encrypt =
        "NkQ0xBejso6Q1D6PTIoYSK1pa6n3k8cJhFeuIAa1aqE25Va9R4awGVKkfmrodlhKCQD0iDksM9HIsr5yIg5jdQ==";
    const auto key = CallbackKey::parse("AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg");
    if (!key || !callbackSignatureMatches("kfDemoToken2024", "1718000006", "n0nce666", encrypt,
                                          "aa1bc33ab823daa1fd3d59ad39bae8c79bfc7e2b"))
        return false;
    const auto opened = openCallback(*key, encrypt);
    return opened && opened->message == hex("e4bda0e5a5bd") && opened->receiveId == "wwdemo0suite0kfcomp1" &&
           sealCallback(*key, opened->message, opened->receiveId, "0123456789abcdef") == encrypt;
}

struct KnownAnswer
{
    const char* algorithm;
    bool (*isRight)();
};

constexpr std::array<KnownAnswer, 6> knownAnswers{{
    {"SHA-256", sha256IsRight},
    {"HMAC-SHA256", hmacIsRight},
    {"HKDF-SHA256", hkdfIsRight},
    {"scrypt", scryptIsRight},
    {"AES-256-GCM", gcmIsRight},
    {"SHA-1 and AES-256-CBC", callbackIsRight},
}};

} // namespace

Result<void> runSelfTest()
{
    for (const KnownAnswer& answer : knownAnswers) {
        if (!answer.isRight())
            return fail(makeError(ErrorKind::Internal, QStringLiteral("crypto.self_test"),
                                  QString::fromLatin1(answer.algorithm)));
    }
    return {};
}

} // namespace kfdesk::crypto
