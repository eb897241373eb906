/// \file [factor.<id>]: what a study varies. A factor moves keys of the scenario, or lays whole settings over it.
#include "study_reading.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

const std::vector<std::string_view> known_keys{"key",   "keys",   "lever", "levels",    "on",          "off",
                                               "range", "values", "step",  "steps",     "rest",        "mean",
                                               "mode",  "alpha",  "beta",  "deviation", "distribution"};

bool holds_settings(const Table& table)
{
    return table.find("lever") != nullptr || table.find("levels") != nullptr || table.find("on") != nullptr ||
           table.find("off") != nullptr;
}

/// Keys under each level of each variant: a level may bring a lever that another factor moves.
void add_settable(StudyReading& reading, const Study& study)
{
    const auto add = [&](const Scenario& scenario) {
        for (Settable& key : settable_keys(scenario))
            if (reading.find(key.path) == nullptr)
                reading.settable.push_back(std::move(key));
    };
    for (const Variant& variant : study.variants)
        add(variant.scenario);
    for (const Variant& variant : study.variants)
        for (const Factor& factor : study.factors)
            for (const Level& level : factor.levels) {
                Draft draft = variant.draft;
                Reading scenario{reading.file.data};
                lay_over(draft, level.settings, scenario.problems);
                const Scenario resolved = resolve(draft, scenario);
                reading.file.problems.add(scenario.problems);
                if (scenario.problems.empty())
                    add(resolved);
            }
}

void set_kind(const Settable& key, Factor& factor)
{
    factor.kind = key.kind == SettableKind::number  ? FactorKind::number
                  : key.kind == SettableKind::whole ? FactorKind::whole
                                                    : FactorKind::month;
}

void read_moved_factor(StudyReading& reading, const Table& table, const std::string& path, Factor& factor)
{
    refuse_unknown(reading.file, table, path, known_keys);
    read_keys(reading, table, path, factor);
    if (factor.keys.empty()) {
        if (table.find("key") == nullptr && table.find("keys") == nullptr)
            reading.file.problems.add(factor.place, path, "moves nothing: give it a key, keys, lever, levels or on");
        return;
    }
    const Settable* key = find_keys(reading, table, path, factor);
    if (key == nullptr)
        return;
    factor.unit = std::string(key->unit);
    if (takes_numbers(*key)) {
        set_kind(*key, factor);
        read_values(reading, table, path, *key, factor);
    } else {
        read_named_values(reading, table, path, *key, factor);
    }
}

/// Declares the factors of the file; their tables.
std::vector<const Table*> declare(StudyReading& reading, const Table& table, Study& study)
{
    std::vector<const Table*> tables;
    const Table* factors = subtable(reading.file, table, "factor", "factor");
    if (factors == nullptr)
        return tables;
    for (const Entry* entry : in_file_order(*factors)) {
        const Table* own = entry->node.table();
        if (own == nullptr) {
            reading.file.refuse(entry->node, joined("factor", entry->key), "must be a table: a key and its range");
            continue;
        }
        study.factors.emplace_back();
        study.factors.back().id = entry->key;
        study.factors.back().place = study.factors.back().value_place = entry->place;
        tables.push_back(own);
    }
    return tables;
}

/// The parameters of a SALib problem file that the study does not declare are keys of the scenario. Factors come in the
/// file's order, which is that of the sample's columns.
void add_bounded_factors(StudyReading& reading, Study& study)
{
    std::size_t next = 0;
    for (const SalibBounds& bounds : reading.bounds) {
        auto found = std::find_if(study.factors.begin(), study.factors.end(),
                                  [&](const Factor& factor) { return factor.id == bounds.name; });
        if (found == study.factors.end()) {
            Factor factor;
            factor.id = bounds.name;
            factor.place = factor.value_place = bounds.place;
            factor.keys = {{bounds.name, 0}};
            if (const Settable* key = find_keys(reading, {}, bounds.name, factor)) {
                factor.unit = std::string(key->unit);
                set_kind(*key, factor);
                read_values(reading, {}, bounds.name, *key, factor);
            }
            found = study.factors.insert(study.factors.end(), std::move(factor));
        }
        const auto place = study.factors.begin() + static_cast<std::ptrdiff_t>(next++);
        std::rotate(std::min(place, found), found, found + 1);
    }
}

/// A key that two factors move, or a factor and `--set`, would lose one of its values.
void refuse_moved_twice(StudyReading& reading, const StudyOptions& options, const Study& study)
{
    std::map<std::string, std::string> movers;
    for (const std::string& setting : options.settings)
        movers[setting.substr(0, setting.find_first_of("= "))] = "--set";
    for (const Factor& factor : study.factors)
        for (const MovedKey& key : factor.keys) {
            const auto [mover, first] = movers.emplace(key.path, "factor." + factor.id);
            if (!first)
                reading.file.problems.add(factor.place, joined("factor", factor.id),
                                          fmt::format("moves {}, which {} moves too", key.path, mover->second));
        }
}

} // namespace

void read_factors(StudyReading& reading, const Table& table, const StudyOptions& options, Study& study)
{
    const std::vector<const Table*> tables = declare(reading, table, study);
    const auto path = [&](std::size_t f) { return joined("factor", study.factors[f].id); };
    for (std::size_t f = 0; f < tables.size(); ++f)
        if (holds_settings(*tables[f]))
            read_settings_factor(reading, *tables[f], path(f), study.factors[f]);
    add_settable(reading, study);
    for (std::size_t f = 0; f < tables.size(); ++f)
        if (!holds_settings(*tables[f]))
            read_moved_factor(reading, *tables[f], path(f), study.factors[f]);
    add_bounded_factors(reading, study);
    refuse_moved_twice(reading, options, study);
}

} // namespace mutualise
