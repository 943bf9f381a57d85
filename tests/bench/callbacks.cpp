#include "tests/bench/callbacks.h"

#include "core/crypto/callback_cipher.h"

namespace kfdesk::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstSecond = 1'760'000'000;
constexpr int callbacksPerSecond = 10'000; // events of one second share the front of the duplicate index

qint64 secondOf(quint64 number)
{
    return firstSecond + static_cast<qint64>(number / callbacksPerSecond);
}

QByteArray element(QByteArrayView name, const QByteArray& value)
{
    return '<' + name.toByteArray() + "><![CDATA[" + value + "]]></" + name.toByteArray() + '>';
}

} // namespace

QString corpId(int number)
{
    return u"wpBenchCorp%1"_s.arg(number, 21, 10, QLatin1Char('0'));
}

model::Component component()
{
    model::Component component;
    component.name = u"Bench"_s;
    component.suiteId = u"wwdemo0suite0kfcomp1"_s;
    component.suiteSecret = Secret(u"unused"_s);
    component.token = Secret(u"kfDemoToken2024"_s);
    component.encodingAesKey = Secret(u"AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"_s);
    component.providerCorpId = u"wwdemo0provider0corp"_s;
    return component;
}

quint64 firstOfSecond(qint64 second)
{
    return static_cast<quint64>((second - firstSecond) * callbacksPerSecond);
}

QByteArray plaintext(quint64 number)
{
    const QByteArray corp = corpId(static_cast<int>(number % corpCount)).toLatin1();
    return "<xml>" + element("ToUserName", corp) + "<CreateTime>" + QByteArray::number(secondOf(number)) +
           "</CreateTime>" + element("MsgType", "event") + element("Event", "kf_msg_or_event") +
           element("Token", "ENC" + QByteArray::number(number).rightJustified(61, 'x')) +
           element("OpenKfId", "wkBenchAccount" + corp.last(18)) + "</xml>";
}

callback::AcceptedCallback accepted(quint64 number, qint64 receivedAt)
{
    const QByteArray text = plaintext(number);
    return {component().suiteId, receivedAt, text, wecom::parseEvent(text)};
}

std::vector<QByteArray> requests(quint64 first, int count)
{
    const model::Component suite = component();
    const auto key = *crypto::CallbackKey::parse(suite.encodingAesKey.view());
    std::vector<QByteArray> made;
    made.reserve(static_cast<size_t>(count));
    for (quint64 number = first; number < first + static_cast<quint64>(count); ++number) {
        const QByteArray corp = corpId(static_cast<int>(number % corpCount)).toLatin1();
        const QByteArray encrypt = crypto::sealCallback(key, plaintext(number), corp);
        const QByteArray timestamp = QByteArray::number(secondOf(number));
        const QByteArray nonce = "n" + QByteArray::number(number);
        const QByteArray signature = crypto::callbackSignature(suite.token.view(), timestamp, nonce, encrypt);
        const QByteArray body =
            "<xml>" + element("ToUserName", corp) + element("AgentID", "") + element("Encrypt", encrypt) + "</xml>";
        made.push_back("POST /callback/" + suite.suiteId.toLatin1() + "?msg_signature=" + signature +
                       "&timestamp=" + timestamp + "&nonce=" + nonce +
                       " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\nContent-Length: " +
                       QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    return made;
}

} // namespace kfdesk::bench
