// How many more mutuals does a package of levers give than the record alone? Run by run under common random numbers, on
// a fiftieth of the bodies; the package's runs are recorded in a file that every command of mutualise reads.
//
//     lever_effect SCENARIO RUNS FILE      for instance: lever_effect taskforce 16 taskforce.h5
#include <mutualise/core/errors.hpp>
#include <mutualise/record/ensemble.hpp>
#include <mutualise/run/batch.hpp>
#include <mutualise/scenario/posterior.hpp>
#include <mutualise/scenario/reader.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

using namespace mutualise;

namespace
{

const std::filesystem::path scenarios = SCENARIOS;

/// Run k takes draw k of the posterior and the k-th seed, in every scenario: what differs is the levers alone.
std::vector<RunOutcome> runs_of(const Population& people, const Scenario& scenario, std::uint32_t runs)
{
    std::vector<Scenario> drawn;
    for (std::uint32_t k = 0; k < runs; ++k)
        drawn.push_back(with_draw(scenario, *people.data, k));
    std::vector<RunRequest> requests;
    for (std::uint32_t k = 0; k < runs; ++k)
        requests.push_back({&drawn[k], run_key(scenario.seed, k)});
    return run_batch(people, requests);
}

double mutuals_at_the_end(const RunOutcome& outcome)
{
    if (outcome.failed)
        throw RunError(outcome.failure);
    return outcome.trajectory.total(Observable::mutuals_live, outcome.trajectory.rows() - 1);
}

void record(const std::filesystem::path& file, const Population& people, const Scenario& scenario,
            const std::vector<RunOutcome>& outcomes)
{
    Ensemble ensemble;
    ensemble.scenario = scenario;
    ensemble.resolved_scenario = canonical_text(scenario, *people.data);
    ensemble.scale = people.settings.scale;
    ensemble.employees = people.employees.size();
    ensemble.data = people.data;
    ensemble.provenance = build_provenance();
    for (std::uint32_t k = 0; k < outcomes.size(); ++k)
        ensemble.runs.push_back({k, run_key(scenario.seed, k).seed, outcomes[k].trajectory});
    write_ensemble(file, ensemble);
}

void compare(const std::string& name, std::uint32_t runs, const std::filesystem::path& file)
{
    const auto data = std::make_shared<const SystemData>(load_system_data(scenarios / "data"));
    const std::vector<std::string> small{"population.scale=0.02"};
    const Scenario base = read_scenario(scenarios / "historical.toml", *data, small).scenario;
    const Scenario package = read_scenario(scenarios / (name + ".toml"), *data, small).scenario;
    const Population people = synthesise(data, base.population);
    const std::vector<RunOutcome> without = runs_of(people, base, runs), with = runs_of(people, package, runs);
    double difference = 0;
    for (std::uint32_t k = 0; k < runs; ++k)
        difference += mutuals_at_the_end(with[k]) - mutuals_at_the_end(without[k]);
    record(file, people, package, with);
    std::printf("%s: %+.2f mutuals a run at the end of %s\n%s  %s\n", name.c_str(), difference / runs,
                to_string(package.horizon.last).c_str(), canonical_hash(file).c_str(), file.c_str());
}

} // namespace

int main(int argc, char** argv)
{
    const int runs = argc == 4 ? std::atoi(argv[2]) : 0;
    if (runs < 2 || runs > max_lanes) {
        std::fprintf(stderr, "lever_effect SCENARIO RUNS FILE, with 2 to %d runs\n", max_lanes);
        return 2;
    }
    try {
        compare(argv[1], static_cast<std::uint32_t>(runs), argv[3]);
        return 0;
    } catch (const InputError& error) {
        for (const Problem& problem : error.problems())
            std::fprintf(stderr, "%s:%d: %s\n", problem.file.c_str(), problem.line, problem.text.c_str());
        return 3;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
