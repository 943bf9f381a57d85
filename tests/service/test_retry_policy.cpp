#include "core/service/own_changes.h"
#include "core/service/retry_policy.h"

#include <QTest>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace Qt::StringLiterals;

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delays_data();
    void delays();
    void backsOffUpToItsCap();
    void ownChanges();
};

namespace {

Error wecomError(ErrorKind kind, int code)
{
    Error error = makeError(kind, u"wecom.%1"_s.arg(code));
    error.code = code;
    return error;
}

} // namespace

Q_DECLARE_METATYPE(kfdesk::Error)

void TestRetryPolicy::delays_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<int>("atMost"); // −1: not by itself

    QTest::newRow("no connection") << makeError(ErrorKind::Network, u"net.refused"_s) << 1 << 500;
    QTest::newRow("no connection, long") << makeError(ErrorKind::Network, u"net.refused"_s) << 50 << 30'000;
    QTest::newRow("answer lost") << makeError(ErrorKind::Ambiguous, u"net.timeout"_s) << 1 << 500;
    QTest::newRow("our store") << makeError(ErrorKind::Busy, u"store.busy"_s) << 2 << 1000;
    QTest::newRow("busy once") << wecomError(ErrorKind::Remote, -1) << 1 << 500;
    QTest::newRow("busy thrice") << wecomError(ErrorKind::Remote, -1) << 3 << -1;
    QTest::newRow("token refused twice") << wecomError(ErrorKind::Remote, 42009) << 1 << 5000;
    QTest::newRow("address") << wecomError(ErrorKind::Config, 60020) << 1 << 5000;
    QTest::newRow("address, long") << wecomError(ErrorKind::Config, 60020) << 50 << 60'000;
    QTest::newRow("no ticket") << makeError(ErrorKind::Config, u"ticket.none"_s) << 1 << 5000;
    QTest::newRow("unknown code") << wecomError(ErrorKind::Config, 7'654'321) << 1 << -1;
    QTest::newRow("code spent") << wecomError(ErrorKind::Input, 40078) << 1 << -1;
    QTest::newRow("authorisation gone") << wecomError(ErrorKind::Auth, 48004) << 1 << -1;
    QTest::newRow("not found") << makeError(ErrorKind::NotFound, u"corp.not_found"_s) << 1 << -1;
}

void TestRetryPolicy::delays()
{
    QFETCH(Error, error);
    QFETCH(int, attempts);
    QFETCH(int, atMost);
    for (int i = 0; i < 50; ++i) {
        const auto delay = retryDelay(error, attempts);
        QCOMPARE(delay.has_value(), atMost >= 0);
        if (delay)
            QVERIFY(*delay >= 0 && *delay <= atMost);
    }
}

void TestRetryPolicy::backsOffUpToItsCap()
{
    Error limit = makeError(ErrorKind::Limit, u"wecom.45009"_s);
    const auto unsaid = retryDelay(limit, 1);
    QVERIFY(unsaid && *unsaid >= 1000 && *unsaid <= 3000);
    limit.retryAfterMs = 600'000;
    QCOMPARE(retryDelay(limit, 9), std::optional<qint64>(600'000));

    qint64 longest = 0;
    for (int i = 0; i < 200; ++i)
        longest = std::max(longest, *retryDelay(makeError(ErrorKind::Network, u"net.dns"_s), 4));
    QVERIFY(longest > 500 && longest <= 4000);
}

void TestRetryPolicy::ownChanges()
{
    OwnChanges own;
    QVERIFY(own.covers(5, 4)); // nothing new is nobody else's
    QVERIFY(!own.covers(1, 1));
    own.add(1, 3);
    own.add(5, 5);
    QVERIFY(own.covers(1, 3));
    QVERIFY(own.covers(2, 2));
    QVERIFY(!own.covers(1, 5));
    own.remove(5);
    QVERIFY(!own.covers(5, 5));
    own.add(4, 5);
    QVERIFY(own.covers(1, 5));
    own.forgetUpTo(3);
    QVERIFY(!own.covers(3, 3));
    QVERIFY(own.covers(4, 5));
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "test_retry_policy.moc"
