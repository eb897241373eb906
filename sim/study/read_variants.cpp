/// \file The scenarios that a study's design is carried out on.
#include "study_reading.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// The scenario file named at `entry`, or nothing.
std::optional<Draft> read_base(StudyReading& reading, const Entry* entry, const std::string& path)
{
    const std::string* name = entry->node.text();
    if (name == nullptr || name->empty()) {
        reading.file.refuse(entry->node, path, "must be the name of a scenario file, relative to the study");
        return std::nullopt;
    }
    return read_draft((reading.folder / *name).lexically_normal(), reading.file.problems, entry);
}

/// The variant read and checked as a scenario. It is kept only if it is valid.
void add_variant(StudyReading& reading, Draft draft, const std::string& id, const StudyOptions& options, Study& study)
{
    lay_settings(draft, options.settings, reading.file.problems);
    for (const std::string& setting : options.settings)
        for (const std::string key : {"seed", "name", "description"})
            if (setting.substr(0, setting.find_first_of("= ")) == key)
                reading.file.problems.add({"--set", 0, 0, study_layer - 1, true}, setting,
                                          "has no effect in a study, which has a " + key + " of its own");
    Reading scenario{reading.file.data};
    Variant variant{id, std::move(draft), {}};
    variant.scenario = resolve(variant.draft, scenario);
    reading.file.problems.add(scenario.problems);
    for (const std::string& notice : scenario.notices)
        if (std::find(study.notices.begin(), study.notices.end(), notice) == study.notices.end())
            study.notices.push_back(notice);
    study.variants.push_back(std::move(variant));
}

void read_variant(StudyReading& reading, const Table& table, const Entry& entry, const StudyOptions& options,
                  Study& study)
{
    const std::string path = joined("variant", entry.key);
    const Table* own = entry.node.table();
    if (own == nullptr)
        return reading.file.refuse(entry.node, path, "must be a table with a `scenario`");
    if (!is_bare_key(entry.key))
        reading.file.problems.add(entry.place, path, "is no variant id: use letters, digits, - and _");
    refuse_unknown(reading.file, *own, path, {"scenario", "settings"});
    const Entry *scenario = own->find("scenario"), *base = table.find("base");
    if (scenario == nullptr && base == nullptr)
        return reading.file.problems.add(entry.place, path + ".scenario", "is missing (and the study has no `base`)");
    std::optional<Draft> draft =
        scenario != nullptr ? read_base(reading, scenario, path + ".scenario") : read_base(reading, base, "base");
    if (!draft)
        return;
    for (const Table* where : {&table, own})
        if (const Entry* settings = where->find("settings"))
            if (const auto laid = read_settings(reading, *settings, where == own ? path + ".settings" : "settings"))
                lay_over(*draft, *laid, reading.file.problems);
    add_variant(reading, std::move(*draft), entry.key, options, study);
}

} // namespace

void read_variants(StudyReading& reading, const Table& table, const StudyOptions& options, Study& study)
{
    if (const Table* variants = subtable(reading.file, table, "variant", "variant")) {
        for (const Entry* entry : in_file_order(*variants))
            read_variant(reading, table, *entry, options, study);
        return;
    }
    const Entry* base = table.find("base");
    if (base == nullptr)
        return reading.file.problems.add({study.file.string(), 1, 1, study_layer, false}, "base",
                                         "is missing: a study names the scenario it varies, or has [variant.<id>]");
    std::optional<Draft> draft = read_base(reading, base, "base");
    if (!draft)
        return;
    if (const Entry* settings = table.find("settings"))
        if (const auto laid = read_settings(reading, *settings, "settings"))
            lay_over(*draft, *laid, reading.file.problems);
    const std::string id = draft->name;
    add_variant(reading, std::move(*draft), id, options, study);
}

} // namespace mutualise
