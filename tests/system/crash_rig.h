#pragma once

#include "core/crypto/callback_cipher.h"
#include "core/net/http_client.h"
#include "tests/system/programs.h"

#include <QMap>
#include <QSet>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <random>
#include <vector>

namespace kfdesk::test {

/// A simulated WeCom and a `kfdeskctl serve` that is killed again and again, and the load that both are under. What the
/// listener has acknowledged is remembered, so that it can be asked for afterwards.
class CrashRig
{
public:
    explicit CrashRig(quint64 seed);

    /// Starts `serve` on the same workspace and port; true when it listens.
    bool startServe();
    void killServe();
    /// SIGTERM; true when it ended well.
    bool stopServe();

    QJsonObject control(const QString& name, const QJsonObject& body = {}) const;
    QJsonObject simulated() const; ///< its state
    int calls(const QString& endpoint) const;
    Outcome ctl(const QStringList& command) const { return console.run(command); }
    QJsonArray rows(const QStringList& command) const;

    // What people do; safe from any thread. An acknowledgement is counted.
    void authorise();
    void authoriseMany(int count); ///< each with a state of its own, all in one second of WeCom's clock
    void rescan(const QString& authCorpId);
    void cancel(const QString& authCorpId);
    void note(); ///< some event that is only recorded, sent straight to the listener
    /// Everything that came back unanswered, once more, and the newest ones all the same.
    void redeliver();
    /// Merchants that were seen active and have not left since.
    std::vector<QString> livingCorps() const;

    /// Returns when `count` more acknowledgements have come, or when it takes too long for that.
    void waitForAcknowledgements(int count);
    int acknowledged() const;

    /// Nothing is left to do: no pending event, no sync, no purge. False when it does not come to that.
    bool waitUntilQuiet() const;

    // The first thing that is not as it must be; empty = all is well.
    QString checkInbox() const;
    QString checkMerchants();
    /// What the page tells people whose code was lost: remove the component, scan again.
    void remedyLostCodes();

    int lostCodes() const { return m_lost; }
    int number(int below);

    Console console;

private:
    struct Merchant
    {
        QString name;
        QSet<QString> states; ///< of the living authorisation
        int authorisations = 0;
        qint64 lastTime = 0; ///< of its newest event, in seconds
        bool living = false;
        bool seenActive = false; ///< by a check
        bool codeLost = false;   ///< of the living authorisation
    };

    /// Asks another `body` of authorize for the merchant that comes next.
    void authorise(QJsonObject body);
    void acknowledge(bool yes);
    void post(const QByteArray& plaintext, bool mustBeNew);
    QString nextState();
    /// A later second than that of all its events: what one merchant does twice within a second is the same event.
    qint64 nextTime(const QString& authCorpId);
    QString checkMerchant(const QString& authCorpId, const Merchant& merchant, const QJsonObject& truth,
                          const QJsonObject& row);

    quint16 m_port = 0;
    std::unique_ptr<RunningProgram> m_sandbox;
    std::unique_ptr<RunningProgram> m_serve;
    QJsonObject m_identity;
    std::optional<crypto::CallbackKey> m_key;
    net::HttpClient m_http{64};
    int m_lost = 0;

    mutable std::mutex m_mutex; // guards everything below
    std::condition_variable m_moved;
    std::mt19937_64 m_random;
    int m_acknowledged = 0;
    int m_states = 0;
    int m_notes = 0;
    QMap<QString, Merchant> m_merchants; ///< by auth_corpid
    QMap<QByteArray, bool> m_sent;       ///< plaintexts of note(): acknowledged
};

} // namespace kfdesk::test
