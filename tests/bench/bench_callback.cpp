// Target: verify + decrypt of a 1 KiB callback ≥ 0.9 of the OpenSSL floor, ≥ 0.45 with both XMLs.
#include "core/callback/request_check.h"
#include "core/crypto/callback_cipher.h"
#include "core/wecom/envelope.h"
#include "core/wecom/event.h"
#include "tests/bench/report.h"
#include "tests/bench/runs.h"

#include <benchmark/benchmark.h>
#include <openssl/evp.h>

#include <memory>

namespace {

using namespace kfdesk;

constexpr QByteArrayView token = "kfDemoToken2024";
constexpr QByteArrayView timestamp = "1718000003";
constexpr QByteArrayView nonce = "n0nce333";
constexpr QByteArrayView suiteId = "wwdemo0suite0kfcomp1";

const crypto::CallbackKey& key()
{
    static const auto parsed = crypto::CallbackKey::parse("AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg");
    return *parsed;
}

/// A create_auth whose plaintext has 1 KiB, as the merchant of a dozen accounts sends it.
QByteArray message()
{
    QByteArray xml = "<xml><SuiteId><![CDATA[wwdemo0suite0kfcomp1]]></SuiteId><AuthCode><![CDATA[" +
                     QByteArray(64, 'c') +
                     "]]></AuthCode><InfoType><![CDATA[create_auth]]></InfoType><TimeStamp>1718000003</TimeStamp>"
                     "<State><![CDATA[shop42]]></State><ExtraInfo><AuthOpenKfIdList>";
    while (xml.size() < 1024 - 90)
        xml += "<OpenKfId><![CDATA[wkDemoAccount0000000000000001]]></OpenKfId>";
    return xml + "</AuthOpenKfIdList></ExtraInfo></xml>";
}

struct Sample
{
    QByteArray encrypt = crypto::sealCallback(key(), message(), suiteId);
    QByteArray signature = crypto::callbackSignature(token, timestamp, nonce, encrypt);
    callback::RawRequest request{false, "msg_signature=" + signature + "&timestamp=1718000003&nonce=n0nce333",
                                 "<xml><ToUserName><![CDATA[wwdemo0suite0kfcomp1]]></ToUserName><AgentID><![CDATA[]]></"
                                 "AgentID><Encrypt><![CDATA[" +
                                     encrypt + "]]></Encrypt></xml>"};
};

const Sample& sample()
{
    static const Sample made;
    return made;
}

/// The least any implementation on OpenSSL does: SHA-1 over the text, base64, AES-CBC, contexts reused.
void opensslFloor(benchmark::State& state)
{
    const QByteArray& encrypt = sample().encrypt;
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> sha1(EVP_MD_fetch(nullptr, "SHA1", nullptr), EVP_MD_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> aes(EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr),
                                                                      EVP_CIPHER_free);
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> cipher(EVP_CIPHER_CTX_new(),
                                                                                 EVP_CIPHER_CTX_free);
    const auto* keyBytes = reinterpret_cast<const unsigned char*>(key().bytes().data());
    EVP_DecryptInit_ex2(cipher.get(), aes.get(), keyBytes, keyBytes, nullptr);
    EVP_CIPHER_CTX_set_padding(cipher.get(), 0);
    std::vector<unsigned char> raw(static_cast<size_t>(encrypt.size()));
    std::vector<unsigned char> plain(raw.size() + 32);
    for (auto _ : state) {
        unsigned char hash[20];
        unsigned length = 0;
        EVP_DigestInit_ex2(digest.get(), sha1.get(), nullptr);
        for (const QByteArrayView part : {timestamp, QByteArrayView(encrypt), token, nonce})
            EVP_DigestUpdate(digest.get(), part.data(), static_cast<size_t>(part.size()));
        EVP_DigestFinal_ex(digest.get(), hash, &length);
        const int decoded = EVP_DecodeBlock(raw.data(), reinterpret_cast<const unsigned char*>(encrypt.constData()),
                                            static_cast<int>(encrypt.size()));
        EVP_DecryptInit_ex2(cipher.get(), nullptr, nullptr, keyBytes, nullptr);
        int written = 0;
        EVP_DecryptUpdate(cipher.get(), plain.data(), &written, raw.data(), decoded / 16 * 16);
        benchmark::DoNotOptimize(plain.data());
        benchmark::DoNotOptimize(hash[0]);
    }
}
BENCHMARK(opensslFloor);

void verifyAndDecrypt(benchmark::State& state)
{
    const Sample& s = sample();
    for (auto _ : state) {
        if (!crypto::callbackSignatureMatches(token, timestamp, nonce, s.encrypt, s.signature))
            state.SkipWithError("signature");
        auto opened = crypto::openCallback(key(), s.encrypt);
        benchmark::DoNotOptimize(opened);
    }
}
BENCHMARK(verifyAndDecrypt);

void withBothXmls(benchmark::State& state)
{
    const Sample& s = sample();
    for (auto _ : state) {
        auto envelope = wecom::parseEnvelope(s.request.body);
        if (!crypto::callbackSignatureMatches(token, timestamp, nonce, envelope->encrypt, s.signature))
            state.SkipWithError("signature");
        auto opened = crypto::openCallback(key(), envelope->encrypt);
        auto event = wecom::parseEventHead(opened->message);
        benchmark::DoNotOptimize(event);
    }
}
BENCHMARK(withBothXmls);

/// All that the listener does before it stores: query, envelope, signature, decryption, event, receiveid.
void wholeCheck(benchmark::State& state)
{
    const callback::SuiteKeys keys{QString::fromLatin1(suiteId), QStringLiteral("wwdemo0provider0corp"), Secret(token),
                                   key()};
    for (auto _ : state) {
        auto checked = callback::checkRequest(keys, sample().request);
        if (!checked.ok())
            state.SkipWithError("refused");
        benchmark::DoNotOptimize(checked);
    }
}
BENCHMARK(wholeCheck);

} // namespace

int main(int argc, char** argv)
{
    using namespace Qt::StringLiterals;
    const auto runs = bench::fastestRuns();
    const double least = runs.at(u"opensslFloor"_s);
    bench::Report report(u"bench_callback"_s);
    report.atLeast(u"verify and decrypt 1 KiB: OpenSSL's floor ÷ ours"_s, 0.9, least / runs.at(u"verifyAndDecrypt"_s));
    report.atLeast(u"the same with both XMLs"_s, 0.45, least / runs.at(u"withBothXmls"_s));
    for (const auto& [name, ns] : runs)
        report.detail(name, ns / 1000, u"µs"_s);
    report.finish(bench::outputFolder(argc, argv));
    return 0;
}
