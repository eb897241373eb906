/// \file When each lever is in force, read from the resolved scenario of each point that is drawn.
#include "json.hpp"
#include "mutualise/core/field.hpp"
#include "mutualise/study/repeat.hpp"
#include "recorded.hpp"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

namespace mutualise::report
{

namespace
{

template <class Lever>
std::string value_text(const Field<Lever>& field, const Lever& lever)
{
    return std::visit(
        [&](auto member) -> std::string {
            const auto value = lever.*member;
            if constexpr (std::is_same_v<decltype(member), Month Lever::*>)
                return value == never ? "never" : to_string(value);
            else if constexpr (std::is_same_v<decltype(member), bool Lever::*>)
                return value ? "yes" : "no";
            else if constexpr (std::is_same_v<decltype(member), int Lever::*>)
                return std::string(field.choices[static_cast<std::size_t>(value)]);
            else
                return fmt::format("{}", value);
        },
        field.member);
}

template <class Lever>
std::string lever_json(const Lever& lever, const SystemData& data)
{
    std::string how;
    for (const Field<Lever>& field : fields<Lever>())
        how += fmt::format("{}{} {}", how.empty() ? "" : ", ", field.name, value_text(field, lever));
    const std::uint64_t every = (std::uint64_t{1} << data.services.size()) - 1;
    return json::object({{"kind", json::text(Lever::name)},
                         {"id", json::text(lever.scope.id)},
                         {"from", json::text(to_string(lever.scope.from))},
                         {"until", lever.scope.until == never ? "null" : json::text(to_string(lever.scope.until))},
                         {"announced", json::text(to_string(lever.scope.announced))},
                         {"services", fmt::format("{}", std::popcount(lever.scope.services & every))},
                         {"how", json::text(how)}});
}

std::string levers_of(const Scenario& scenario, const SystemData& data)
{
    std::vector<std::string> all;
    for_each_lever_kind([&](auto kind) {
        for (const auto& lever : scenario.levers.*kind)
            if (lever.scope.from < lever.scope.until)
                all.push_back(lever_json(lever, data));
    });
    return json::list(all);
}

} // namespace

std::vector<std::string> levers_json(const Recorded& recorded, const ReportOptions& options,
                                     std::vector<std::string>& notes)
{
    std::vector<std::string> all(recorded.shown.size());
    if (!options.data)
        return all;
    try {
        for (std::size_t i = 0; i < recorded.shown.size(); ++i) {
            const auto point = static_cast<std::uint32_t>(recorded.shown[i]);
            all[i] = levers_of(scenario_of_point(recorded.files.front(), point, *options.data), *options.data);
        }
    } catch (const std::exception& error) {
        notes.push_back(fmt::format("{}: no lever timeline: this program cannot read its scenario: {}",
                                    recorded.input.given, error.what()));
        all.assign(recorded.shown.size(), "");
    }
    return all;
}

} // namespace mutualise::report
