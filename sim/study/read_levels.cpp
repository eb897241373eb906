/// \file Factors whose values are no numbers: levers on and off, packages of settings, names and lists of names.
#include "study_reading.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr std::array<std::string_view, 5> level_keys{"lever", "levels", "on", "off", "rest"};
constexpr std::array<std::string_view, 4> named_keys{"key", "keys", "values", "rest"};

/// Keys of the table that a factor of this form does not take.
template <class Known>
void refuse_others(StudyReading& reading, const Table& table, const std::string& path, const Known& known)
{
    for (const Entry& entry : table.entries)
        if (std::find(known.begin(), known.end(), entry.key) == known.end())
            reading.file.problems.add(entry.place, joined(path, entry.key),
                                      fmt::format("does not fit this factor, which takes {}", fmt::join(known, ", ")));
}

/// `off` and `on`: with `lever`, off takes that lever away and on keeps it.
void read_switch(StudyReading& reading, const Table& table, const std::string& path, Factor& factor)
{
    factor.levels = {{"off", {}, {}}, {"on", {}, {}}};
    for (Level& level : factor.levels)
        if (const Entry* settings = table.find(level.name))
            level.settings = read_settings(reading, *settings, joined(path, level.name)).value_or(Table{});
    const Entry* lever = table.find("lever");
    if (lever == nullptr)
        return;
    factor.value_place = lever->node.place;
    List ids;
    if (lever->node.text() != nullptr)
        ids.items.push_back(lever->node);
    else if (lever->node.list() != nullptr)
        ids = *lever->node.list();
    if (ids.items.empty())
        return reading.file.refuse(lever->node, path + ".lever", "must be the id of a lever, or a list of ids");
    if (const Entry* others = factor.levels[0].settings.find("remove"))
        return reading.file.refuse(others->node, path + ".off.remove", "cannot stand beside `lever`; name them there");
    factor.levels[0].settings.entries.push_back({"remove", lever->place, Node{lever->node.place, std::move(ids)}});
    factor.rest = table.find("on") == nullptr ? 1 : 0;
}

void read_levels(StudyReading& reading, const Table& table, const Entry& levels, const std::string& path,
                 Factor& factor)
{
    for (const char* other : {"lever", "on", "off"})
        if (const Entry* entry = table.find(other))
            reading.file.refuse(entry->node, joined(path, other), "cannot stand beside levels");
    const Table* list = levels.node.table();
    if (list == nullptr || list->entries.empty())
        return reading.file.refuse(levels.node, path + ".levels",
                                   "must be a table of levels, each a table of settings or the name of a file");
    factor.value_place = levels.place;
    for (const Entry* entry : in_file_order(*list))
        factor.levels.push_back(
            {entry->key, read_settings(reading, *entry, joined(path + ".levels", entry->key)).value_or(Table{}), {}});
}

/// The level named by `rest`.
void read_level_at_rest(StudyReading& reading, const Table& table, const std::string& path, Factor& factor)
{
    const Entry* rest = table.find("rest");
    if (rest == nullptr)
        return;
    std::vector<std::string_view> names;
    for (const Level& level : factor.levels)
        names.push_back(level.name);
    int level = 0;
    read_choice(reading.file, rest->node, path + ".rest", names, "the level at rest", level);
    factor.rest = level;
}

/// A level of a factor whose values are names, lists of names, or true and false.
void add_level(Factor& factor, const Node& value)
{
    Level level{printed(value), {}, value};
    if (const std::string* text = value.text())
        level.name = *text;
    if (const List* list = value.list()) {
        level.name.clear();
        for (const Node& item : list->items)
            level.name += (level.name.empty() ? "" : "+") + (item.text() != nullptr ? *item.text() : printed(item));
    }
    factor.levels.push_back(std::move(level));
}

} // namespace

void read_named_values(StudyReading& reading, const Table& table, const std::string& path, const Settable& key,
                       Factor& factor)
{
    factor.kind = FactorKind::level;
    factor.distribution.spread = Spread::discrete;
    refuse_others(reading, table, path, named_keys);
    if (const Entry* values = table.find("values")) {
        factor.value_place = values->node.place;
        if (values->node.list() == nullptr || values->node.list()->items.empty())
            return reading.file.refuse(values->node, path + ".values", "must be a list of values");
        for (const Node& item : values->node.list()->items)
            add_level(factor, item);
    } else if (key.kind == SettableKind::truth) {
        add_level(factor, Node{factor.place, false});
        add_level(factor, Node{factor.place, true});
    } else if (key.kind == SettableKind::choice) {
        for (const std::string_view choice : key.choices)
            add_level(factor, Node{factor.place, std::string(choice)});
    } else {
        reading.file.problems.add(factor.place, path + ".values", "is missing: lists of names, each a level");
    }
    for (std::size_t i = 0; i < factor.levels.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (factor.levels[i].name == factor.levels[j].name)
                reading.file.problems.add(factor.value_place, path + ".values",
                                          fmt::format("lists {} twice", toml_string(factor.levels[i].name)));
    if (!factor.levels.empty())
        read_level_at_rest(reading, table, path, factor);
}

void read_settings_factor(StudyReading& reading, const Table& table, const std::string& path, Factor& factor)
{
    factor.kind = FactorKind::level;
    factor.distribution.spread = Spread::discrete;
    factor.unit = "-";
    refuse_others(reading, table, path, level_keys);
    if (const Entry* levels = table.find("levels"))
        read_levels(reading, table, *levels, path, factor);
    else
        read_switch(reading, table, path, factor);
    if (!factor.levels.empty())
        read_level_at_rest(reading, table, path, factor);
}

} // namespace mutualise
