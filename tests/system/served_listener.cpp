#include "tests/system/served_listener.h"

#include "core/crypto/callback_cipher.h"
#include "tests/crypto/raw_cipher.h"

#include <QFileInfo>
#include <QUrl>

namespace kfdesk::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray field(const QString& name)
{
    return sampleComponent().value(name).toString().toUtf8();
}

const crypto::CallbackKey& key()
{
    static const crypto::CallbackKey parsed = crypto::CallbackKey::parse(field(u"encoding_aes_key"_s)).value();
    return parsed;
}

qint64 kibibytes(const QByteArray& status, const QByteArray& name)
{
    const qsizetype at = status.indexOf(name);
    if (at < 0)
        qFatal("the kernel does not say %s", name.constData());
    return status.mid(at + name.size()).simplified().split(' ').first().toLongLong();
}

} // namespace

ServedListener::ServedListener(const QStringList& options)
{
    m_console.found();
    m_program = std::make_unique<RunningProgram>(
        u"kfdeskctl"_s, QStringList{u"serve"_s, u"--port"_s, u"0"_s} + options + m_console.globals(),
        m_console.path(u"stderr"_s));
    m_url = m_program->firstLine().value(u"listening"_s).toString();
    m_port = static_cast<quint16>(QUrl(m_url).port());
}

MemoryUse ServedListener::memory() const
{
    QFile file(u"/proc/%1/status"_s.arg(m_program->pid()));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("kfdeskctl serve has gone");
    const QByteArray status = file.readAll();
    return {kibibytes(status, "VmRSS:") * 1024, kibibytes(status, "VmHWM:") * 1024};
}

qint64 ServedListener::diskBytes() const
{
    qint64 bytes = QFileInfo(m_console.path(u"stderr"_s)).size();
    for (const QByteArray& content : m_console.files())
        bytes += content.size();
    return bytes;
}

QJsonObject ServedListener::status() const
{
    return m_console.runWithoutKey({u"status"_s, u"--json"_s}).object();
}

int ServedListener::storedEvents() const
{
    return static_cast<int>(
        m_console.runWithoutKey({u"events"_s, u"--json"_s, u"--limit"_s, u"1000000"_s}).rows().size());
}

namespace sender {

QByteArray path()
{
    return "/callback/" + suiteId();
}

QByteArray suiteId()
{
    return field(u"suite_id"_s);
}

QByteArray unknownEvent(const QByteArray& mark)
{
    return "<xml><SuiteId><![CDATA[" + suiteId() +
           "]]></SuiteId><InfoType><![CDATA[nobody_knows]]></InfoType><TimeStamp>" + "1718000009</TimeStamp><Mark>" +
           mark + "</Mark></xml>";
}

QByteArray sealed(const QByteArray& message, const QByteArray& receiveId)
{
    return crypto::sealCallback(key(), message, receiveId);
}

QByteArray encryptedRaw(const QByteArray& padded)
{
    return encryptRaw(key().bytes(), padded);
}

QByteArray signedQuery(const QByteArray& encrypt, const QByteArray& nonce)
{
    return "?msg_signature=" + crypto::callbackSignature(field(u"token"_s), "1718000009", nonce, encrypt) +
           "&timestamp=1718000009&nonce=" + nonce;
}

QByteArray envelope(const QByteArray& encrypt)
{
    return "<xml><ToUserName><![CDATA[" + suiteId() + "]]></ToUserName><Encrypt><![CDATA[" + encrypt +
           "]]></Encrypt></xml>";
}

QByteArray post(const QByteArray& target, const QByteArray& body)
{
    return "POST " + target + " HTTP/1.1\r\nHost: kf.example.com\r\nContent-Type: text/xml\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray delivery(const QByteArray& mark)
{
    const QByteArray encrypt = sealed(unknownEvent(mark), suiteId());
    return post(path() + signedQuery(encrypt), envelope(encrypt));
}

} // namespace sender

} // namespace kfdesk::test
