#include "mutualise/study/sweep.hpp"

#include "elapsed.hpp"
#include "share_files.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// The pilot is over.
struct Enough {
};

/// Seconds that a batch takes: its start and its months so far, the rest in proportion.
double pilot(const Population& people, std::span<const RunRequest> requests)
{
    constexpr double long_enough = 5; // [s]; a small batch is run to its end
    const int months = requests.front().scenario->horizon.months();
    double before_months = 0, spent = 0;
    int done = 0;
    const Clock::time_point start = Clock::now();
    BatchOptions options;
    options.progress = [&](int month, int) {
        done = month;
        spent = seconds_since(start);
        if (month == 1)
            before_months = spent;
        if (month > 1 && spent > long_enough)
            throw Enough{};
    };
    try {
        run_batch(people, requests, options);
    } catch (const Enough&) {
    }
    return done < 2 ? spent : before_months + (spent - before_months) / (done - 1) * (months - 1);
}

/// The first batch, and making its population, as long as the share's runs and the study's populations take [s].
double seconds_of(const Study& study, const StudyGroups& groups, const std::vector<StudyBatch>& batches,
                  std::uint64_t runs, const std::shared_ptr<const SystemData>& data)
{
    std::vector<Scenario> scenarios;
    std::vector<RunRequest> requests;
    for (const std::uint32_t run : batches.front())
        scenarios.push_back(scenario_of(study, study.points[run_of(study, run).point], *data));
    for (std::size_t i = 0; i < scenarios.size(); ++i)
        requests.push_back({&scenarios[i], run_of(study, batches.front()[i]).key});
    std::vector<PopulationSettings> populations; // the plan of a study needs every one, whatever the share
    double scales = 0;
    for (const BatchGroup& group : groups.groups)
        if (std::find(populations.begin(), populations.end(), group.population) == populations.end()) {
            populations.push_back(group.population);
            scales += group.population.scale;
        }
    const PopulationSettings& first = scenarios.front().population;
    const Clock::time_point start = Clock::now();
    const Population people = synthesise(data, first);
    const double synthesis = seconds_since(start);
    return synthesis * scales / first.scale +
           pilot(people, requests) * static_cast<double>(runs) / static_cast<double>(requests.size());
}

} // namespace

SweepEstimate estimate(const Study& study, const std::shared_ptr<const SystemData>& data, Share share)
{
    constexpr double packing =
        13; // times that counts of a full file shrink: 762 kB a run to 57 kB, scale 0.01; measured
    const StudyGroups groups = groups_of(study, *data);
    const std::vector<StudyBatch> batches = batches_of(study, groups, share);
    const std::vector<StudyBatch> all = batches_of(study, groups, {});
    SweepEstimate e;
    e.runs = run_count(study);
    e.points = study.points.size();
    e.batches = all.size();
    e.share_batches = batches.size();
    for (const StudyBatch& batch : batches)
        e.share_runs += batch.size();
    if (!batches.empty())
        e.seconds = seconds_of(study, groups, batches, e.share_runs, data);
    e.shard_bytes = shard_bytes(share_files::head_of(study, {}, *data, {}, all));
    e.file_bytes = static_cast<std::uint64_t>(static_cast<double>(e.shard_bytes) / packing);
    return e;
}

} // namespace mutualise
