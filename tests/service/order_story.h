#pragma once

#include "tests/service/order_rig.h"

#include <QMap>
#include <QSet>

#include <random>
#include <vector>

namespace kfdesk::test {

/// A story that a seed tells: merchants authorise, change their minds and leave; callbacks come late, twice and in any
/// order; calls fail, and the process dies, while something else goes on. The model knows what must be true at every
/// moment and at the end.
///
/// The model is small because WeCom's side is the truth: who is authorised, with which accounts and which code. What it
/// adds is what the product can know: whose code was answered to it.
class OrderStory
{
public:
    explicit OrderStory(quint64 seed);

    /// The first thing that is not as it must be; empty = all is well.
    QString tell();

    struct Counts
    {
        int steps = 0;
        int callbacks = 0;
        int redeliveries = 0;
        int crashes = 0;
        int purges = 0;
    };
    Counts counts() const { return m_counts; }

private:
    /// One authorisation of a merchant, from its create_auth to its cancel_auth.
    struct Epoch
    {
        QMap<QString, qint64> states; ///< of change_auth, and of create_auth once its code was answered: when (seconds)
        bool answered = false;        ///< a code of it was exchanged, and the product has the answer
        bool begun = false;           ///< that of its create_auth: the product knows where it begins
        bool changed = false;         ///< a change_auth told its corp id
        qint64 endTime = 0;           ///< 0 = it lives
    };
    struct Code
    {
        QString corpId;
        size_t epoch = 0;
        QString state; ///< of the create_auth; empty for a reset
        qint64 time = 0;
    };
    struct Merchant
    {
        QString corpId;
        QString name;
        std::vector<Epoch> epochs;
        qint64 lastCodeTime = 0; ///< of the newest create_auth or reset
    };
    struct Callback
    {
        QByteArray xml;
        bool delivered = false;
    };

    // What may happen next
    void step(int depth);
    void meanwhile();
    void act();
    void deliverOne();
    void redeliverOne();
    void work();
    void pass();
    void restart();

    void authorise(Merchant& merchant);
    void rescan(Merchant& merchant);
    void change(Merchant& merchant);
    void cancel(Merchant& merchant);
    void reset(Merchant& merchant);
    void add(const QByteArray& xml);

    Fate beforeCall(const DirectWecom::Call& call);
    void onAnswer(const DirectWecom::Call& call, const QByteArray& answer);

    // What must be true
    bool isCodeKnown(const Merchant& merchant) const;
    bool isTie(const Merchant& merchant, qint64 time) const;
    void expectNow();
    void expectAtTheEnd();
    void expectLiving(const Merchant& merchant);
    void expectGone(const Merchant& merchant);
    void expect(bool holds, const QString& what);

    bool chance(int percent) { return number(100) < percent; }
    int number(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }
    QStringList someAccounts(const QString& corpId);
    Merchant& of(const QString& corpId);
    void waitForNextCode(Merchant& merchant);
    void remember(const QByteArray& authCode, const Merchant& merchant, const QString& state);

    std::mt19937_64 m_random;
    OrderRig m_rig;
    std::vector<Merchant> m_merchants;
    std::vector<Callback> m_callbacks;
    QSet<QByteArray> m_sent;           ///< plaintexts: WeCom never sends two equal ones here
    QMap<QByteArray, Code> m_codes;    ///< by AuthCode
    QSet<QByteArray> m_answeredCodes;  ///< AuthCodes that were exchanged, and the product knows
    QSet<QByteArray> m_permanentCodes; ///< those that reached the product
    QString m_running;                 ///< type of the event that is worked on
    int m_depth = 0;
    bool m_calm = false; ///< towards the end nothing goes wrong any more
    int m_states = 0;
    QString m_wrong;
    Counts m_counts;
};

} // namespace kfdesk::test
