/// \file [design]: which points are run. Each kind takes keys of its own.
#include "study_reading.hpp"

#include "mutualise/random/sobol.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr double most_points = 1'000'000; // [-] of all variants; more is a slip of the pen

struct Kind {
    std::string_view name;
    DesignKind kind;
    std::vector<std::string_view> keys; ///< besides `kind`
};

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> list{
        {"grid", DesignKind::grid, {}},
        {"factorial", DesignKind::factorial, {}},
        {"list", DesignKind::list, {"rows"}},
        {"table", DesignKind::table, {"file"}},
        {"one_at_a_time", DesignKind::one_at_a_time, {}},
        {"latin_hypercube", DesignKind::latin_hypercube, {"points", "seed"}},
        {"sobol", DesignKind::sobol, {"points", "skip", "scramble", "seed"}},
        {"morris", DesignKind::morris, {"trajectories", "levels", "seed"}},
        {"saltelli", DesignKind::saltelli, {"points", "second_order", "skip", "scramble", "seed"}}};
    return list;
}

constexpr std::array<std::string_view, 3> scramble_names{"none", "shift", "owen"};

/// A whole number; where it is missing and required, that is a problem.
void read_count(StudyReading& reading, const Table& table, const char* name, int lower, int upper,
                std::string_view meaning, bool required, std::uint32_t& to)
{
    const std::string path = joined("design", name);
    int number = static_cast<int>(to);
    if (const Entry* entry = table.find(name))
        read_whole(reading.file, entry->node, path, lower, upper, "-", meaning, number);
    else if (required)
        reading.file.problems.add(table.find("kind")->place, path, fmt::format("is missing ({})", meaning));
    to = static_cast<std::uint32_t>(number);
}

void read_sampling(StudyReading& reading, const Table& table, Design& design)
{
    constexpr int most = static_cast<int>(most_points);
    if (design.kind == DesignKind::morris) {
        read_count(reading, table, "trajectories", 1, most, "how many paths through the grid", true,
                   design.trajectories);
        read_count(reading, table, "levels", 2, 1000, "levels of the grid", false, design.levels);
        if (design.levels % 2 != 0)
            reading.file.refuse(table.find("levels")->node, "design.levels", "must be even");
    } else {
        read_count(reading, table, "points", 1, most, "how many points", true, design.points);
        read_count(reading, table, "skip", 0, most, "points of the sequence left out at its start", false, design.skip);
    }
    if (const Entry* entry = table.find("second_order"))
        read_truth(reading.file, entry->node, "design.second_order", "rows for indices of pairs", design.second_order);
    int scramble = 0;
    if (const Entry* entry = table.find("scramble"))
        read_choice(reading.file, entry->node, "design.scramble", scramble_names, "how the sequence is randomised",
                    scramble);
    design.scramble = static_cast<Scramble>(scramble);
    if (const Entry* entry = table.find("seed"))
        read_seed(reading.file, entry->node, "design.seed", "seed of the design's draws", design.seed);
}

/// Number of points of the whole study, before they are made.
double expected_points(const Study& study)
{
    const Design& design = study.design;
    const auto factors = static_cast<double>(study.factors.size());
    double rows = design.points;
    if (design.kind == DesignKind::morris)
        rows = design.trajectories * (factors + 1);
    if (design.kind == DesignKind::saltelli)
        rows *= design.second_order ? 2 * factors + 2 : factors + 2;
    if (design.kind == DesignKind::grid || design.kind == DesignKind::factorial) {
        rows = 1;
        for (const Factor& factor : study.factors)
            rows *= design.kind == DesignKind::grid ? static_cast<double>(listed_values(factor).size()) : 2;
    }
    return rows * static_cast<double>(study.variants.size());
}

/// What this kind of design needs of the factors.
void check_factors(StudyReading& reading, const Node& kind, Study& study)
{
    const DesignKind k = study.design.kind;
    const bool lists = k == DesignKind::grid || k == DesignKind::one_at_a_time;
    const bool given = k == DesignKind::list || k == DesignKind::table;
    if (study.factors.empty())
        return reading.file.refuse(kind, "design.kind", "needs factors: the study has no [factor.<id>]");
    for (const Factor& factor : study.factors) {
        const bool ranged = factor.distribution.spread != Spread::discrete;
        const bool listed = !factor.values.empty() || !factor.levels.empty();
        const std::string path = joined("factor", factor.id);
        if (!reading.file.problems.empty())
            return; // what a refused value would have been is not known
        if (!ranged && !listed && !given)
            reading.file.problems.add(factor.place, path, "needs a range or values in this design");
        else if (lists && factor.kind == FactorKind::number && !listed)
            reading.file.problems.add(factor.place, path,
                                      "needs values, or steps or a step in its range: this design goes through a list");
    }
    const double columns = static_cast<double>(study.factors.size()) * (k == DesignKind::saltelli ? 2 : 1);
    if (columns > sobol_dimensions && (k == DesignKind::sobol || k == DesignKind::saltelli))
        reading.file.refuse(kind, "design.kind", "has more factors than Sobol's sequence has dimensions (3,667)");
    if (reading.file.problems.empty() && expected_points(study) > most_points)
        reading.file.refuse(kind, "design.kind",
                            fmt::format("makes {:.0f} points of these factors and variants; at most {:.0f}",
                                        expected_points(study), most_points));
}

} // namespace

void read_design(StudyReading& reading, const Table& table, Study& study)
{
    const Table* design = subtable(reading.file, table, "design", "design");
    if (design == nullptr) {
        if (!study.factors.empty() && table.find("design") == nullptr)
            reading.file.problems.add(study.factors.front().place, "design",
                                      "is missing: factors need a [design] with a kind");
        return;
    }
    std::vector<std::string_view> names;
    for (const Kind& kind : kinds())
        names.push_back(kind.name);
    const Entry* kind = design->find("kind");
    int chosen = -1;
    if (kind == nullptr)
        reading.file.problems.add(table.find("design")->place, "design.kind",
                                  fmt::format("is missing: one of {}", fmt::join(names, ", ")));
    else
        read_choice(reading.file, kind->node, "design.kind", names, "how points are chosen", chosen);
    if (chosen < 0)
        return;
    const Kind& found = kinds()[static_cast<std::size_t>(chosen)];
    study.design.kind = found.kind;
    std::vector<std::string_view> known = found.keys;
    known.push_back("kind");
    refuse_unknown(reading.file, *design, "design", known);
    if (found.kind >= DesignKind::latin_hypercube)
        read_sampling(reading, *design, study.design);
    for (const char* key : {"rows", "file"})
        if (std::find(known.begin(), known.end(), key) != known.end()) {
            const Entry* entry = design->find(key);
            if (entry == nullptr)
                reading.file.problems.add(kind->place, joined("design", key), "is missing");
            else if (found.kind == DesignKind::list)
                read_rows(reading, *entry, study);
            else
                read_table_rows(reading, *entry, study);
        }
    check_factors(reading, kind->node, study);
}

} // namespace mutualise
