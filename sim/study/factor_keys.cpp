/// \file The keys that a factor moves.
#include "study_reading.hpp"

#include "mutualise/scenario/nearest.hpp"

#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// The keys of `keys = { "lever.a.from" = 0, "lever.b.from" = 3 }`, dotted keys flattened.
void flatten(StudyReading& reading, const Table& table, const std::string& prefix, const std::string& path,
             std::vector<MovedKey>& keys)
{
    for (const Entry* entry : in_file_order(table)) {
        const std::string key = prefix.empty() ? entry->key : prefix + "." + entry->key;
        if (const Table* below = entry->node.table()) {
            flatten(reading, *below, key, path, keys);
            continue;
        }
        double offset = 0;
        read_number(reading.file, entry->node, path, -1e12, 1e12, false, "-", "added to the factor's value", offset);
        keys.push_back({key, offset});
    }
}

} // namespace

bool takes_numbers(const Settable& key)
{
    return key.kind == SettableKind::number || key.kind == SettableKind::whole || key.kind == SettableKind::month;
}

void read_keys(StudyReading& reading, const Table& table, const std::string& path, Factor& factor)
{
    if (const Entry* key = table.find("key")) {
        if (const std::string* text = key->node.text())
            factor.keys.push_back({*text, 0});
        else
            reading.file.refuse(key->node, path + ".key", "must be a key such as \"lever.right.strength\"");
    } else if (const Entry* keys = table.find("keys")) {
        if (const Table* offsets = keys->node.table())
            flatten(reading, *offsets, "", path + ".keys", factor.keys);
        else if (const List* list = keys->node.list())
            for (const Node& item : list->items)
                if (item.text() != nullptr)
                    factor.keys.push_back({*item.text(), 0});
        if (factor.keys.empty())
            reading.file.refuse(keys->node, path + ".keys",
                                "must be a list of keys, or a table of keys and what is added to each");
    }
}

const Settable* find_keys(StudyReading& reading, const Table& table, const std::string& path, const Factor& factor)
{
    const Entry* entry = table.find("key") == nullptr ? table.find("keys") : table.find("key");
    const Settable* first = nullptr;
    std::vector<std::string_view> paths;
    for (const Settable& key : reading.settable)
        paths.push_back(key.path);
    for (const MovedKey& key : factor.keys) {
        const Settable* found = reading.find(key.path);
        const Place& place = entry == nullptr ? factor.place : entry->node.place;
        const std::string subject = fmt::format("{}.key = {}", path, toml_string(key.path));
        if (found == nullptr)
            reading.file.problems.add(place, subject, "is no key of these scenarios" + suggestion(key.path, paths));
        else if (first != nullptr && found->kind != first->kind)
            reading.file.problems.add(place, subject, "is of another kind than " + first->path);
        else if (key.offset != 0 && !takes_numbers(*found))
            reading.file.problems.add(place, subject, "is no number or month: nothing can be added to it");
        else if (first == nullptr)
            first = found;
        else
            continue;
        if (found == nullptr)
            return nullptr;
    }
    return first;
}

} // namespace mutualise
