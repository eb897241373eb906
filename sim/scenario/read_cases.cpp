#include "read_cases.hpp"

#include "mutualise/scenario/scenario_fields.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// The row named at `key`, which must be given.
template <class Id, class Row>
void read_row(Reading& reading, const Entry& entry, const std::string& path, const char* key,
              const std::vector<Row>& rows, Id& to)
{
    const std::string full = joined(path, key);
    const Entry* given = entry.node.table()->find(key);
    if (given == nullptr) {
        reading.problems.add(entry.place, full, "is missing");
        return;
    }
    std::vector<std::string_view> names;
    for (const Row& row : rows)
        names.push_back(row.name);
    int row = 0;
    read_choice(reading, given->node, full, names, fmt::format("{} of the case", key), row);
    to = Id{static_cast<std::uint32_t>(row)};
}

void check_month(Reading& reading, const Entry& entry, const std::string& path, Month month, const Horizon& horizon)
{
    const std::string key = path + ".month";
    if (reading.place_of(key) == nullptr)
        reading.problems.add(entry.place, key, "is missing (when the proposal is launched)");
    else if (!reading.sound(key) || !reading.sound("horizon.first") || !reading.sound("horizon.last"))
        return;
    else if (month < horizon.first)
        report_idle(reading, path, key, month, "horizon.first",
                    fmt::format("is never launched: the horizon starts in {}", to_string(horizon.first)), true);
    else if (month > horizon.last)
        report_idle(reading, path, key, month, "horizon.last",
                    fmt::format("is never launched: the horizon ends in {}", to_string(horizon.last)), true);
}

} // namespace

void read_cases(Reading& reading, const Table& table, Scenario& scenario)
{
    for (const Entry& entry : table.entries) {
        const std::string path = joined("case", entry.key);
        const Table* own = subtable(reading, table, entry.key, path);
        if (own == nullptr)
            continue;
        if (!is_bare_key(entry.key))
            reading.problems.add(entry.place, path, "is no case id: use letters, digits, - and _");
        CaseSettings one;
        one.id = entry.key;
        std::vector<std::string_view> known = read_fields(reading, *own, path, one);
        known.insert(known.end(), {"service", "region"});
        refuse_unknown(reading, *own, path, known);
        read_row(reading, entry, path, "service", reading.data.services, one.service);
        read_row(reading, entry, path, "region", reading.data.regions, one.region);
        check_month(reading, entry, path, one.month, scenario.horizon);
        scenario.cases.push_back(std::move(one));
    }
    std::sort(scenario.cases.begin(), scenario.cases.end(),
              [](const CaseSettings& a, const CaseSettings& b) { return a.id < b.id; });
}

} // namespace mutualise
