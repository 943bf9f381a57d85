#include "core/store/database.h"
#include "tests/service/service_rig.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace kfdesk;
using namespace kfdesk::test;
using namespace Qt::StringLiterals;
using service::PurgeStep;

/// Nobody has to ask for a proof, neither again nor because a purge came at a bad moment.
class TestPurgeWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReaderPutsTheProofOff();
    void whatComesDuringAProofIsProvenNext();

private:
    /// The host starts anew, and somebody watches every step of a purge.
    static void restart(ServiceRig& rig, std::function<void(PurgeStep)> entering)
    {
        rig.closeWorkspace();
        rig.openWorkspace();
        rig.workspace->purges().observe(std::move(entering));
        rig.startHost();
    }
};

void TestPurgeWorker::aReaderPutsTheProofOff()
{
    std::promise<void> triedOnce;
    std::atomic<int> tries = 0;
    std::atomic<int> searches = 0;
    ServiceRig rig;
    const qint64 corpId = rig.corp(rig.authorise())->id;
    restart(rig, [&](PurgeStep step) {
        searches += step == PurgeStep::Search ? 1 : 0;
        if (step == PurgeStep::Stamp && ++tries == 1)
            triedOnce.set_value();
    });

    {
        const auto reader = *store::Database::open(rig.workspaceDir() + u"/kfdesk.sqlite"_s, store::OpenMode::ReadOnly);
        auto* db = *reader->connection();
        const auto snapshot = store::ReadSnapshot::begin(*db);
        QVERIFY(snapshot);
        QVERIFY(db->exec(u"SELECT count(*) FROM corp"_s));
        QVERIFY(rig.workspace->purges().purge(corpId, {}));
        triedOnce.get_future().wait();
        QCOMPARE(searches, 0);
        QCOMPARE(rig.workspace->purges().unfinished()->size(), size_t(1));
    }
    QVERIFY(rig.waitForProof());
}

void TestPurgeWorker::whatComesDuringAProofIsProvenNext()
{
    ServiceRig rig;
    const qint64 first = rig.corp(rig.authorise())->id;
    const qint64 second = rig.corp(rig.authorise())->id;
    std::atomic<int> searches = 0;
    std::atomic<bool> came = false;
    restart(rig, [&](PurgeStep step) {
        if (step == PurgeStep::Search && ++searches == 1)
            came = rig.workspace->purges().purge(second, {}).has_value();
    });
    QVERIFY(rig.workspace->purges().purge(first, {}));
    // The clock stands still: nothing is tried again because time has passed.
    QVERIFY(rig.waitFor([&] { return rig.isProven(2); }));
    QVERIFY(came);
}

QTEST_GUILESS_MAIN(TestPurgeWorker)
#include "test_purge_worker.moc"
