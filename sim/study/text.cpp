/// \file A study as text: equal studies have equal text, a value a line.
#include "mutualise/core/digest.hpp"
#include "mutualise/scenario/reader.hpp"
#include "mutualise/study/study.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr std::array<std::string_view, 10> design_names{
    "none", "grid", "factorial", "list", "table", "one_at_a_time", "latin_hypercube", "sobol", "morris", "saltelli"};
constexpr std::array<std::string_view, 3> scramble_names{"none", "shift", "owen"};
constexpr std::array<std::string_view, 6> spread_names{"discrete", "uniform",    "loguniform",
                                                       "normal",   "triangular", "beta"};
constexpr std::array<std::string_view, 4> factor_names{"number", "whole", "month", "level"};

/// A value as TOML in full, tables inline with their keys in order.
std::string toml_text(const Node& node)
{
    if (const Table* table = node.table()) {
        std::string out;
        std::vector<const Entry*> entries;
        for (const Entry& entry : table->entries)
            entries.push_back(&entry);
        std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->key < b->key; });
        for (const Entry* entry : entries)
            out += (out.empty() ? " " : ", ") + written_key(entry->key) + " = " + toml_text(entry->node);
        return "{" + out + (out.empty() ? "}" : " }");
    }
    if (const List* list = node.list()) {
        std::string out;
        for (const Node& item : list->items)
            out += (out.empty() ? "" : ", ") + toml_text(item);
        return "[" + out + "]";
    }
    return node.text() != nullptr ? toml_string(*node.text()) : printed(node);
}

std::string names_text(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& name : names)
        out += (out.empty() ? "" : ", ") + toml_string(name);
    return "[" + out + "]";
}

std::string outputs_text(const Outputs& outputs)
{
    std::vector<std::string> observables, months;
    for (const Observable observable : outputs.observables)
        observables.emplace_back(spec(observable).name);
    for (const Month month : outputs.months)
        months.push_back(to_string(month));
    return fmt::format("\n[outputs]\nobservables = {}\nmonths = {}\n", names_text(observables),
                       months.empty() ? "\"all\"" : names_text(months));
}

std::string factor_text(const Factor& factor)
{
    const Distribution& d = factor.distribution;
    std::string out = fmt::format("\n[factor.{}]\nkind = \"{}\"\n", written_key(factor.id),
                                  factor_names[static_cast<std::size_t>(factor.kind)]);
    for (const MovedKey& key : factor.keys)
        out += fmt::format("{} = {}\n", toml_string(key.path), written(key.offset));
    out += fmt::format("distribution = \"{}\"\n", spread_names[static_cast<std::size_t>(d.spread)]);
    if (d.spread != Spread::discrete)
        out += fmt::format("lower = {}\nupper = {}\n", written(d.lower), written(d.upper));
    if (d.spread == Spread::normal)
        out += fmt::format("mean = {}\ndeviation = {}\n", written(d.mean), written(d.deviation));
    if (d.spread == Spread::triangular)
        out += fmt::format("mode = {}\n", written(d.mode));
    if (d.spread == Spread::beta)
        out += fmt::format("alpha = {}\nbeta = {}\n", written(d.alpha), written(d.beta));
    for (std::size_t i = 0; i < factor.values.size(); ++i)
        out += fmt::format("value_{} = {}\n", i, written(factor.values[i]));
    for (const Level& level : factor.levels)
        out += fmt::format("level.{} = {}\n", written_key(level.name),
                           factor.keys.empty() ? toml_text(Node{{}, level.settings}) : toml_text(level.value));
    return out;
}

std::string design_text(const Study& study)
{
    const Design& design = study.design;
    std::string out = fmt::format("\n[design]\nkind = \"{}\"\n", design_names[static_cast<std::size_t>(design.kind)]);
    if (design.kind >= DesignKind::latin_hypercube)
        out += fmt::format("points = {}\ntrajectories = {}\nlevels = {}\nsecond_order = {}\nscramble = \"{}\"\nskip = "
                           "{}\nseed = \"0x{:016x}\"\n",
                           design.points, design.trajectories, design.levels, design.second_order,
                           scramble_names[static_cast<std::size_t>(design.scramble)], design.skip, design.seed);
    Sha256 digest;
    for (const DesignPoint& point : study.points) {
        std::string row = std::to_string(point.variant);
        for (const double value : point.values)
            row += " " + written(value);
        digest.update(row + "\n");
    }
    return out + fmt::format("rows = {}\ndigest = \"{}\"\n", study.points.size(), digest.hex());
}

/// The variant's scenario with its tables named under the variant.
std::string variant_text(const Variant& variant, const SystemData& data)
{
    const std::string prefix = "variant." + written_key(variant.id);
    Scenario scenario = variant.scenario;
    scenario.name = variant.id;
    scenario.description.clear();
    scenario.seed = 0; // the study's seed stands for it
    std::string out = fmt::format("\n[{}]\n", prefix);
    const std::string text = canonical_text(scenario, data);
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = text.find('\n', from);
        const std::string line = text.substr(from, end - from);
        out += (line.starts_with('[') ? "[" + prefix + "." + line.substr(1) : line) + "\n";
        from = end + 1;
    }
    return out;
}

} // namespace

std::string canonical_text(const Study& study, const SystemData& data)
{
    std::string out =
        fmt::format("name = {}\ndescription = {}\nreplicates = {}\nseeds = \"{}\"\nseed = \"0x{:016x}\"\n",
                    toml_string(study.name), toml_string(study.description), study.replicates,
                    study.seeds == Seeds::common ? "common" : "independent", study.seed);
    if (study.first_replicate > 0)
        out += fmt::format("first_replicate = {}\n", study.first_replicate);
    out += outputs_text(study.outputs) + design_text(study);
    for (const Factor& factor : study.factors)
        out += factor_text(factor);
    for (const Variant& variant : study.variants)
        out += variant_text(variant, data);
    return out;
}

} // namespace mutualise
