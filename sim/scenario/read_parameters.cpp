#include "read_parameters.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <initializer_list>

namespace mutualise
{

namespace
{

/// The process that owns a field of this name, for a field put under the wrong one.
std::string owner_of(std::string_view field)
{
    std::string owner;
    for_each_process([&](const char* process, auto, auto list) {
        for (const auto& one : list)
            if (one.name == field)
                owner = fmt::format("; did you mean \"parameters.{}.{}\"?", process, field);
    });
    return owner;
}

/// Names the keys at odds; nothing if one of them is already refused.
void check_together(Reading& reading, bool holds, std::initializer_list<const char*> keys, const std::string& text)
{
    if (holds)
        return;
    const Place* latest = nullptr;
    std::string subject;
    for (const char* key : keys) {
        const std::string path = std::string("parameters.") + key;
        if (!reading.sound(path))
            return;
        const Place* place = reading.place_of(path);
        if (place != nullptr &&
            (latest == nullptr || std::pair(latest->layer, latest->line) < std::pair(place->layer, place->line))) {
            latest = place;
            subject = path;
        }
    }
    reading.problems.add(*latest, subject, text);
}

void check_parameters(Reading& reading, const Parameters& p)
{
    const AttitudeParameters& a = p.attitudes;
    check_together(reading, a.influence_least <= a.influence_most,
                   {"attitudes.influence_least", "attitudes.influence_most"},
                   fmt::format("influence_least = {} must not exceed influence_most = {}", written(a.influence_least),
                               written(a.influence_most)));
    const ProcurementParameters& t = p.procurement;
    check_together(
        reading, t.cost_law != 1 || t.cost_spread < t.cost_ratio,
        {"procurement.cost_law", "procurement.cost_spread", "procurement.cost_ratio"},
        fmt::format("cost_spread = {} must be below cost_ratio = {} under the uniform law (costs stay positive)",
                    written(t.cost_spread), written(t.cost_ratio)));
    const PrecedentParameters& n = p.precedents;
    check_together(reading, n.weight_organisation >= n.weight_region && n.weight_region >= n.weight_service,
                   {"precedents.weight_organisation", "precedents.weight_region", "precedents.weight_service"},
                   fmt::format("weights must fall with distance: organisation {}, region {}, service {}",
                               written(n.weight_organisation), written(n.weight_region), written(n.weight_service)));
}

} // namespace

void read_parameters(Reading& reading, const Table& table, Parameters& parameters)
{
    std::vector<std::string_view> processes;
    for_each_process([&](const char* process, auto member, auto) {
        processes.push_back(process);
        const std::string path = joined("parameters", process);
        const Table* own = subtable(reading, table, process, path);
        if (own == nullptr)
            return;
        std::vector<std::string_view> known = read_fields(reading, *own, path, parameters.*member);
        for (const Entry& entry : own->entries)
            if (std::find(known.begin(), known.end(), entry.key) == known.end())
                if (const std::string elsewhere = owner_of(entry.key); !elsewhere.empty()) {
                    reading.problems.add(entry.place, joined(path, entry.key), "is unknown" + elsewhere);
                    known.push_back(entry.key);
                }
        refuse_unknown(reading, *own, path, known);
    });
    refuse_unknown(reading, table, "parameters", processes);
    check_parameters(reading, parameters);
}

} // namespace mutualise
