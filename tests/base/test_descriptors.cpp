#include "core/base/descriptors.h"

#include <QTest>

#include <climits>
#include <sys/resource.h>

using namespace kfdesk;

class TestDescriptors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void raisesTheLimit();
    void neverLowersIt();
    void stopsAtWhatTheSystemAllows();

private:
    static rlim_t limitNow();

    rlimit m_before = {};
};

rlim_t TestDescriptors::limitNow()
{
    rlimit now = {};
    return getrlimit(RLIMIT_NOFILE, &now) == 0 ? now.rlim_cur : 0;
}

void TestDescriptors::init()
{
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &m_before), 0);
    const rlimit low{256, m_before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &low), 0);
}

void TestDescriptors::cleanup()
{
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &m_before), 0);
}

void TestDescriptors::raisesTheLimit()
{
    allowDescriptors(512);
    QCOMPARE(limitNow(), rlim_t(512));
}

void TestDescriptors::neverLowersIt()
{
    allowDescriptors(100);
    QCOMPARE(limitNow(), rlim_t(256));
}

void TestDescriptors::stopsAtWhatTheSystemAllows()
{
    if (m_before.rlim_max >= UINT_MAX)
        QSKIP("this system sets no limit");
    allowDescriptors(UINT_MAX);
    QCOMPARE(limitNow(), m_before.rlim_max);
}

QTEST_GUILESS_MAIN(TestDescriptors)
#include "test_descriptors.moc"
