/// \file Scenario beside scenario under common random numbers: what each changes at the end of the record, run by run.
#include "json.hpp"
#include "mutualise/analysis/intervals.hpp"
#include "recorded.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace mutualise::report
{

namespace
{

/// One scenario's outcome by seed.
struct Side {
    std::string name, people;
    std::map<std::uint64_t, double> values;
};

/// Places of the outcome in the list of a recorded input: the last month's, the same for all.
std::optional<std::size_t> place_of(const Recorded& recorded, Observable observable, Month month)
{
    for (std::size_t o = 0; o < recorded.values.outcomes.size(); ++o)
        if (recorded.values.outcomes[o].observable == observable && recorded.values.outcomes[o].last == month)
            return o;
    return std::nullopt;
}

/// Every scenario drawn, in the order in which the page lists them.
std::vector<Side> sides_of(const std::vector<Recorded>& all, Observable observable, Month month)
{
    std::vector<Side> sides;
    for (const Recorded& recorded : all) {
        const auto place = place_of(recorded, observable, month);
        for (const std::size_t point : recorded.shown) {
            Side side{recorded.values.point_name(point), recorded.values.people[point], {}};
            if (place)
                for (std::size_t r = 0; r < recorded.values.seeds[point].size(); ++r)
                    side.values[recorded.values.seeds[point][r]] = recorded.values.values[*place][point][r];
            sides.push_back(std::move(side));
        }
    }
    return sides;
}

/// Variant, the scenario of this place, less base over the seeds that both have; "null" where they share fewer than two
/// or not all, or where other people live. Places tell scenarios apart; names need not.
std::string difference_json(const Side& base, const Side& variant, std::size_t place)
{
    if (base.people != variant.people)
        return "null";
    std::vector<double> differences;
    for (const auto& [seed, value] : variant.values)
        if (const auto found = base.values.find(seed); found != base.values.end())
            differences.push_back(value - found->second);
    if (differences.size() < 2 || differences.size() < std::min(base.values.size(), variant.values.size()))
        return "null";
    const MeanEstimate mean = mean_of(differences);
    const double half = half_width(mean);
    return json::object({{"scenario", json::number(static_cast<double>(place))},
                         {"pairs", json::number(static_cast<double>(differences.size()))},
                         {"mean", json::number(mean.mean)},
                         {"low", json::number(mean.mean - half)},
                         {"high", json::number(mean.mean + half)}});
}

void note_other_people(const std::vector<Side>& sides, std::vector<std::string>& notes)
{
    std::string others;
    for (const Side& side : sides)
        if (side.people != sides.front().people)
            others += (others.empty() ? "" : ", ") + side.name;
    if (!others.empty())
        notes.push_back(fmt::format("No differences from {} are drawn of {}: other people are simulated there (scale, "
                                    "[population] or data), so that runs of one seed are no pairs.",
                                    sides.front().name, others));
}

} // namespace

std::string paired_json(const std::vector<Recorded>& all, std::vector<std::string>& notes)
{
    std::vector<std::string> outcomes;
    if (all.empty())
        return "[]";
    const Month month = all.front().months.back();
    for (const Observable observable : {Observable::mutuals_live, Observable::employees_in_mutuals}) {
        const std::vector<Side> sides = sides_of(all, observable, month);
        std::vector<std::string> rows;
        if (observable == Observable::mutuals_live)
            note_other_people(sides, notes);
        for (std::size_t i = 1; i < sides.size(); ++i)
            if (std::string row = difference_json(sides.front(), sides[i], i); row != "null")
                rows.push_back(std::move(row));
        if (!rows.empty())
            outcomes.push_back(json::object({{"observable", json::text(spec(observable).name)},
                                             {"month", json::text(to_string(month))},
                                             {"rows", json::list(rows)}}));
    }
    return json::list(outcomes);
}

} // namespace mutualise::report
