/// \file Opening a recorded file or study, and choosing what is drawn of it.
#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/errors.hpp"
#include "recorded.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mutualise::report
{

namespace
{

constexpr std::array<Observable, 2> headline{Observable::mutuals_live, Observable::employees_in_mutuals};

/// In how many factors two points differ; of different variants more than any.
std::size_t distance(const StudyValues& values, std::size_t a, std::size_t b)
{
    if (values.variant_of_point[a] != values.variant_of_point[b])
        return values.factors.size() + 1;
    return static_cast<std::size_t>(std::ranges::count_if(
        values.factors, [&](const FactorColumn& factor) { return factor.texts[a] != factor.texts[b]; }));
}

/// The first point, those that differ from it in one factor or in the variant alone, the last; and where these are too
/// few, points spread evenly over the rest.
std::vector<std::size_t> chosen_points(const StudyValues& values, std::size_t most)
{
    const std::size_t all = values.points();
    std::vector<std::size_t> chosen;
    const auto take = [&](std::size_t point) {
        if (chosen.size() < most && std::ranges::find(chosen, point) == chosen.end())
            chosen.push_back(point);
    };
    if (all <= most) {
        for (std::size_t p = 0; p < all; ++p)
            take(p);
        return chosen;
    }
    std::vector<std::size_t> near;
    for (std::size_t p = 1; p < all; ++p)
        if (distance(values, 0, p) == 1)
            near.push_back(p);
    take(0);
    take(all - 1);
    if (near.size() + 2 <= most)
        for (const std::size_t point : near)
            take(point);
    for (std::size_t i = 1; most > 1 && i + 1 < most; ++i)
        take(i * (all - 1) / (most - 1));
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

} // namespace

bool Recorded::records(Observable observable) const
{
    const auto& all = files.front().labels().observables;
    return std::ranges::find(all, observable) != all.end();
}

bool Recorded::every_month() const { return months.back() - months.front() + 1 == static_cast<int>(months.size()); }

Recorded open_recorded(const Input& input, const ReportOptions& options, std::size_t most_shown)
{
    Recorded recorded{input, {}, {}, {}, {}};
    for (const auto& path : input.paths)
        recorded.files.emplace_back(path);
    recorded.months = recorded.files.front().months();
    std::vector<Outcome> outcomes;
    for (const std::size_t place : milestones(recorded.months))
        for (const Observable observable : headline)
            if (recorded.records(observable))
                outcomes.push_back(
                    parse_outcome(fmt::format("{}@{}", spec(observable).name, to_string(recorded.months[place]))));
    recorded.values = read_study_values(input.paths, outcomes, options.missing);
    if (options.points.empty() || recorded.values.points() == 1) {
        recorded.shown = chosen_points(recorded.values, most_shown);
        return recorded;
    }
    for (const std::uint32_t point : options.points) {
        if (point >= recorded.values.points())
            throw UsageError(fmt::format("{} has the points 0 to {}; there is no {}", input.given,
                                         recorded.values.points() - 1, point));
        recorded.shown.push_back(point);
    }
    return recorded;
}

} // namespace mutualise::report
