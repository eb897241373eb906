/// \file Study files, read whole: every problem at once, nothing clamped or repaired.
#include "study_reading.hpp"

#include "mutualise/record/recording.hpp"
#include "mutualise/study/design.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

constexpr std::array<std::string_view, 2> seeds_names{"common", "independent"};
constexpr int most_replicates = 1'000'000;

/// Keys that no scenario has.
constexpr std::array<std::string_view, 8> study_keys{"settings", "problem",    "variant", "factor",
                                                     "design",   "replicates", "seeds",   "outputs"};

void read_head(StudyReading& reading, const Table& table, Study& study)
{
    refuse_unknown(reading.file, table, "",
                   {"name", "description", "base", "settings", "problem", "variant", "factor", "design", "replicates",
                    "seeds", "seed", "outputs"});
    if (const Entry* name = table.find("name"))
        read_text(reading.file, name->node, "name", "name of the study", study.name);
    if (const Entry* description = table.find("description"))
        read_text(reading.file, description->node, "description", "what the study asks", study.description);
    int replicates = static_cast<int>(study.replicates), seeds = 0;
    if (const Entry* entry = table.find("replicates"))
        read_whole(reading.file, entry->node, "replicates", 1, most_replicates, "-", "runs of each point", replicates);
    if (const Entry* entry = table.find("seeds"))
        read_choice(reading.file, entry->node, "seeds", seeds_names, "whether points share the replicates' luck",
                    seeds);
    if (const Entry* entry = table.find("seed"))
        read_seed(reading.file, entry->node, "seed", "base seed of the runs", study.seed);
    study.replicates = static_cast<std::uint32_t>(replicates);
    study.seeds = static_cast<Seeds>(seeds);
}

/// Every design point of every variant.
void make_points(Study& study)
{
    for (std::uint32_t v = 0; v < study.variants.size(); ++v)
        for (std::vector<double>& row : design_rows(study, study.variants[v]))
            study.points.push_back({v, std::move(row)});
    if (run_count(study) > std::numeric_limits<std::uint32_t>::max())
        throw InputError({{study.file.string(), 0, 0,
                           fmt::format("has {} points with {} replicates each: more than 2^32 - 1 runs",
                                       study.points.size(), study.replicates)}});
}

void read_all(StudyReading& reading, const Table& table, const StudyOptions& options, Study& study)
{
    read_head(reading, table, study);
    if (const Entry* problem = table.find("problem"))
        read_problem_file(reading, *problem);
    read_variants(reading, table, options, study);
    if (study.variants.empty())
        return;
    read_outputs(reading, table, study);
    read_factors(reading, table, options, study);
    refuse_taken_names(reading, study);
    read_design(reading, table, study);
}

} // namespace

void refuse_taken_names(StudyReading& reading, const Study& study)
{
    std::vector<std::string> taken{"run", "time", "parameter", "seed", "parameter_value", "parameter_units",
                                   "parameter_source", "resolved_scenario", "resolved_study", "base_variant",
                                   "design_point", "point_settings", "point_variant", "point_scale", "point_employees",
                                   "factor", "design", "point", "replicate", "variant", "failures",
                                   // the axes
                                   "service", "region", "owner", "stage", "route", "cohort", "cohort_state", "reason",
                                   "level", "pqq_test", "winner", "tender_kind", "lever"};
    for (const Observable observable : all_observables())
        taken.emplace_back(spec(observable).name);
    for (const Factor& factor : study.factors)
        if (std::find(taken.begin(), taken.end(), factor.id) != taken.end())
            reading.file.problems.add(factor.place, "factor." + factor.id,
                                      "is the name of another variable of the recorded file; call it something else");
}

Study read_study(const std::filesystem::path& path, const SystemData& data, const StudyOptions& options)
{
    StudyReading reading{Reading{data}, path.parent_path()};
    Study study;
    study.file = path;
    study.name = path.stem().string();
    if (const std::optional<Table> table = read_table(path, study_layer, reading.file.problems))
        read_all(reading, *table, options, study);
    if (!reading.file.problems.empty())
        throw InputError(reading.file.problems.listed());
    study.replicates = options.replicates.value_or(study.replicates);
    study.seed = options.seed.value_or(study.seed);
    make_points(study);
    check_points(study, data);
    return study;
}

bool is_study_file(const std::filesystem::path& path)
{
    Problems ignored;
    const std::optional<Table> table = read_table(path, study_layer, ignored);
    if (!table)
        return false;
    return std::any_of(table->entries.begin(), table->entries.end(), [](const Entry& entry) {
        return std::find(study_keys.begin(), study_keys.end(), entry.key) != study_keys.end();
    });
}

} // namespace mutualise
