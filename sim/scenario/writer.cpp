/// \file A resolved scenario as TOML: every value, in a fixed order, levers by id.
#include "field_text.hpp"
#include "mutualise/scenario/reader.hpp"
#include "mutualise/scenario/reading.hpp"
#include "mutualise/scenario/scenario_fields.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

using Origins = std::map<std::string, std::string>;

/// Writes keys under the current table, each with its origin if origins are asked for.
class Writer
{
public:
    explicit Writer(const Origins* origins) : origins_(origins) {}

    void table(const std::string& path)
    {
        path_ = path;
        text_ += fmt::format("\n[{}]\n", path);
    }
    void line(std::string_view key, const std::string& value)
    {
        const std::string plain = written_key(key) + " = " + value;
        if (origins_ == nullptr) {
            text_ += plain + "\n";
            return;
        }
        const auto origin = origins_->find(joined(path_, key));
        text_ += fmt::format("{:<40} # {}\n", plain, origin == origins_->end() ? "default" : origin->second);
    }
    template <class Owner>
    void lines(const Owner& owner)
    {
        for (const Field<Owner>& field : fields<Owner>())
            line(field.name, field_text(field, owner));
    }
    std::string text() && { return std::move(text_); }

private:
    const Origins* origins_;
    std::string path_, text_;
};

std::string seed_text(std::uint64_t seed)
{
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()); // of TOML
    return seed <= largest ? std::to_string(seed) : fmt::format("\"0x{:016x}\"", seed);
}

/// The names of the rows whose bits are set.
template <class Rows, class Name>
std::string names_text(std::uint64_t mask, const Rows& rows, Name name)
{
    std::string out;
    for (std::size_t r = 0; r < rows.size(); ++r)
        if ((mask >> r & 1) != 0)
            out += (out.empty() ? "" : ", ") + toml_string(name(rows[r]));
    return "[" + out + "]";
}

template <class Lever>
void write_lever(Writer& writer, const Lever& lever, const SystemData& data)
{
    const LeverScope& scope = lever.scope;
    const auto name = [](const auto& row) { return row.name; };
    writer.table(joined("lever", scope.id));
    writer.line("name", toml_string(Lever::name));
    writer.line("from", month_text(scope.from));
    writer.line("until", month_text(scope.until));
    writer.line("announced", month_text(scope.announced));
    writer.line("services", names_text(scope.services, data.services, name));
    writer.line("regions", names_text(scope.regions, data.regions, name));
    writer.lines(lever);
}

void write_levers(Writer& writer, const Levers& levers, const SystemData& data)
{
    std::vector<std::string> ids;
    for_each_lever_kind([&](auto kind) {
        for (const auto& lever : levers.*kind)
            ids.push_back(lever.scope.id);
    });
    std::sort(ids.begin(), ids.end());
    for (const std::string& id : ids)
        for_each_lever_kind([&](auto kind) {
            for (const auto& lever : levers.*kind)
                if (lever.scope.id == id)
                    write_lever(writer, lever, data);
        });
}

std::string text_of(const Scenario& scenario, const SystemData& data, const Origins* origins)
{
    Writer writer(origins);
    writer.line("name", toml_string(scenario.name));
    writer.line("description", toml_string(scenario.description));
    writer.line("seed", seed_text(scenario.seed));
    if (const Posterior* posterior = data.find_posterior(scenario.posterior.name)) {
        std::string drawn;
        for (const std::string& key : scenario.posterior.drawn)
            drawn += (drawn.empty() ? "" : ", ") + toml_string(key);
        writer.line("posterior", toml_string(posterior->name));
        writer.line("posterior_hash", toml_string(posterior->hash));
        writer.line("drawn", "[" + drawn + "]");
    }
    writer.table("horizon");
    writer.lines(scenario.horizon);
    writer.table("population");
    writer.line("seed", seed_text(scenario.population.seed));
    writer.lines(scenario.population);
    writer.table("initial");
    writer.lines(scenario.initial);
    for_each_process([&](const char* process, auto member, auto) {
        writer.table(joined("parameters", process));
        writer.lines(scenario.parameters.*member);
    });
    write_levers(writer, scenario.levers, data);
    for (const CaseSettings& one : scenario.cases) {
        writer.table(joined("case", one.id));
        writer.line("service", toml_string(data[one.service].name));
        writer.line("region", toml_string(data[one.region].name));
        writer.lines(one);
    }
    writer.table("diagnostic");
    writer.line("remove", names_text(scenario.diagnostic.removed, reason_names, [](std::string_view n) { return n; }));
    return std::move(writer).text();
}

} // namespace

std::string canonical_text(const Scenario& scenario, const SystemData& data)
{
    return text_of(scenario, data, nullptr);
}

std::string effective_text(const ResolvedScenario& resolved, const SystemData& data)
{
    return text_of(resolved.scenario, data, &resolved.origins);
}

} // namespace mutualise
