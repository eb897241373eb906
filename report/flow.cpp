/// \file Where proposals went: launched, founded and ended by reason, counted up to the end of each quarter, by
/// service. Row 0 counts the proposals in hand at the start as launches, so that launched = founded + ended + in hand,
/// always (sim/run/identities.cpp).
#include "json.hpp"
#include "mutualise/analysis/recorded_values.hpp"
#include "recorded.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise::report
{

namespace
{

/// A channel: one category of one observable that counts proposals by service.
struct Channel {
    std::string name;
    Observable observable;
    std::size_t category, categories;
};

std::vector<Channel> channels_of()
{
    std::vector<Channel> all;
    const auto add = [&](Observable observable, std::span<const std::string_view> names, const char* head) {
        for (std::size_t i = 0; i < names.size(); ++i)
            all.push_back({fmt::format("{}{}", head, names[i]), observable, i, names.size()});
    };
    add(Observable::launches, route_names, "launched:");
    all.push_back({"founded", Observable::mutuals_founded, 0, 1});
    add(Observable::exits, reason_names, "died:");
    return all;
}

/// Rows of the time axis after which counts are given: every quarter's end and the last.
std::vector<std::size_t> dates_of(const std::vector<Month>& months)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 1; row < months.size(); ++row)
        if (months[row].month() % 3 == 0 || row + 1 == months.size())
            rows.push_back(row);
    return rows;
}

/// Sums over the runs of one point: [channel][date][service], and how many runs.
struct Sums {
    std::vector<std::vector<std::vector<double>>> values;
    double runs = 0;
};

/// Adds one run's counts of one observable, cumulated over the months.
void add_run(Sums& sums, const std::vector<Channel>& channels, Observable observable, std::span<const double> values,
             const std::vector<std::size_t>& dates, std::size_t services, double scale)
{
    for (std::size_t c = 0; c < channels.size(); ++c) {
        if (channels[c].observable != observable)
            continue;
        const std::size_t width = channels[c].categories;
        for (std::size_t s = 0; s < services; ++s) {
            double count = 0;
            std::size_t row = 0;
            for (std::size_t d = 0; d < dates.size(); ++d) {
                for (; row <= dates[d]; ++row)
                    count += values[(row * services + s) * width + channels[c].category];
                sums.values[c][d][s] += count / scale;
            }
        }
    }
}

std::string flow_json(const Sums& sums, const std::vector<Channel>& channels, const std::vector<Month>& months,
                      const std::vector<std::size_t>& dates)
{
    std::vector<std::pair<std::string, std::string>> members;
    for (std::size_t c = 0; c < channels.size(); ++c) {
        std::vector<std::string> by_date;
        bool any = false;
        for (std::size_t d = 0; d < dates.size(); ++d) {
            std::vector<double> means;
            for (const double sum : sums.values[c][d])
                means.push_back(sum / sums.runs);
            any = any || std::ranges::any_of(means, [](double mean) { return mean > 0; });
            by_date.push_back(json::numbers(means));
        }
        if (any)
            members.emplace_back(channels[c].name, json::list(by_date));
    }
    std::vector<std::string> names;
    for (const std::size_t row : dates)
        names.push_back(to_string(months[row]));
    return json::object({{"dates", json::texts(names)}, {"channels", json::object(members)}});
}

} // namespace

std::vector<std::string> flows_json(const Recorded& recorded)
{
    constexpr std::array<Observable, 3> needed{Observable::launches, Observable::mutuals_founded, Observable::exits};
    if (!recorded.every_month() ||
        !std::ranges::all_of(needed, [&](Observable each) { return recorded.records(each); }))
        return {};
    const std::vector<Channel> channels = channels_of();
    const std::vector<std::size_t> dates = dates_of(recorded.months);
    const std::size_t services = recorded.files.front().names(Axis::service).size();
    std::vector<Sums> sums(recorded.shown.size());
    for (Sums& each : sums)
        each.values.assign(channels.size(), std::vector(dates.size(), std::vector<double>(services)));
    for (std::size_t f = 0; f < recorded.files.size(); ++f)
        for (const Observable observable : needed) {
            RecordedValues values(recorded.files[f], observable);
            const std::vector<std::size_t>& point_of_run = recorded.values.point_of_run[f];
            for (std::size_t run = 0; run < point_of_run.size(); ++run) {
                const auto shown = std::ranges::find(recorded.shown, point_of_run[run]);
                if (shown == recorded.shown.end())
                    continue;
                Sums& to = sums[static_cast<std::size_t>(shown - recorded.shown.begin())];
                add_run(to, channels, observable, values.of_run(run), dates, services, values.scale(run));
                to.runs += observable == needed.front() ? 1 : 0;
            }
        }
    std::vector<std::string> flows;
    for (const Sums& each : sums)
        flows.push_back(each.runs > 0 ? flow_json(each, channels, recorded.months, dates) : "");
    return flows;
}

} // namespace mutualise::report
