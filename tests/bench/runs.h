#pragma once

#include <QString>

#include <map>

namespace kfdesk::bench {

/// Runs every BENCHMARK of the program several times in mixed order, so that what disturbs the machine disturbs all of
/// them. By name: the fastest run, ns an iteration (CPU time, or real time where a benchmark asks for it).
std::map<QString, double> fastestRuns();

} // namespace kfdesk::bench
