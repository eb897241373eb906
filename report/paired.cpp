/// \file Scenario beside scenario under common random numbers: what each changes at the end of the record, run by run.
#include "json.hpp"
#include "mutualise/analysis/intervals.hpp"
#include "recorded.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace mutualise::report
{

namespace
{

/// One scenario's outcome by seed.
using Side = std::map<std::uint64_t, double>;

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
            Side side;
            if (place)
                for (std::size_t r = 0; r < recorded.values.seeds[point].size(); ++r)
                    side[recorded.values.seeds[point][r]] = recorded.values.values[*place][point][r];
            sides.push_back(std::move(side));
        }
    }
    return sides;
}

/// Variant, the scenario of this place, less base over the seeds that both have; "null" where they share fewer than two
/// or not all. Places tell scenarios apart; names need not.
std::string difference_json(const Side& base, const Side& variant, std::size_t place)
{
    std::vector<double> differences;
    for (const auto& [seed, value] : variant)
        if (const auto found = base.find(seed); found != base.end())
            differences.push_back(value - found->second);
    if (differences.size() < 2 || differences.size() < std::min(base.size(), variant.size()))
        return "null";
    const MeanEstimate mean = mean_of(differences);
    const double half = half_width(mean);
    return json::object({{"scenario", json::number(static_cast<double>(place))},
                         {"pairs", json::number(static_cast<double>(differences.size()))},
                         {"mean", json::number(mean.mean)},
                         {"low", json::number(mean.mean - half)},
                         {"high", json::number(mean.mean + half)}});
}

} // namespace

std::string paired_json(const std::vector<Recorded>& all)
{
    std::vector<std::string> outcomes;
    if (all.empty())
        return "[]";
    const Month month = all.front().months.back();
    for (const Observable observable : {Observable::mutuals_live, Observable::employees_in_mutuals}) {
        const std::vector<Side> sides = sides_of(all, observable, month);
        std::vector<std::string> rows;
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
