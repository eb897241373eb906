#include "read_levers.hpp"

#include "mutualise/scenario/nearest.hpp"
#include "mutualise/scenario/scenario_fields.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <type_traits>

namespace mutualise
{

namespace
{

constexpr std::array<std::string_view, 7> scope_keys{"name",     "from",    "until",  "announced",
                                                     "services", "nations", "regions"};

std::vector<std::string_view> kind_names()
{
    std::vector<std::string_view> names;
    for_each_lever_kind([&]<class Lever>(std::vector<Lever> Levers::*) { names.push_back(Lever::name); });
    return names;
}

std::uint64_t mask_of(const std::vector<std::size_t>& rows, std::size_t count)
{
    std::uint64_t mask = 0;
    for (const std::size_t row : rows)
        mask |= std::uint64_t{1} << row;
    return covers_all(mask, count) ? ~std::uint64_t{0} : mask;
}

void read_services(Reading& reading, const Table& table, const std::string& path, LeverScope& scope)
{
    const Entry* entry = table.find("services");
    if (entry == nullptr)
        return;
    std::vector<std::string_view> names;
    for (const Service& service : reading.data.services)
        names.push_back(service.name);
    std::vector<std::size_t> rows;
    read_names(reading, entry->node, path + ".services", names, "services", rows);
    scope.services = mask_of(rows, names.size());
}

/// `regions`, or every region of `nations`; England by default.
void read_regions(Reading& reading, const Table& table, const std::string& path, LeverScope& scope)
{
    const auto& regions = reading.data.regions;
    const Entry *by_region = table.find("regions"), *by_nation = table.find("nations");
    if (by_region != nullptr && by_nation != nullptr)
        reading.refuse(by_nation->node, path + ".nations", "cannot stand beside regions; give one of the two");
    std::vector<std::size_t> rows;
    if (by_region != nullptr) {
        std::vector<std::string_view> names;
        for (const Region& region : regions)
            names.push_back(region.name);
        read_names(reading, by_region->node, path + ".regions", names, "regions", rows);
    } else {
        std::vector<std::size_t> nations;
        if (by_nation != nullptr) {
            read_names(reading, by_nation->node, path + ".nations", {nation_names.begin(), nation_names.end()},
                       "nations", nations);
            reading.places[path + ".regions"] = by_nation->node.place;
            if (!reading.sound(path + ".nations"))
                reading.failed.insert(path + ".regions");
        } else {
            nations.push_back(static_cast<std::size_t>(Nation::england));
        }
        for (std::size_t r = 0; r < regions.size(); ++r)
            if (std::find(nations.begin(), nations.end(), static_cast<std::size_t>(regions[r].nation)) != nations.end())
                rows.push_back(r);
    }
    scope.regions = mask_of(rows, regions.size());
}

LeverScope read_scope(Reading& reading, const Entry& lever, const Table& table, const std::string& path)
{
    LeverScope scope;
    scope.id = lever.key;
    const auto month = [&](const char* key, std::string_view meaning, bool may_be_never, Month& to) {
        const Entry* entry = table.find(key);
        if (entry != nullptr)
            read_month(reading, entry->node, joined(path, key), meaning, may_be_never, to);
        return entry != nullptr;
    };
    if (!month("from", "first month in force", false, scope.from)) {
        reading.failed.insert(path + ".from");
        reading.problems.add(lever.place, path + ".from", "is missing (first month in force)");
    }
    scope.announced = scope.from;
    if (!reading.sound(path + ".from"))
        reading.failed.insert(path + ".announced");
    month("until", "first month no longer in force", true, scope.until);
    month("announced", "when expectations move", false, scope.announced);
    read_services(reading, table, path, scope);
    read_regions(reading, table, path, scope);
    return scope;
}

/// `second` must not lie before `first` (or, if strictly, not with it).
void check_order(Reading& reading, const std::string& path, const char* first, Month a, const char* second, Month b,
                 bool strictly)
{
    const std::string key = joined(path, second), other = joined(path, first);
    if (!reading.sound(key) || !reading.sound(other) || a < b || (a == b && !strictly))
        return;
    const Place* place = reading.place_of(key);
    if (place == nullptr)
        place = reading.place_of(other);
    reading.failed.insert(key);
    reading.problems.add(
        *place, fmt::format("{} = \"{}\"", key, b == never ? "never" : to_string(b)),
        fmt::format("must {} {} = \"{}\"", strictly ? "come after" : "not come before", first, to_string(a)));
}

void check_deadline(Reading& reading, const Entry& entry, const std::string& path, const DivestmentDeadline& lever)
{
    if (reading.place_of(path + ".deadline") == nullptr) {
        reading.failed.insert(path + ".deadline");
        reading.problems.add(entry.place, path + ".deadline",
                             "is missing (when covered organisations must have parted with their units)");
    }
    check_order(reading, path, "from", lever.scope.from, "deadline", lever.deadline, false);
    if (lever.decide_by != never) {
        check_order(reading, path, "from", lever.scope.from, "decide_by", lever.decide_by, false);
        check_order(reading, path, "decide_by", lever.decide_by, "deadline", lever.deadline, false);
    }
    if (lever.requests_until != never) {
        check_order(reading, path, "from", lever.scope.from, "requests_until", lever.requests_until, true);
        check_order(reading, path, "requests_until", lever.requests_until,
                    lever.decide_by == never ? "deadline" : "decide_by",
                    lever.decide_by == never ? lever.deadline : lever.decide_by, false);
    }
}

template <class Lever>
void read_lever(Reading& reading, const Entry& entry, const Table& table, const std::string& path, Levers& levers,
                std::vector<Lever> Levers::*kind)
{
    Lever lever;
    lever.scope = read_scope(reading, entry, table, path);
    std::vector<std::string_view> known = read_fields(reading, table, path, lever);
    known.insert(known.end(), scope_keys.begin(), scope_keys.end());
    refuse_unknown(reading, table, path, known);
    check_order(reading, path, "from", lever.scope.from, "until", lever.scope.until, true);
    check_order(reading, path, "announced", lever.scope.announced, "from", lever.scope.from, false);
    if constexpr (std::is_same_v<Lever, DivestmentDeadline>)
        check_deadline(reading, entry, path, lever);
    (levers.*kind).push_back(std::move(lever));
}

} // namespace

bool covers_all(std::uint64_t mask, std::size_t count)
{
    const std::uint64_t all = count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    return (mask & all) == all;
}

void read_levers(Reading& reading, const Table& table, Levers& levers)
{
    const std::vector<std::string_view> kinds = kind_names();
    std::vector<const Entry*> entries;
    for (const Entry& entry : table.entries)
        entries.push_back(&entry);
    std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->key < b->key; });
    for (const Entry* entry : entries) {
        const std::string path = joined("lever", entry->key);
        const Table* lever = subtable(reading, table, entry->key, path);
        if (lever == nullptr)
            continue;
        if (!is_bare_key(entry->key))
            reading.problems.add(entry->place, path, "is no lever id: use letters, digits, - and _");
        std::string kind = entry->key;
        const Entry* name = lever->find("name");
        if (name != nullptr)
            read_text(reading, name->node, path + ".name", "kind of lever", kind);
        if (!reading.sound(path + ".name"))
            continue;
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
            const std::string message = "is no kind of lever" + suggestion(kind, kinds);
            if (name != nullptr)
                reading.refuse(name->node, path + ".name", message);
            else
                reading.problems.add(entry->place, path, message + " (or give its kind as `name`)");
            continue;
        }
        for_each_lever_kind([&]<class Lever>(std::vector<Lever> Levers::*member) {
            if (kind == Lever::name)
                read_lever(reading, *entry, *lever, path, levers, member);
        });
    }
}

} // namespace mutualise
