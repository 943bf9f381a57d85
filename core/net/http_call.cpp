#include "core/net/http_call.h"

#include "core/net/request_body.h"

#include <QMetaEnum>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

namespace kfdesk::net {

namespace {

QNetworkRequest toQt(const HttpClientRequest& request, const QNetworkProxy& proxy)
{
    QNetworkRequest qt(request.url);
    qt.setHeader(QNetworkRequest::UserAgentHeader, QByteArrayLiteral("KfDesk"));
    qt.setRawHeader("Accept-Encoding", "identity"); // so that Content-Length tells a cut answer, and nothing inflates
    qt.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    qt.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    qt.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    qt.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // HTTP/2 would put all requests of a host on one connection, and lose all of them with it.
    qt.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (request.method == "POST") {
        qt.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
        qt.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        qt.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    // Without TLS Qt offers the proxy's credentials to nobody. (With it, it does so in CONNECT.)
    if (proxy.type() == QNetworkProxy::HttpProxy && !proxy.user().isEmpty() &&
        request.url.scheme() == QLatin1String("http")) {
        const QString pair = proxy.user() % QLatin1Char(':') % proxy.password();
        qt.setRawHeader("Proxy-Authorization", "Basic " + pair.toUtf8().toBase64());
    }
    return qt;
}

/// What stood in the way before the request could go out.
QString idBeforeSending(QNetworkReply::NetworkError error, bool viaProxy)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return QStringLiteral("net.tls");
    case QNetworkReply::HostNotFoundError:
        return viaProxy ? QStringLiteral("net.proxy") : QStringLiteral("net.dns");
    case QNetworkReply::ConnectionRefusedError:
        return viaProxy ? QStringLiteral("net.proxy") : QStringLiteral("net.refused");
    case QNetworkReply::UnknownNetworkError: // where Qt puts most of what a proxy says
        return viaProxy ? QStringLiteral("net.proxy") : QStringLiteral("net.unreachable");
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return QStringLiteral("net.proxy");
    default:
        return QStringLiteral("net.unreachable");
    }
}

} // namespace

HttpCall::HttpCall(const HttpClientRequest& request, QDeadlineTimer deadline, std::shared_ptr<Exchange> exchange,
                   QObject* parent)
    : QObject(parent)
    , m_request(request)
    , m_deadline(deadline)
    , m_exchange(std::move(exchange))
{
    m_deadlineTimer.setSingleShot(true);
    m_deadlineTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_deadlineTimer, &QTimer::timeout, this, [this] { stop(Stopped::TimedOut); });
}

void HttpCall::start(QNetworkAccessManager& manager)
{
    const QNetworkRequest request = toQt(m_request, manager.proxy());
    if (m_request.method == "GET") {
        m_reply = manager.get(request);
    } else if (m_request.body.isEmpty()) {
        m_reply = manager.post(request, QByteArray());
    } else {
        m_body = new RequestBody(m_request.body, m_request.singleUse, this);
        m_reply = manager.post(request, m_body);
        m_body->setParent(m_reply);
    }
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_sent = true; });
    connect(m_reply, &QNetworkReply::sslErrors, this, &HttpCall::judgeServer);
    connect(m_reply, &QIODevice::readyRead, this, &HttpCall::take);
    connect(m_reply, &QNetworkReply::finished, this, &HttpCall::finish);
    m_deadlineTimer.start(static_cast<int>(m_deadline.remainingTime()));
}

/// The server is not one that this machine's authorities vouch for.
void HttpCall::judgeServer(const QList<QSslError>& errors)
{
    const QByteArray& known = m_request.knownCertificate;
    if (!known.isEmpty() && m_reply->sslConfiguration().peerCertificate().toDer() == known)
        m_reply->ignoreSslErrors(errors);
    else if (!errors.isEmpty())
        m_tlsFault = errors.first().errorString();
}

void HttpCall::cancel()
{
    stop(Stopped::Cancelled);
}

void HttpCall::stop(Stopped reason)
{
    if (m_stopped != Stopped::No || m_reply->isFinished())
        return;
    m_stopped = reason;
    m_reply->abort(); // emits finished()
}

void HttpCall::take()
{
    m_received += m_reply->readAll();
    if (m_received.size() > m_request.maxAnswerBytes)
        stop(Stopped::TooLarge);
}

void HttpCall::finish()
{
    m_deadlineTimer.stop();
    if (m_stopped == Stopped::No)
        m_received += m_reply->readAll();
    m_exchange->finish(outcome());
    m_reply->deleteLater();
    deleteLater();
}

Result<HttpClientAnswer> HttpCall::outcome() const
{
    if (m_stopped != Stopped::No || !isAnswer())
        return fail(failure());
    if (m_received.size() > m_request.maxAnswerBytes)
        return fail(error(ErrorKind::Remote, QStringLiteral("net.too_large")));
    HttpClientAnswer answer;
    answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = m_received;
    answer.contentType = m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    return answer;
}

bool HttpCall::isAnswer() const
{
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid() || isCutShort(status.toInt()))
        return false;
    // Qt also reports the statuses from 400 on as errors; these are the others.
    switch (m_reply->error()) {
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolFailure:
        return false;
    default:
        return m_reply->error() == QNetworkReply::NoError || m_reply->error() > QNetworkReply::UnknownProxyError;
    }
}

/// Qt notices a missing end itself, but not behind a status from 400 on.
bool HttpCall::isCutShort(int status) const
{
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    const bool carriesBody = status != 204 && status != 304;
    return carriesBody && length.isValid() && m_received.size() < length.toLongLong();
}

bool HttpCall::mayHaveExecuted() const
{
    if (m_body)
        return m_body->wasTaken();
    // Word of the sending comes from Qt's own thread, in order with errors but perhaps behind our deadline.
    return m_sent || m_stopped == Stopped::TimedOut;
}

Error HttpCall::failure() const
{
    switch (m_stopped) {
    case Stopped::Cancelled:
        return error(ErrorKind::Cancelled, QStringLiteral("net.cancelled"));
    case Stopped::TooLarge:
        return error(ErrorKind::Remote, QStringLiteral("net.too_large"));
    case Stopped::TimedOut:
        return mayHaveExecuted() ? error(ErrorKind::Ambiguous, QStringLiteral("net.timeout"))
                                 : error(ErrorKind::Network, QStringLiteral("net.unreachable"));
    case Stopped::No:
        break;
    }
    // Never QNetworkReply::errorString(): it repeats the URL.
    const QString name =
        QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(m_reply->error()));
    if (m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError)
        return error(ErrorKind::Network, QStringLiteral("net.proxy_auth"), name);
    if (mayHaveExecuted())
        return error(ErrorKind::Ambiguous,
                     m_reply->error() == QNetworkReply::TimeoutError ? QStringLiteral("net.timeout")
                                                                     : QStringLiteral("net.dropped"),
                     name);
    return error(ErrorKind::Network, idBeforeSending(m_reply->error(), !m_request.proxy.isEmpty()),
                 m_tlsFault.isEmpty() ? name : m_tlsFault);
}

Error HttpCall::error(ErrorKind kind, const QString& id, const QString& detail) const
{
    return makeError(kind, id, detail, {{QStringLiteral("host"), m_request.url.host()}});
}

} // namespace kfdesk::net
