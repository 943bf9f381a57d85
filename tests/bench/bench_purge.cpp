// Targets: the rows of one corp of a hundred thousand ≤ 10 ms; a thousand purges are proven together.
// KFDESK_BENCH_CORPS, KFDESK_BENCH_EVENTS and KFDESK_BENCH_MESSAGES make the workspace smaller or larger.
#include "core/base/clock.h"
#include "core/service/context.h"
#include "core/service/purge_service.h"
#include "core/store/event_repository.h"
#include "core/store/file_search.h"
#include "core/store/migrator.h"
#include "core/store/pattern_set.h"
#include "core/store/vault.h"
#include "tests/bench/corp_seed.h"
#include "tests/bench/seeded_workspace.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <memory>

namespace {

using namespace kfdesk;
using bench::CorpSeed;
using bench::must;
using bench::wanted;

const Clock& systemClock()
{
    static const SystemClock clock;
    return clock;
}

/// A hundred thousand corps of three accounts and three links, their events and their messages.
class Store
{
public:
    static Store& instance()
    {
        static Store made;
        return made;
    }

    service::Context& context() { return *m_context; }
    QString dir() const { return m_folder.path(); }
    qint64 bytes() const { return QFileInfo(m_database->path()).size(); }
    qint64 nextCorp() { return m_next++; }
    qint64 corps() const { return m_corps; }

private:
    Store()
        : m_corps(wanted("KFDESK_BENCH_CORPS", 100'000))
        , m_database(must(store::Database::open(m_folder.filePath(QStringLiteral("kfdesk.sqlite")))))
    {
        auto* db = must(m_database->connection());
        must(store::Migrator::migrate(*db, m_folder.filePath(QStringLiteral("backups")), systemClock()));
        m_context = std::make_unique<service::Context>(*m_database, m_feed, systemClock(), m_folder.path(), false);
        m_context->setVault(must(store::Vault::found(*db, store::KeyFile{m_keys.filePath(QStringLiteral("key"))},
                                                     m_folder.path(), systemClock())));
        const int events = wanted("KFDESK_BENCH_EVENTS", 300'000);
        const int messages = wanted("KFDESK_BENCH_MESSAGES", 300'000);
        for (qint64 first = 0; first < m_corps; first += chunk)
            fill(*db, first, events / m_corps, messages / m_corps);
        must(db->exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    }

    void fill(store::Connection& db, qint64 first, qint64 eventsEach, qint64 messagesEach)
    {
        auto transaction = must(store::WriteTransaction::begin(db));
        for (qint64 i = first; i < std::min(first + chunk, m_corps); ++i) {
            const model::Corp corp = m_seed.add(db, accountsEach);
            addEvents(db, corp, QStringLiteral("change_auth"), eventsEach);
            addEvents(db, corp, QStringLiteral("kf_msg_or_event"), messagesEach);
        }
        must(transaction.commit());
    }

    void addEvents(store::Connection& db, const model::Corp& corp, const QString& type, qint64 count)
    {
        for (qint64 i = 0; i < count; ++i) {
            store::NewEvent event;
            event.event.suiteId = corp.suiteId;
            event.event.infoType = type;
            event.event.authCorpId = corp.authCorpId;
            event.event.corpId = corp.id;
            event.event.status = model::EventStatus::Done;
            event.plaintext = m_seed.random(400).toUtf8();
            must(store::EventRepository(db).insert(*must(m_context->vault()), event));
        }
    }

    static constexpr qint64 chunk = 500;
    static constexpr int accountsEach = 3;

    const qint64 m_corps;
    QTemporaryDir m_folder;
    QTemporaryDir m_keys;
    CorpSeed m_seed{QStringLiteral("ww5uite0kf0demo01")};
    service::ChangeFeed m_feed;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<service::Context> m_context;
    qint64 m_next = 1;
};

/// One corp: marked, receipt written, rows and files deleted; what a cancel_auth waits for.
void eraseOneCorp(benchmark::State& state)
{
    Store& store = Store::instance();
    service::PurgeService purges(store.context());
    purges.setAttended(true);
    for (auto _ : state)
        must(purges.purge(store.nextCorp(), {}));
    state.counters["corps"] = double(store.corps());
}

/// The proof of all that have been erased since: backups, WAL, search of every file, erasure of residue, stamps.
void settleTogether(benchmark::State& state)
{
    Store& store = Store::instance();
    service::PurgeService purges(store.context());
    purges.setAttended(true);
    int searches = 0;
    int left = 0;
    purges.observe([&](service::PurgeStep step) { searches += step == service::PurgeStep::Search ? 1 : 0; });
    for (auto _ : state) {
        state.PauseTiming();
        while (must(purges.unfinished()).size() < size_t(state.range(0)))
            must(purges.purge(store.nextCorp(), {}));
        searches = 0;
        state.ResumeTiming();
        left += must(purges.settle({}));
    }
    state.counters["purges"] = double(state.range(0));
    state.counters["searches"] = searches;
    state.counters["left"] = left;
    state.counters["MiB"] = double(store.bytes()) / 1024 / 1024;
}

/// The search alone, by the number of texts; the floor is reading the file.
void searchFor(benchmark::State& state)
{
    Store& store = Store::instance();
    QStringList texts;
    for (int i = 0; i < state.range(0); ++i)
        texts.append(QStringLiteral("https://work.weixin.qq.com/kfid/kfcNobody%1?enc_scene=ENC%1").arg(i));
    for (auto _ : state)
        benchmark::DoNotOptimize(must(store::searchFiles(store.dir(), texts)).size());
    state.SetBytesProcessed(state.iterations() * store.bytes());
}

BENCHMARK(searchFor)->Arg(1)->Arg(1'000)->Arg(30'000)->Unit(benchmark::kMillisecond);
BENCHMARK(eraseOneCorp)->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK(settleTogether)->Arg(1000)->Iterations(2)->Unit(benchmark::kMillisecond);
BENCHMARK(settleTogether)->Arg(1)->Iterations(2)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
