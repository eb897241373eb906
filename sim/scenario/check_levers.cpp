/// \file Checks across levers and against the horizon: overlapping spells, levers that never take effect.
#include "read_levers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <type_traits>

namespace mutualise
{

namespace
{

template <class Lever>
const Month* deadline_of(const Lever& lever)
{
    if constexpr (std::is_same_v<Lever, DivestmentDeadline>)
        return &lever.deadline;
    else
        return nullptr;
}

/// The first month in which the lever no longer acts.
Month end_of(const LeverScope& scope, const Month* deadline)
{
    return deadline == nullptr ? scope.until : std::min(scope.until, *deadline + 1);
}

bool scope_sound(const Reading& reading, const std::string& path)
{
    for (const char* key : {"from", "until", "announced", "deadline", "services", "regions"})
        if (!reading.sound(joined(path, key)))
            return false;
    return true;
}

/// The name of the lowest bit that both masks hold; empty if none.
template <class Row>
std::string first_common(std::uint64_t a, std::uint64_t b, const std::vector<Row>& rows)
{
    for (std::size_t r = 0; r < rows.size(); ++r)
        if (((a & b) >> r & 1) != 0)
            return rows[r].name;
    return "";
}

template <class Lever>
void check_overlap(Reading& reading, const Lever& a, const Lever& b)
{
    const std::string path_a = joined("lever", a.scope.id), path_b = joined("lever", b.scope.id);
    if (!scope_sound(reading, path_a) || !scope_sound(reading, path_b))
        return;
    const Month start = std::max(a.scope.from, b.scope.from);
    const Month end = std::min(end_of(a.scope, deadline_of(a)), end_of(b.scope, deadline_of(b)));
    const std::string service = first_common(a.scope.services, b.scope.services, reading.data.services);
    const std::string region = first_common(a.scope.regions, b.scope.regions, reading.data.regions);
    if (!(start < end) || service.empty() || region.empty())
        return;
    const Place &place_a = *reading.place_of(path_a + ".from"), &place_b = *reading.place_of(path_b + ".from");
    const bool b_is_later = std::pair(place_a.layer, place_a.line) < std::pair(place_b.layer, place_b.line);
    const std::string &path = b_is_later ? path_b : path_a, &other = b_is_later ? path_a : path_b;
    const LeverScope& scope = b_is_later ? b.scope : a.scope;
    reading.problems.add(
        b_is_later ? place_b : place_a, fmt::format("{}.from = \"{}\"", path, to_string(scope.from)),
        fmt::format("overlaps {} ({}): both are {} for {} in {} in {}; two spells of one kind must not meet", other,
                    origin_text(b_is_later ? place_a : place_b), Lever::name, service, region, to_string(start)));
}

/// A key of a lever and a key of the horizon whose values leave the lever without effect.
struct Idle {
    std::string lever_key, horizon_key, why;
    bool without_effect = true;
};

/// The first such pair of keys.
template <class Lever>
std::optional<Idle> idle(const std::string& path, const Horizon& horizon, const Lever& lever)
{
    const std::string first = to_string(horizon.first), last = to_string(horizon.last);
    if (lever.scope.until <= horizon.first)
        return Idle{path + ".until", "horizon.first", fmt::format("it is over before the horizon starts in {}", first)};
    if (lever.scope.from > horizon.last) {
        const bool expected = lever.scope.announced <= horizon.last;
        return Idle{path + ".from", "horizon.last", fmt::format("the horizon ends in {}", last), !expected};
    }
    if (const Month* deadline = deadline_of(lever)) {
        if (*deadline < horizon.first)
            return Idle{path + ".deadline", "horizon.first",
                        fmt::format("its deadline is before the horizon, which starts in {}", first)};
        if (*deadline > horizon.last)
            return Idle{path + ".deadline", "horizon.last",
                        fmt::format("its deadline is after the horizon, which ends in {}", last)};
        if (lever.scope.until < *deadline)
            return Idle{path + ".until", path + ".deadline",
                        fmt::format("it is withdrawn before its deadline, {}", to_string(*deadline))};
    }
    return std::nullopt;
}

template <class Lever>
void check_effect(Reading& reading, const Horizon& horizon, const Lever& lever)
{
    const std::string path = joined("lever", lever.scope.id);
    if (!scope_sound(reading, path) || !reading.sound("horizon.first") || !reading.sound("horizon.last"))
        return;
    const std::optional<Idle> found = idle(path, horizon, lever);
    if (!found)
        return;
    const std::string& key = found->lever_key;
    Month value = key.ends_with(".until") ? lever.scope.until : lever.scope.from;
    if (const Month* deadline = deadline_of(lever); deadline != nullptr && key.ends_with(".deadline"))
        value = *deadline;
    report_idle(
        reading, path, key, value, found->horizon_key,
        fmt::format("{}: {}", found->without_effect ? "never takes effect" : "moves expectations only", found->why),
        found->without_effect);
}

} // namespace

void check_levers(Reading& reading, const Horizon& horizon, const Levers& levers)
{
    for_each_lever_kind([&](auto kind) {
        const auto& spells = levers.*kind;
        for (std::size_t a = 0; a < spells.size(); ++a) {
            check_effect(reading, horizon, spells[a]);
            for (std::size_t b = a + 1; b < spells.size(); ++b)
                check_overlap(reading, spells[a], spells[b]);
        }
    });
}

} // namespace mutualise
