#pragma once

#include "core/crypto/callback_cipher.h"
#include "core/net/http_client.h"
#include "tests/system/programs.h"

#include <QMap>

#include <atomic>
#include <memory>
#include <set>
#include <thread>
#include <vector>

namespace kfdesk::test {

/// `kfdeskctl serve` on a workspace whose disk obeys the test (tests/system/failing_disk.cpp), and WeCom's side of it.
class FaultRig
{
public:
    FaultRig();

    Console console;
    net::HttpClient http{8};

    /// From now on the calls on the database's files fail: "write:28 sync:5"; "" lets them work again.
    void failCalls(const QByteArray& plan);
    qint64 pid() const { return m_serve->pid(); }
    quint16 port() const { return m_port; }

    /// A new event of our own numbering; any thread.
    int newEvent() { return m_events++; }
    /// Delivers it as WeCom would, encrypted anew each time: the HTTP status, 0 when there was no answer. Any thread.
    int deliver(int event);
    /// The request that deliver() sends, as bytes for a raw connection.
    QByteArray rawRequest(int event) const;

    QJsonObject status() const; ///< kfdeskctl status
    /// Waits until `kfdeskctl status` has that in store_error ("" = none); false when it never does.
    bool waitForStoreError(const QString& id) const;
    /// How often each of our events is in the inbox.
    QMap<int, int> inbox() const;
    /// PRAGMA integrity_check of the database, asked by ourselves.
    QString integrity() const;
    QByteArray log() const;

private:
    QByteArray bodyOf(int event, QByteArray& query) const;

    crypto::CallbackKey m_key;
    QString m_link;
    std::unique_ptr<RunningProgram> m_serve;
    quint16 m_port = 0;
    std::atomic<int> m_events = 0;
};

/// WeCom under load: threads that deliver one event after another, each again and again until it is taken.
class Senders
{
public:
    Senders(FaultRig& rig, int threads);
    ~Senders(); ///< ends the faults, and stop()

    void stop(); ///< what is being delivered is delivered first, so that no fault may last
    /// Returns when so many more deliveries were answered with success, or refused with 503.
    void waitForTaken(int more) const;
    void waitForRefused(int more) const;
    std::set<int> taken() const; ///< after stop()
    int otherAnswers() const { return m_other; }

private:
    void run(std::set<int>& taken);

    FaultRig& m_rig;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_taken = 0;
    std::atomic<int> m_refused = 0;
    std::atomic<int> m_other = 0;
    std::vector<std::set<int>> m_takenBy;
    std::vector<std::thread> m_threads;
};

} // namespace kfdesk::test
