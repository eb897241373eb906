#include "study_reading.hpp"

#include <algorithm>
#include <tuple>

namespace mutualise
{

const Settable* StudyReading::find(const std::string& path) const
{
    const auto found =
        std::find_if(settable.begin(), settable.end(), [&](const Settable& key) { return key.path == path; });
    return found == settable.end() ? nullptr : &*found;
}

std::vector<const Entry*> in_file_order(const Table& table)
{
    std::vector<const Entry*> entries;
    for (const Entry& entry : table.entries)
        entries.push_back(&entry);
    std::stable_sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) {
        return std::tuple(a->place.line, a->place.column) < std::tuple(b->place.line, b->place.column);
    });
    return entries;
}

void put(Table& table, const std::string& path, const Node& value)
{
    const std::size_t dot = path.find('.');
    const std::string key = path.substr(0, dot);
    Entry* entry = table.find(key);
    if (entry == nullptr) {
        table.entries.push_back({key, value.place, Node{value.place, Table{}}});
        entry = &table.entries.back();
    }
    if (dot == std::string::npos)
        entry->node = value;
    else if (Table* below = entry->node.table())
        put(*below, path.substr(dot + 1), value);
}

std::optional<Table> read_settings(StudyReading& reading, const Entry& entry, const std::string& path)
{
    std::optional<Table> settings;
    if (const std::string* file = entry.node.text(); file != nullptr && !file->empty()) {
        settings =
            read_table((reading.folder / *file).lexically_normal(), study_layer - 1, reading.file.problems, &entry);
        if (settings)
            for (const char* key : {"base", "name", "description", "seed"})
                settings->erase(key);
        return settings;
    }
    if (const Table* table = entry.node.table()) {
        for (const char* key : {"base", "name", "description", "seed"})
            if (const Entry* found = table->find(key))
                reading.file.problems.add(found->place, joined(path, key), "cannot be set here");
        return *table;
    }
    reading.file.refuse(entry.node, path, "must be a table of settings, or the name of a file that holds them");
    return std::nullopt;
}

} // namespace mutualise
