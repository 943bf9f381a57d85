#include "core/service/listener_record.h"
#include "tests/service/records_rig.h"

#include <QTest>

#include <atomic>

using namespace kfdesk;
using namespace kfdesk::service;
using namespace kfdesk::test;

class TestListenerRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsCountedUntilTheStopIsWritten();
};

/// The stop comes while the first look is at its write, which a disk makes slow.
void TestListenerRecord::whatIsCountedUntilTheStopIsWritten()
{
    RecordsRig rig;
    std::atomic<quint64> accepted = 0;
    std::atomic<bool> looked = false;
    ListenerRecorder recorder(*rig.context, [&] {
        callback::CallbackStats stats;
        stats.accepted = accepted;
        looked = true;
        looked.notify_one();
        return stats;
    });
    recorder.start();
    looked.wait(false);
    accepted = 5;
    recorder.stop();
    const auto record = must(readListenerRecord(*must(rig.database->connection())));
    QVERIFY(record);
    QCOMPARE(record->accepted, 5u);
}

QTEST_GUILESS_MAIN(TestListenerRecord)
#include "test_listener_record.moc"
