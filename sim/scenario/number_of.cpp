/// \file A number of a scenario's parameters by its key: read, or set.
#include "mutualise/scenario/number_of.hpp"

#include "mutualise/scenario/scenario_fields.hpp"
#include "number_at.hpp"

#include <limits>
#include <string>
#include <variant>

namespace mutualise
{

namespace
{

template <class Owner>
ScenarioNumber number_in(Owner& owner, std::string_view name)
{
    for (const Field<Owner>& field : fields<Owner>())
        if (const auto* member = std::get_if<double Owner::*>(&field.member); member != nullptr && field.name == name)
            return {&(owner.**member), field.lower, field.upper};
    return {};
}

/// What a path has after its head and a point; nothing where it begins otherwise.
std::string_view after(std::string_view head, std::string_view path)
{
    return path.starts_with(head) && path.substr(head.size()).starts_with('.') ? path.substr(head.size() + 1) : "";
}

} // namespace

ScenarioNumber number_at(Scenario& scenario, std::string_view path)
{
    ScenarioNumber found = number_in(scenario.initial, after("initial", path));
    for_each_process([&](const char* process, auto member, auto) {
        if (found.value == nullptr)
            found = number_in(scenario.parameters.*member, after(process, after("parameters", path)));
    });
    return found;
}

double number_of(const Scenario& scenario, const std::string& path)
{
    Scenario copy = scenario;
    const ScenarioNumber number = number_at(copy, path);
    return number.value == nullptr ? std::numeric_limits<double>::quiet_NaN() : *number.value;
}

bool set_number(Scenario& scenario, const std::string& path, double value)
{
    const ScenarioNumber number = number_at(scenario, path);
    if (number.value != nullptr)
        *number.value = value;
    return number.value != nullptr;
}

} // namespace mutualise
