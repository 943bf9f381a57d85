#pragma once

#include "core/net/http_client.h"

#include <QDeadlineTimer>
#include <QNetworkReply>
#include <QObject>
#include <QTimer>

#include <condition_variable>
#include <mutex>
#include <optional>

class QNetworkAccessManager;
class QSslError;

namespace kfdesk::net {

class RequestBody;

/// Where the calling thread waits for the outcome of its request.
class Exchange
{
public:
    void finish(Result<HttpClientAnswer> result)
    {
        const std::scoped_lock lock(m_mutex);
        m_result = std::move(result);
        m_finished.notify_all();
    }
    Result<HttpClientAnswer> wait()
    {
        std::unique_lock lock(m_mutex);
        m_finished.wait(lock, [this] { return m_result.has_value(); });
        return *std::move(m_result);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_finished;
    std::optional<Result<HttpClientAnswer>> m_result;
};

/// One request on the network thread, from sending to its outcome; deletes itself then.
class HttpCall final : public QObject
{
public:
    HttpCall(const HttpClientRequest& request, QDeadlineTimer deadline, std::shared_ptr<Exchange> exchange,
             QObject* parent);

    void start(QNetworkAccessManager& manager);
    void cancel();

private:
    /// Why we ended it ourselves.
    enum class Stopped { No, Cancelled, TimedOut, TooLarge };

    void judgeServer(const QList<QSslError>& errors);
    void stop(Stopped reason);
    void take();
    void finish();
    Result<HttpClientAnswer> outcome() const;
    bool isAnswer() const;
    bool isCutShort(int status) const;
    /// False when the server certainly did not get the whole request.
    bool mayHaveExecuted() const;
    Error failure() const;
    Error error(ErrorKind kind, const QString& id, const QString& detail = {}) const;

    const HttpClientRequest m_request;
    const QDeadlineTimer m_deadline;
    const std::shared_ptr<Exchange> m_exchange;
    QTimer m_deadlineTimer;
    QNetworkReply* m_reply = nullptr;
    RequestBody* m_body = nullptr; ///< child of the reply; null without a body
    QByteArray m_received;
    QString m_tlsFault;
    bool m_sent = false;
    Stopped m_stopped = Stopped::No;
};

} // namespace kfdesk::net
