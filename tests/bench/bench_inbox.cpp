// The inbox alone: what one callback costs the writer's thread by the size of its group, all on disk.
#include "core/service/listener_inbox.h"
#include "tests/bench/callbacks.h"
#include "tests/bench/report.h"
#include "tests/bench/runs.h"
#include "tests/bench/seeded_workspace.h"

#include <QDir>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

namespace {

using namespace kfdesk;

constexpr int seededEvents = 20'000;

/// KFDESK_BENCH_DIR: a folder whose disk counts, such as one in memory, where flushing costs nothing.
QString folderTemplate()
{
    return qEnvironmentVariable("KFDESK_BENCH_DIR", QDir::tempPath()) + QStringLiteral("/kfdesk-bench-XXXXXX");
}

void commitGroups(benchmark::State& state)
{
    static const QTemporaryDir folder(folderTemplate());
    static bench::SeededWorkspace workspace(folder.path(), seededEvents);
    static quint64 next = workspace.firstFresh();
    const SystemClock clock;
    service::InboxHealth health(clock, [](const auto&) {});
    service::ListenerInbox inbox(workspace.context(), health);
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<callback::AcceptedCallback> group;
        for (int i = 0; i < state.range(0); ++i)
            group.push_back(bench::accepted(next++, clock.nowMs()));
        state.ResumeTiming();
        benchmark::DoNotOptimize(inbox.commit(group));
    }
}
BENCHMARK(commitGroups)->Arg(1)->Arg(16)->Arg(64)->UseRealTime();

} // namespace

int main(int argc, char** argv)
{
    using namespace Qt::StringLiterals;
    bench::Report report(u"bench_inbox"_s);
    for (const auto& [name, ns] : bench::fastestRuns())
        report.detail(u"a group of %1, written and flushed"_s.arg(name.section(u'/', 1)), ns / 1000, u"µs"_s);
    report.finish(bench::outputFolder(argc, argv));
    return 0;
}
