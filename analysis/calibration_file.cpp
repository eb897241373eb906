/// \file Calibration files, read whole: every problem at once.
#include "calibration_reading.hpp"

#include "mutualise/scenario/draft.hpp"

#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr int calibration_layer = 3; ///< its problems are listed before the study's

void read_count(CalibrationReading& reading, const Table& table, const std::string& path, const char* key, int lower,
                int upper, const char* meaning, std::uint32_t& to)
{
    int value = static_cast<int>(to);
    if (const Entry* entry = table.find(key))
        read_whole(reading.file, entry->node, joined(path, key), lower, upper, "-", meaning, value);
    to = static_cast<std::uint32_t>(value);
}

/// The statistics of another calibration file stand here too.
void read_shared_statistics(CalibrationReading& reading, const Table& table, const std::filesystem::path& folder)
{
    const Entry* entry = table.find("statistics");
    if (entry == nullptr)
        return;
    std::string name;
    read_text(reading.file, entry->node, "statistics", "calibration file whose statistics are fitted", name);
    if (const std::optional<Table> other = read_table(folder / name, calibration_layer, reading.file.problems))
        read_statistics(reading, *other);
}

void read_settings(CalibrationReading& reading, const Table& table)
{
    FittingPlan& plan = reading.calibration.plan;
    if (const Table* waves = subtable(reading.file, table, "waves", "waves")) {
        refuse_unknown(reading.file, *waves, "waves", {"number", "points", "replicates", "cutoff", "training_points"});
        read_count(reading, *waves, "waves", "number", 1, 20, "waves of history matching", plan.waves);
        read_count(reading, *waves, "waves", "points", 10, 100000, "points of each", plan.wave_points);
        read_count(reading, *waves, "waves", "replicates", 2, 1000, "runs a point", plan.wave_replicates);
        read_count(reading, *waves, "waves", "training_points", 10, 5000, "that emulators learn from",
                   plan.training_points);
        plan.cutoff = read_one(reading, *waves, "waves", "cutoff", 1, 10, "implausibility still allowed", plan.cutoff);
    }
    if (const Table* sampler = subtable(reading.file, table, "sampler", "sampler")) {
        refuse_unknown(reading.file, *sampler, "sampler", {"particles", "moves", "final_moves", "check_samples"});
        read_count(reading, *sampler, "sampler", "particles", 50, 1000000, "of the sampler", plan.particles);
        read_count(reading, *sampler, "sampler", "moves", 1, 1000, "at each temperature", plan.moves);
        read_count(reading, *sampler, "sampler", "final_moves", 0, 10000, "once the posterior is reached",
                   plan.final_moves);
        read_count(reading, *sampler, "sampler", "check_samples", 0, 100000000, "to check the method by; 0: none",
                   plan.check_samples);
    }
    if (const Table* posterior = subtable(reading.file, table, "posterior", "posterior")) {
        refuse_unknown(reading.file, *posterior, "posterior", {"candidates", "replicates", "draws"});
        read_count(reading, *posterior, "posterior", "candidates", 10, 1000000, "sets truly run", plan.candidates);
        read_count(reading, *posterior, "posterior", "replicates", 1, 1000, "runs of each", plan.candidate_replicates);
        read_count(reading, *posterior, "posterior", "draws", 10, 1000000, "sets kept", plan.draws);
    }
    if (plan.draws > plan.particles || plan.candidates > plan.particles)
        reading.file.problems.add(table.entries.empty() ? Place{} : table.entries.front().place, "posterior",
                                  "needs no more draws or candidates than particles");
}

/// Every outcome must be recorded: its observable, its categories and its months.
void require_recorded(CalibrationReading& reading, const SystemData& data, const Place& place)
{
    for (const Outcome& outcome : reading.calibration.outcomes)
        try {
            require_recordable(outcome, reading.calibration.study, data);
        } catch (const UsageError& error) {
            reading.file.problems.add(place, "statistic", error.what());
        }
}

} // namespace

double read_one(CalibrationReading& reading, const Table& table, const std::string& path, const char* key, double lower,
                double upper, const char* meaning, double standing)
{
    if (const Entry* entry = table.find(key))
        read_number(reading.file, entry->node, joined(path, key), lower, upper, false, "-", meaning, standing);
    return standing;
}

Calibration read_calibration(const std::filesystem::path& path, const SystemData& data, const StudyOptions& options)
{
    Calibration calibration;
    calibration.file = path;
    calibration.name = path.stem().string();
    CalibrationReading reading{Reading{data}, calibration};
    const std::optional<Table> table = read_table(path, calibration_layer, reading.file.problems);
    if (!table)
        throw InputError(reading.file.problems.listed());
    refuse_unknown(reading.file, *table, "",
                   {"study", "description", "seed", "waves", "sampler", "posterior", "statistic", "statistics"});
    const Place place =
        table->entries.empty() ? Place{path.string(), 1, 1, calibration_layer, false} : table->entries.front().place;
    std::string study;
    if (const Entry* entry = table->find("study"))
        read_text(reading.file, entry->node, "study", "file with the factors and their priors", study);
    else
        reading.file.problems.add(place, "study", "is missing: the file with the factors and their priors");
    if (const Entry* entry = table->find("description"))
        read_text(reading.file, entry->node, "description", "in words", calibration.description);
    if (const Entry* entry = table->find("seed"))
        read_seed(reading.file, entry->node, "seed", "of every draw", calibration.plan.seed);
    read_shared_statistics(reading, *table, path.parent_path());
    read_statistics(reading, *table);
    read_settings(reading, *table);
    if (calibration.statistics.empty())
        reading.file.problems.add(place, "statistic", "is missing: what is fitted");
    if (!study.empty()) {
        calibration.study = read_study(path.parent_path() / study, data, options);
        require_recorded(reading, data, place);
        if (calibration.study.factors.empty() || calibration.study.variants.size() != 1)
            reading.file.problems.add(place, "study", "must have factors, and no variants");
        for (const Factor& factor : calibration.study.factors)
            if (factor.kind == FactorKind::level)
                reading.file.problems.add(place, "study", "has a factor of levels, " + factor.id + ": fit numbers");
    }
    if (!reading.file.problems.empty())
        throw InputError(reading.file.problems.listed());
    return calibration;
}

std::string canonical_text(const Calibration& c, const SystemData& data)
{
    const FittingPlan& plan = c.plan;
    std::string out = fmt::format(
        "seed = \"0x{:016x}\"\nwaves = {} {} {} {} {}\nsampler = {} {} {}\nposterior = {} {} {}\n", plan.seed,
        plan.waves, plan.wave_points, plan.wave_replicates, written(plan.cutoff), plan.training_points, plan.particles,
        plan.moves, plan.final_moves, plan.candidates, plan.candidate_replicates, plan.draws);
    const auto terms = [&](const std::vector<SummaryStatistic::Term>& list) {
        std::string text;
        for (const SummaryStatistic::Term& term : list)
            text += (term.sign < 0 ? " -" : " +") + c.outcomes[term.outcome].text;
        return text;
    };
    for (const SummaryStatistic& s : c.statistics)
        out += fmt::format("statistic.{} = {} {}{} over{} pseudo {} figure {} {} {}\n", s.id,
                           fitted_names[static_cast<std::size_t>(s.as)], s.fitted ? "fitted" : "shown", terms(s.of),
                           terms(s.over), written(s.pseudo), written(s.observed.value), written(s.observed.error),
                           written(s.observed.discrepancy));
    return out + canonical_text(c.study, data);
}

} // namespace mutualise
