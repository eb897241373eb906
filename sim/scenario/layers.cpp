#include "layers.hpp"

#include "layer_files.hpp"

#include "mutualise/scenario/draft.hpp"
#include "mutualise/scenario/nearest.hpp"
#include "settings.hpp"

#include <algorithm>
#include <optional>

namespace mutualise
{

namespace
{

/// Takes inherited levers away: `remove = ["id"]`, or `["*"]` for all.
void remove_levers(Table& merged, const Entry& remove, Problems& problems)
{
    Entry* inherited = merged.find("lever");
    Table* levers = inherited == nullptr ? nullptr : inherited->node.table();
    std::vector<std::string_view> ids;
    if (levers != nullptr)
        for (const Entry& lever : levers->entries)
            ids.push_back(lever.key);
    List one_word;
    const List* list = std::get_if<List>(&remove.node.value);
    if (list == nullptr && remove.node.place.from_setting && remove.node.text() != nullptr) {
        one_word.items.push_back(remove.node);
        list = &one_word;
    }
    if (list == nullptr) {
        problems.add(remove.node.place, "remove = " + printed(remove.node),
                     "must be a list of lever ids, or [\"*\"] for all");
        return;
    }
    std::vector<std::string> taken;
    for (const Node& item : list->items) {
        const std::string* id = item.text();
        const bool all = id != nullptr && *id == "*";
        if (id != nullptr && (all ? levers != nullptr : std::find(ids.begin(), ids.end(), *id) != ids.end()))
            taken.push_back(*id);
        else
            problems.add(item.place, "remove = " + printed(item),
                         ids.empty() ? "takes nothing away: no lever is inherited"
                                     : "is no lever of the base" + (id == nullptr ? "" : suggestion(*id, ids)));
    }
    for (const std::string& id : taken)
        if (id == "*")
            levers->entries.clear();
        else
            levers->erase(id);
}

/// A lever's `regions` replace inherited `nations`, and the other way round.
void forget_other_scope(Table& below, const Table& above)
{
    const bool regions = above.find("regions") != nullptr, nations = above.find("nations") != nullptr;
    if (regions && !nations)
        below.erase("nations");
    if (nations && !regions)
        below.erase("regions");
}

void merge(Table& below, const Table& above, int depth, bool in_lever)
{
    if (in_lever && depth == 2)
        forget_other_scope(below, above);
    for (const Entry& entry : above.entries) {
        Entry* under = below.find(entry.key);
        if (under == nullptr)
            below.entries.push_back(entry);
        else if (under->node.table() != nullptr && entry.node.table() != nullptr)
            merge(*under->node.table(), *entry.node.table(), depth + 1, depth == 0 ? entry.key == "lever" : in_lever);
        else
            *under = entry;
    }
}

} // namespace

void lay_over(Table& merged, Table above, Problems& problems)
{
    if (const Entry* remove = above.find("remove"))
        remove_levers(merged, *remove, problems);
    above.erase("remove");
    above.erase("base");
    merge(merged, above, 0, false);
}

std::optional<Draft> read_draft(const std::filesystem::path& path, Problems& problems, const Entry* named_by)
{
    Problems of_files;
    std::vector<Layer> layers = file_layers(path, named_by, of_files);
    problems.add(of_files);
    if (!of_files.empty())
        return std::nullopt;
    Draft draft{path.stem().string(), {}, 1 - static_cast<int>(layers.size())};
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        draft.table.erase("name");
        draft.table.erase("description");
        lay_over(draft.table, std::move(layer->table), problems);
    }
    return draft;
}

std::optional<Table> read_table(const std::filesystem::path& path, int layer, Problems& problems, const Entry* named_by)
{
    std::optional<Layer> read = read_layer(path, layer, named_by, problems);
    return read ? std::optional(std::move(read->table)) : std::nullopt;
}

void lay_over(Draft& draft, const Table& above, Problems& problems) { lay_over(draft.table, above, problems); }

void lay_settings(Draft& draft, const std::vector<std::string>& settings, Problems& problems)
{
    for (const std::string& setting : settings)
        if (std::optional<Table> table = parse_setting(setting, problems))
            lay_over(draft.table, std::move(*table), problems);
}

} // namespace mutualise
