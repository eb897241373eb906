#include "batch_runs.hpp"

#include "mutualise/scenario/posterior.hpp"

#include <exception>
#include <new>

namespace mutualise
{

BatchRequests::BatchRequests(const Study& study, const SystemData& data, std::span<const std::uint32_t> runs)
{
    for (const std::uint32_t number : runs) {
        const StudyRun run = run_of(study, number);
        const auto [scenario, fresh] = scenarios_.try_emplace({run.point, run.replicate});
        if (fresh)
            scenario->second = with_draw(scenario_of(study, study.points[run.point], data), data, run.replicate);
        requests_.push_back({&scenario->second, run.key});
    }
}

std::vector<RunOutcome> run_batch_or_each(const Population& people, std::span<const RunRequest> requests,
                                          const RunMonths& progress)
{
    BatchOptions batch;
    bool stopping = false;
    batch.progress = [&](int month, int months) {
        try {
            progress(requests.size() * static_cast<std::uint64_t>(month), months);
        } catch (...) {
            stopping = true;
            throw;
        }
    };
    try {
        return run_batch(people, requests, batch);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        if (stopping)
            throw;
        if (requests.size() == 1) {
            std::vector<RunOutcome> failed(1);
            failed[0].failed = true;
            failed[0].failure = error.what();
            return failed;
        }
    }
    std::vector<RunOutcome> outcomes;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto after_others = [&](std::uint64_t over, int months) {
            progress(i * static_cast<std::uint64_t>(months) + over, months);
        };
        outcomes.push_back(std::move(run_batch_or_each(people, requests.subspan(i, 1), after_others).front()));
    }
    return outcomes;
}

} // namespace mutualise
