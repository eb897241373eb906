/// \file A posterior from its file, and what is wrong with it.
#include "mutualise/scenario/draft.hpp"
#include "mutualise/scenario/posterior.hpp"
#include "mutualise/scenario/reading.hpp"
#include "mutualise/scenario/scenario.hpp"
#include "number_at.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <system_error>
#include <vector>

namespace mutualise
{

namespace
{

void read_keys(const Table& table, const Entry& entry, PosteriorParameter& parameter, Problems& problems)
{
    const Entry* keys = table.find("keys");
    const Table* moved = keys == nullptr ? nullptr : keys->node.table();
    if (moved == nullptr || moved->entries.empty())
        return problems.add(entry.place, "parameter." + entry.key + ".keys", "must be a table of keys and offsets");
    Scenario any;
    for (const Entry& key : moved->entries) {
        const std::optional<double> offset = key.node.number();
        if (!offset || number_at(any, key.key).value == nullptr)
            problems.add(key.place, key.key, "is no number of a scenario's parameters");
        else
            parameter.keys.push_back({key.key, *offset});
    }
}

void read_values(const Table& table, const Entry& entry, PosteriorParameter& parameter, Problems& problems)
{
    const Entry* values = table.find("values");
    const List* list = values == nullptr ? nullptr : values->node.list();
    if (list == nullptr || list->items.empty())
        return problems.add(entry.place, "parameter." + entry.key + ".values", "must be a list of numbers");
    Scenario any;
    std::vector<ScenarioNumber> numbers;
    for (const PosteriorParameter::Key& key : parameter.keys)
        numbers.push_back(number_at(any, key.path));
    for (const Node& item : list->items) {
        const std::optional<double> value = item.number();
        for (std::size_t k = 0; k < numbers.size(); ++k) {
            const double lower = numbers[k].lower, upper = numbers[k].upper, offset = parameter.keys[k].offset;
            if (!value || !(*value + offset >= lower && *value + offset <= upper))
                problems.add(item.place, "parameter." + entry.key + ".values",
                             fmt::format("must lie in [{}, {}] for {}", lower, upper, parameter.keys[k].path));
        }
        parameter.values.push_back(value.value_or(0));
    }
    std::vector<double> sorted = parameter.values;
    std::sort(sorted.begin(), sorted.end());
    parameter.centre = (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2;
    if (const Entry* centre = table.find("centre"))
        if (const std::optional<double> written = centre->node.number();
            !written || !(std::fabs(*written - parameter.centre) <= 1e-12 * (1 + std::fabs(parameter.centre))))
            problems.add(centre->place, "parameter." + entry.key + ".centre",
                         fmt::format("must be the median of the values, {}", parameter.centre));
}

void read_parameter(const Entry& entry, Posterior& posterior, Problems& problems)
{
    const Table* own = entry.node.table();
    if (own == nullptr)
        return problems.add(entry.place, "parameter." + entry.key, "must be a table of keys and values");
    PosteriorParameter parameter;
    parameter.id = entry.key;
    refuse_unknown(problems, *own, "parameter." + entry.key, {"keys", "centre", "values"});
    read_keys(*own, entry, parameter, problems);
    read_values(*own, entry, parameter, problems);
    for (const PosteriorParameter& other : posterior.parameters)
        for (const PosteriorParameter::Key& key : parameter.keys)
            if (std::ranges::find(other.keys, key.path, &PosteriorParameter::Key::path) != other.keys.end())
                problems.add(entry.place, "parameter." + entry.key + ".keys",
                             fmt::format("moves {}, as parameter.{} does", key.path, other.id));
    posterior.parameters.push_back(std::move(parameter));
}

/// A file that carries its hash must still have it: values edited by hand are no posterior.
void check_hash(const Table& table, const Posterior& posterior, Problems& problems)
{
    const Entry* hash = table.find("hash");
    if (hash == nullptr || !problems.empty())
        return;
    const std::string* text = hash->node.text();
    if (text == nullptr || *text != posterior.hash)
        problems.add(hash->place, "hash", fmt::format("is not that of the values here, {}", posterior.hash));
}

} // namespace

Posterior read_posterior(const std::filesystem::path& path, Problems& problems)
{
    Posterior posterior;
    posterior.name = path.stem().string();
    const std::optional<Table> table = read_table(path, 0, problems);
    if (!table)
        return posterior;
    const Place place{path.string(), 1, 1, 0, false};
    const Entry* all = table->find("parameter");
    const Table* parameters = all == nullptr ? nullptr : all->node.table();
    refuse_unknown(problems, *table, "",
                   {"hash", "calibration", "draws", "candidates_effective_sample_size", "parameter"});
    if (parameters == nullptr || parameters->entries.empty()) {
        problems.add(place, "parameter", "is missing: a posterior holds [parameter.<id>] tables");
        return posterior;
    }
    for (const Entry& entry : parameters->entries)
        read_parameter(entry, posterior, problems);
    seal(posterior);
    for (const PosteriorParameter& parameter : posterior.parameters)
        if (parameter.values.size() != posterior.draws())
            problems.add(place, "parameter." + parameter.id, "has another number of values than the others");
    check_hash(*table, posterior, problems);
    return posterior;
}

std::vector<Posterior> read_posteriors(const std::filesystem::path& folder, Problems& problems)
{
    std::vector<Posterior> found;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none))
        if (entry.path().extension() == ".toml")
            found.push_back(read_posterior(entry.path(), problems));
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return found;
}

} // namespace mutualise
