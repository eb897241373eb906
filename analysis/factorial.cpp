#include "mutualise/analysis/factorial.hpp"

#include "mutualise/analysis/shapley.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace mutualise
{

namespace
{

constexpr std::uint32_t no_point = ~std::uint32_t{0};
constexpr std::size_t most_named = 8; ///< faults of one kind that are named one by one

/// The values a factor takes among these points, "off" or the first one first.
std::vector<std::string> levels_among(const FactorColumn& factor, const std::vector<std::uint32_t>& points)
{
    std::vector<std::string> levels;
    for (const std::uint32_t point : points)
        if (std::find(levels.begin(), levels.end(), factor.texts.at(point)) == levels.end())
            levels.push_back(factor.texts.at(point));
    if (levels.size() == 2 && levels[1] == "off")
        std::swap(levels[0], levels[1]);
    return levels;
}

std::string set_name(const Factorial& f, std::size_t set)
{
    std::string name;
    for (std::size_t i = 0; i < f.levers.size(); ++i)
        name += fmt::format("{}{}={}", i == 0 ? "" : " ", f.levers[i], (set >> i & 1) != 0 ? f.on[i] : f.off[i]);
    return name;
}

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most_named); ++i)
        text += "\n    " + names[i];
    return text + (names.size() > most_named ? fmt::format("\n    and {} more", names.size() - most_named) : "");
}

std::size_t set_of(const StudyValues& values, const Factorial& f, std::uint32_t point)
{
    std::size_t set = 0;
    for (std::size_t i = 0; i < f.levers.size(); ++i)
        if (values.factors[i].texts.at(point) == f.on[i])
            set |= std::size_t{1} << i;
    return set;
}

void place_points(const StudyValues& values, const std::vector<std::uint32_t>& points, Factorial& f,
                  std::vector<std::string>& faults)
{
    f.point_of_set.assign(std::size_t{1} << f.levers.size(), no_point);
    std::vector<std::string> twice, missing;
    for (const std::uint32_t point : points) {
        std::uint32_t& place = f.point_of_set[set_of(values, f, point)];
        if (place != no_point)
            twice.push_back(fmt::format("points {} and {}: {}", place, point, set_name(f, set_of(values, f, point))));
        place = point;
    }
    for (std::size_t set = 0; set < f.point_of_set.size(); ++set)
        if (f.point_of_set[set] == no_point)
            missing.push_back(set_name(f, set));
    if (!twice.empty())
        faults.push_back(fmt::format("{}: {} settings stand twice:{}", f.variant, twice.size(), listed(twice)));
    if (!missing.empty())
        faults.push_back(fmt::format("{}: {} of {} settings are missing:{}", f.variant, missing.size(),
                                     f.point_of_set.size(), listed(missing)));
}

Factorial factorial_of(const StudyValues& values, std::uint32_t variant, std::vector<std::string>& faults)
{
    Factorial f;
    f.variant = values.variants[variant];
    std::vector<std::uint32_t> points;
    for (std::uint32_t point = 0; point < values.points(); ++point)
        if (values.variant_of_point[point] == variant)
            points.push_back(point);
    if (points.empty()) {
        faults.push_back(f.variant + ": has no design point");
        return f;
    }
    bool all_two = true;
    for (const FactorColumn& factor : values.factors) {
        const std::vector<std::string> levels = levels_among(factor, points);
        f.levers.push_back(factor.name);
        f.off.push_back(levels.front());
        f.on.push_back(levels.back());
        if (levels.size() == 2)
            continue;
        all_two = false;
        faults.push_back(fmt::format("{}: factor {} takes {} value{}, not two", f.variant, factor.name, levels.size(),
                                     levels.size() == 1 ? "" : "s"));
    }
    if (all_two)
        place_points(values, points, f, faults);
    return f;
}

} // namespace

std::vector<Factorial> factorials_of(const StudyValues& values)
{
    std::vector<std::string> faults;
    std::vector<Factorial> each;
    if (values.factors.empty())
        faults.emplace_back("it has no factor");
    else if (values.factors.size() > most_levers)
        faults.push_back(fmt::format("it has {} factors; exact values are shared out among at most {}",
                                     values.factors.size(), most_levers));
    const bool countable = faults.empty();
    for (std::uint32_t v = 0; countable && v < values.variants.size(); ++v)
        each.push_back(factorial_of(values, v, faults));
    if (faults.empty())
        return each;
    std::string text = values.study + " is no full factorial of factors with two values:";
    for (const std::string& fault : faults)
        text += "\n  " + fault;
    throw UsageError(text);
}

std::vector<std::vector<double>> paired_values(const StudyValues& values, const Factorial& factorial,
                                               std::size_t outcome)
{
    if (!values.common_seeds)
        throw UsageError(values.study + " has independent seeds: effects are only told apart under common random "
                                        "numbers (seeds = \"common\")");
    for (const std::uint32_t point : factorial.point_of_set)
        if (values.people.at(point) != values.people.at(factorial.point_of_set.front()))
            throw UsageError(fmt::format("{}: points {} and {} simulate different people (another [population] or "
                                         "scale): runs of one seed are no pairs there",
                                         values.study, factorial.point_of_set.front(), point));
    const std::vector<std::uint64_t>& first = values.seeds.at(factorial.point_of_set.front());
    std::map<std::uint64_t, std::size_t> row_of; // by seed
    for (std::size_t row = 0; row < first.size(); ++row)
        row_of.emplace(first[row], row);
    const std::size_t sets = factorial.point_of_set.size();
    std::vector<std::vector<double>> rows(first.size(), std::vector<double>(sets));
    std::vector<std::size_t> there(first.size(), 0);
    for (std::size_t set = 0; set < sets; ++set) {
        const std::uint32_t point = factorial.point_of_set[set];
        for (std::size_t r = 0; r < values.seeds[point].size(); ++r)
            if (const auto found = row_of.find(values.seeds[point][r]); found != row_of.end()) {
                rows[found->second][set] = values.values[outcome][point][r];
                ++there[found->second];
            }
    }
    std::vector<std::vector<double>> whole;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (there[row] == sets)
            whole.push_back(std::move(rows[row]));
    if (whole.empty())
        throw UsageError(
            fmt::format("{}: no run of {} has the same seed at every point", values.study, factorial.variant));
    return whole;
}

} // namespace mutualise
