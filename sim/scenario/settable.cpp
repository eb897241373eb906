#include "mutualise/scenario/settable.hpp"

#include "mutualise/scenario/reading.hpp"
#include "mutualise/scenario/scenario_fields.hpp"

#include <limits>

namespace mutualise
{

namespace
{

constexpr double largest_seed = 0x1p53; // every whole number up to it is a double

template <class Owner>
Settable settable(const Field<Owner>& field, const std::string& path, const Owner& owner)
{
    Settable key{joined(path, field.name), SettableKind::number, field.lower, field.upper, field.unit, field.meaning};
    if (const auto* number = std::get_if<double Owner::*>(&field.member)) {
        key.kind = field.integer ? SettableKind::whole : SettableKind::number;
        key.value = owner.**number;
    } else if (const auto* truth = std::get_if<bool Owner::*>(&field.member)) {
        key.kind = SettableKind::truth;
        key.value = owner.**truth ? 1 : 0;
    } else if (const auto* month = std::get_if<Month Owner::*>(&field.member)) {
        key.kind = SettableKind::month;
        key.value = (owner.**month).value;
        const Owner defaults{};
        key.may_be_never = defaults.**month == never;
    } else {
        key.kind = field.choices.empty() ? SettableKind::whole : SettableKind::choice;
        key.choices.assign(field.choices.begin(), field.choices.end());
        key.value = owner.**std::get_if<int Owner::*>(&field.member);
    }
    return key;
}

template <class Owner>
void add_fields(std::vector<Settable>& keys, const std::string& path, const Owner& owner)
{
    for (const Field<Owner>& field : fields<Owner>())
        keys.push_back(settable(field, path, owner));
}

Settable month_key(const std::string& path, std::string_view meaning, Month month, bool may_be_never)
{
    Settable key{path, SettableKind::month, 0, 0, "month", meaning};
    key.may_be_never = may_be_never;
    key.value = month.value;
    return key;
}

Settable names_key(const std::string& path, std::string_view meaning)
{
    Settable key{path, SettableKind::names, 0, 0, "-", meaning};
    key.value = std::numeric_limits<double>::quiet_NaN();
    return key;
}

void add_scope(std::vector<Settable>& keys, const std::string& path, const LeverScope& scope)
{
    keys.push_back(month_key(joined(path, "from"), "first month in force", scope.from, false));
    keys.push_back(month_key(joined(path, "until"), "first month no longer in force", scope.until, true));
    keys.push_back(month_key(joined(path, "announced"), "when expectations move", scope.announced, false));
    keys.push_back(names_key(joined(path, "services"), "services covered"));
    keys.push_back(names_key(joined(path, "regions"), "regions covered"));
    keys.push_back(names_key(joined(path, "nations"), "nations covered"));
}

} // namespace

std::vector<Settable> settable_keys(const Scenario& scenario)
{
    std::vector<Settable> keys;
    add_fields(keys, "horizon", scenario.horizon);
    add_fields(keys, "population", scenario.population);
    keys.push_back({"population.seed", SettableKind::whole, 0, largest_seed, "-", "seed of the synthesis"});
    keys.back().value = static_cast<double>(scenario.population.seed);
    add_fields(keys, "initial", scenario.initial);
    for_each_process([&](const char* process, auto member, auto) {
        add_fields(keys, joined("parameters", process), scenario.parameters.*member);
    });
    for_each_lever_kind([&](auto kind) {
        for (const auto& lever : scenario.levers.*kind) {
            const std::string path = joined("lever", lever.scope.id);
            add_scope(keys, path, lever.scope);
            add_fields(keys, path, lever);
        }
    });
    for (const CaseSettings& one : scenario.cases)
        add_fields(keys, joined("case", one.id), one);
    keys.push_back(names_key("diagnostic.remove", "exit reasons switched off exactly"));
    return keys;
}

} // namespace mutualise
