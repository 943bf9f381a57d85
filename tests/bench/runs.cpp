#include "tests/bench/runs.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>

namespace kfdesk::bench {

namespace {

class Collector final : public benchmark::BenchmarkReporter
{
public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override
    {
        for (const Run& run : runs) {
            if (run.error_occurred)
                qFatal("%s: %s", run.benchmark_name().c_str(), run.error_message.c_str());
            if (run.run_type != Run::RT_Iteration)
                continue;
            const bool real = run.run_name.time_type == "real_time";
            const double ns = real ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime();
            const std::string arguments = run.run_name.args.empty() ? "" : "/" + run.run_name.args;
            const QString name = QString::fromStdString(run.run_name.function_name + arguments);
            const auto [known, isNew] = fastest.try_emplace(name, ns);
            known->second = std::min(known->second, ns);
        }
    }

    std::map<QString, double> fastest;
};

} // namespace

std::map<QString, double> fastestRuns()
{
    std::array<std::string, 4> words{"bench", "--benchmark_repetitions=200", "--benchmark_min_time=0.005",
                                     "--benchmark_enable_random_interleaving=true"};
    std::array<char*, words.size()> arguments;
    std::transform(words.begin(), words.end(), arguments.begin(), [](std::string& word) { return word.data(); });
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    Collector collector;
    benchmark::RunSpecifiedBenchmarks(&collector);
    return collector.fastest;
}

} // namespace kfdesk::bench
