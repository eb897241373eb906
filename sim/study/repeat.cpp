#include "mutualise/study/repeat.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/run/batch.hpp"
#include "mutualise/scenario/posterior.hpp"
#include "mutualise/study/configuration.hpp"
#include "mutualise/study/work.hpp"

#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <functional>

namespace mutualise
{

namespace
{

/// A run as the file has it.
struct RecordedRun {
    std::uint32_t run = 0;
    std::uint64_t seed = 0;
    std::optional<std::size_t> place; ///< on the run axis; none: it failed
    std::string failure;
};

std::vector<RecordedRun> runs_in(const Recording& labels)
{
    std::vector<RecordedRun> runs;
    for (std::size_t place = 0; place < labels.runs.size(); ++place)
        runs.push_back({labels.runs[place].index, labels.runs[place].seed, place, {}});
    for (const RunFailure& failure : labels.failures)
        runs.push_back({failure.index, failure.seed, std::nullopt, failure.message});
    std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.run < b.run; });
    return runs;
}

std::vector<RecordedRun> chosen(const RecordedFile& file, std::span<const std::uint32_t> numbers)
{
    std::vector<RecordedRun> all = runs_in(file.labels());
    if (numbers.empty())
        return all;
    std::vector<RecordedRun> some;
    for (const std::uint32_t number : numbers) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& run) { return run.run == number; });
        if (found == all.end())
            throw UsageError(fmt::format("{} has no run {}", file.path().string(), number));
        some.push_back(*found);
    }
    return some;
}

/// "mutuals_live in 2012-06, libraries: recorded 3, now 4".
std::string describe(const RecordedFile& file, Observable observable, std::size_t cell, double recorded, double now)
{
    const ObservableSpec& what = spec(observable);
    const std::vector<std::string> first = file.names(what.first), second = file.names(what.second);
    const std::size_t cells = first.size() * second.size();
    std::string place = to_string(file.months().at(cell / cells));
    for (const std::string& name : {first[cell % cells / second.size()], second[cell % second.size()]})
        place += name.empty() ? "" : ", " + name;
    return fmt::format("{} in {}: recorded {}, now {}", what.name, place, recorded, now);
}

/// The first value that differs in its bits, in the order of observables and cells; nothing where none does.
std::string first_difference(const RecordedFile& file, std::size_t place, std::span<const int> rows,
                             const Trajectory& trajectory)
{
    for (const Observable observable : file.labels().observables) {
        ValueBlock now;
        append_values(trajectory, observable, rows, 0, now);
        const std::vector<double> recorded = file.values(observable, place, 1);
        const bool counts = spec(observable).kind == ValueKind::count;
        for (std::size_t cell = 0; cell < recorded.size(); ++cell) {
            const double value = counts ? now.counts.at(cell) : now.reals.at(cell);
            if (std::bit_cast<std::uint64_t>(value) != std::bit_cast<std::uint64_t>(recorded[cell]))
                return describe(file, observable, cell, recorded[cell], value);
        }
    }
    return {};
}

void compare(const RecordedFile& file, const RecordedRun& was, std::span<const int> rows, const RunOutcome& now,
             RepeatResult& result)
{
    ++result.runs;
    std::string what;
    if (was.place && now.failed)
        what = "it failed: " + now.failure;
    else if (!was.place && !now.failed)
        what = "it did not fail; recorded: " + was.failure;
    else if (!was.place && now.failure.substr(0, was.failure.size()) != was.failure)
        what = fmt::format("recorded as failed: {}; now: {}", was.failure, now.failure);
    else if (was.place)
        what = first_difference(file, *was.place, rows, now.trajectory);
    if (!what.empty())
        result.differences.push_back({was.run, what});
    else
        result.failed += !was.place;
}

/// Where the recorded months stand in a rerun of this horizon.
std::vector<int> rows_of(const RecordedFile& file, const Horizon& horizon)
{
    std::vector<int> rows;
    for (const Month month : file.months()) {
        rows.push_back(horizon.row(month));
        if (rows.back() < 0 || rows.back() >= horizon.rows())
            throw Mismatch(fmt::format("{} records {}, which is not in its scenario's horizon, {} to {}",
                                       file.path().string(), to_string(month), to_string(horizon.first),
                                       to_string(horizon.last)));
    }
    return rows;
}

struct Request {
    RecordedRun run;
    Scenario scenario;
};

} // namespace

Scenario scenario_of_point(const RecordedFile& file, std::uint32_t point, const SystemData& data)
{
    const Recording& labels = file.labels();
    if (!labels.study)
        return scenario_of_texts(labels.resolved_scenario, "", data);
    return scenario_of_texts(labels.study->scenarios.at(labels.study->variant_of_point.at(point)),
                             labels.study->settings.at(point), data);
}

Scenario scenario_of_run(const RecordedFile& file, std::uint32_t run, const SystemData& data)
{
    const Recording& labels = file.labels();
    return with_draw(scenario_of_point(file, labels.point_of(run), data), data, labels.replicate_of(run));
}

RepeatResult repeat(const RecordedFile& file, const std::shared_ptr<const SystemData>& data,
                    std::span<const std::uint32_t> numbers,
                    const std::function<void(std::uint32_t, std::uint32_t)>& tick,
                    const std::function<void(const std::string&)>& notice, std::uint64_t memory)
{
    if (file.labels().data->digest != data->digest)
        throw Mismatch(fmt::format("{} was made with data.digest = \"{}\"; here it is \"{}\"", file.path().string(),
                                   file.labels().data->digest, data->digest));
    const std::vector<RecordedRun> runs = chosen(file, numbers);
    RepeatResult result;
    Populations populations(data);
    for (std::size_t next = 0; next < runs.size();) {
        std::vector<Request> batch;
        for (; next < runs.size() && batch.size() < max_lanes; ++next) {
            Request request{runs[next], scenario_of_run(file, runs[next].run, *data)};
            if (!batch.empty() && !(request.scenario.population == batch.front().scenario.population &&
                                    request.scenario.horizon == batch.front().scenario.horizon))
                break;
            batch.push_back(std::move(request));
        }
        std::vector<RunRequest> requests;
        for (const Request& request : batch)
            requests.push_back({&request.scenario, {request.run.seed}});
        const std::vector<int> rows = rows_of(file, batch.front().scenario.horizon);
        const auto people = populations.get(batch.front().scenario.population);
        const auto tell = result.runs == 0 ? notice : std::function<void(const std::string&)>{}; // once
        const auto lanes =
            static_cast<std::size_t>(lanes_at_a_time(*people, batch.front().scenario.horizon, max_lanes, memory, tell));
        const std::span<const RunRequest> all = requests;
        for (std::size_t first = 0; first < all.size(); first += lanes) {
            const std::vector<RunOutcome> outcomes =
                run_batch(*people, all.subspan(first, std::min(lanes, all.size() - first)));
            for (std::size_t i = 0; i < outcomes.size(); ++i)
                compare(file, batch[first + i].run, rows, outcomes[i], result);
        }
        if (tick)
            tick(result.runs, static_cast<std::uint32_t>(runs.size()));
    }
    return result;
}

} // namespace mutualise
