#include "core/store/keychain.h"

#include "core/base/blocking.h"
#include "core/crypto/random.h"

#include <QObject>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace kfdesk::store {

namespace {

const QString serviceName = QStringLiteral("KfDesk");
constexpr unsigned long joinMs = 500;

Error keychainError(const char* id, const QString& detail = {})
{
    return makeError(ErrorKind::Config, QLatin1String(id), detail);
}

Error errorOf(QKeychain::Error error, const QString& text)
{
    switch (error) {
    case QKeychain::EntryNotFound:
        return keychainError("vault.keychain_missing");
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return keychainError("vault.keychain_denied", text);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return keychainError("vault.keychain_none", text);
    case QKeychain::NoError:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return keychainError("vault.keychain_failed", text);
}

/// What a job answers, shared with a caller that may have gone.
struct Reply
{
    std::mutex mutex;
    std::condition_variable came;
    bool done = false;
    QKeychain::Error error = QKeychain::NoError;
    QString errorText;
    Secret data;
};

using MakeJob = std::function<QKeychain::Job*()>;

class SystemKeychain final : public SecretKeeper
{
public:
    explicit SystemKeychain(int deadlineMs)
        : m_deadlineMs(deadlineMs)
        , m_thread(std::make_unique<QThread>())
        , m_worker(std::make_unique<QObject>())
    {
        m_thread->setObjectName(QStringLiteral("keychain"));
        m_worker->moveToThread(m_thread.get());
    }

    ~SystemKeychain() override
    {
        m_thread->quit();
        if (m_thread->wait(joinMs))
            return;
        // It hangs in a call that never ends: both go with the process.
        (void)m_worker.release();
        (void)m_thread.release();
    }

    Result<Secret> read(const QString& name) override
    {
        return run([name]() -> QKeychain::Job* {
            auto* job = new QKeychain::ReadPasswordJob(serviceName);
            job->setKey(name);
            return job;
        });
    }

    Result<void> write(const QString& name, const Secret& secret) override
    {
        KFDESK_CHECK(run([name, secret]() -> QKeychain::Job* {
            auto* job = new QKeychain::WritePasswordJob(serviceName);
            job->setKey(name);
            job->setTextData(QString::fromLatin1(secret.view()));
            return job;
        }));
        return {};
    }

    Result<void> remove(const QString& name) override
    {
        KFDESK_CHECK(run([name]() -> QKeychain::Job* {
            auto* job = new QKeychain::DeletePasswordJob(serviceName);
            job->setKey(name);
            return job;
        }));
        return {};
    }

private:
    Result<Secret> run(const MakeJob& make)
    {
        Q_ASSERT(mayBlock());
        const auto reply = std::make_shared<Reply>();
        {
            const std::scoped_lock lock(m_startMutex);
            if (!m_thread->isRunning())
                m_thread->start();
        }
        QMetaObject::invokeMethod(m_worker.get(), [make, reply] { begin(make(), reply); });
        std::unique_lock lock(reply->mutex);
        if (!reply->came.wait_for(lock, std::chrono::milliseconds(m_deadlineMs), [&] { return reply->done; }))
            return fail(keychainError("vault.keychain_timeout"));
        if (reply->error != QKeychain::NoError)
            return fail(errorOf(reply->error, reply->errorText));
        return reply->data;
    }

    /// On the keychain's thread. The job deletes itself.
    static void begin(QKeychain::Job* job, const std::shared_ptr<Reply>& reply)
    {
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, job, [reply](QKeychain::Job* finished) {
            const std::scoped_lock lock(reply->mutex);
            reply->error = finished->error();
            reply->errorText = finished->errorString();
            if (auto* reading = qobject_cast<QKeychain::ReadPasswordJob*>(finished)) {
                QByteArray data = reading->binaryData();
                reply->data = Secret(QByteArrayView(data));
                wipe(data);
            }
            reply->done = true;
            reply->came.notify_all();
        });
        job->start();
    }

    const int m_deadlineMs;
    std::mutex m_startMutex;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<QObject> m_worker;
};

} // namespace

Result<void> probeKeychain(SecretKeeper& keeper)
{
    const QString name = QStringLiteral("probe-") + crypto::randomAlphanumeric(12);
    const Secret written(crypto::randomAlphanumeric(32));
    KFDESK_CHECK(keeper.write(name, written));
    const auto read = keeper.read(name);
    KFDESK_CHECK(keeper.remove(name));
    if (!read)
        return fail(read.error());
    if (!(*read == written))
        return fail(keychainError("vault.keychain_failed", QStringLiteral("it returned something else")));
    return {};
}

std::shared_ptr<SecretKeeper> makeSystemKeychain(int deadlineMs)
{
    return std::make_shared<SystemKeychain>(deadlineMs);
}

} // namespace kfdesk::store
