#include "mutualise/study/configuration.hpp"

#include "mutualise/scenario/draft.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace mutualise
{

namespace
{

/// One `key = value` line and the [table] it stands under.
struct Line {
    std::string table, key, value;
};

std::vector<Line> lines_of(const std::string& text)
{
    std::vector<Line> lines;
    std::string table;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        const std::size_t equals = line.find(" = ");
        if (line.starts_with("["))
            table = line.substr(1, line.rfind(']') - 1);
        else if (equals != std::string::npos)
            lines.push_back({table, line.substr(0, equals), line.substr(equals + 3)});
    }
    return lines;
}

std::string path_of(const Line& line) { return line.table.empty() ? line.key : line.table + "." + line.key; }

const Line* find(const std::vector<Line>& lines, const Line& wanted)
{
    for (const Line& line : lines)
        if (line.table == wanted.table && line.key == wanted.key)
            return &line;
    return nullptr;
}

constexpr std::string_view lever_prefix = "lever.";

/// Lever tables of `base` that are not in `scenario`, or that have keys there no longer: another kind of lever.
std::vector<std::string> levers_removed(const std::vector<Line>& base, const std::vector<Line>& scenario)
{
    std::vector<std::string> removed;
    for (const Line& line : base)
        if (line.table.starts_with(lever_prefix) && find(scenario, line) == nullptr &&
            (removed.empty() || removed.back() != line.table))
            removed.push_back(line.table);
    return removed;
}

} // namespace

std::string configuration_of(const Study& study, const SystemData& data, const Provenance& program,
                             std::uint32_t shards)
{
    return canonical_text(study, data) +
           fmt::format("\n[data]\ndigest = \"{}\"\n\n[program]\nversion = \"{}\"\ncommit = \"{}\"\n\n[shards]\n"
                       "count = {}\n",
                       data.digest, program.version, program.commit, shards);
}

std::optional<Difference> first_difference(const std::string& before, const std::string& now)
{
    const std::vector<Line> old_lines = lines_of(before), new_lines = lines_of(now);
    for (std::size_t i = 0; i < std::max(old_lines.size(), new_lines.size()); ++i) {
        if (i < old_lines.size()) {
            const Line* match = i < new_lines.size() && path_of(new_lines[i]) == path_of(old_lines[i])
                                    ? &new_lines[i]
                                    : find(new_lines, old_lines[i]);
            if (match == nullptr || match->value != old_lines[i].value)
                return Difference{path_of(old_lines[i]), old_lines[i].value,
                                  match == nullptr ? "nothing" : match->value};
        }
        if (i < new_lines.size() && find(old_lines, new_lines[i]) == nullptr)
            return Difference{path_of(new_lines[i]), "nothing", new_lines[i].value};
    }
    return std::nullopt;
}

void require_same(const std::string& before, const std::string& now, const std::string& where)
{
    if (before == now)
        return;
    const Difference d = first_difference(before, now).value_or(Difference{"the text", "another", "this"});
    throw Mismatch(
        fmt::format("{} was begun with {} = {}; now it is {}; nothing was run", where, d.key, d.before, d.now));
}

std::string settings_between(const std::string& base, const std::string& scenario)
{
    const std::vector<Line> below = lines_of(base), above = lines_of(scenario);
    const std::vector<std::string> removed = levers_removed(below, above);
    std::string ids, text, table;
    for (const std::string& lever : removed) {
        const std::string id = lever.substr(lever_prefix.size());
        ids += (ids.empty() ? "" : ", ") + (id.starts_with("\"") ? id : "\"" + id + "\"");
    }
    if (!ids.empty())
        text += "remove = [" + ids + "]\n";
    const auto draws = [](const Line& line) { return line.table.empty() && line.key == "posterior"; };
    if (std::any_of(below.begin(), below.end(), draws) && std::none_of(above.begin(), above.end(), draws))
        text += "posterior = \"none\"\n";
    for (const Line& line : above) {
        const Line* under = find(below, line);
        const bool anew = std::find(removed.begin(), removed.end(), line.table) != removed.end();
        if (!anew && under != nullptr && under->value == line.value)
            continue;
        if (line.table != table)
            text += "[" + line.table + "]\n";
        table = line.table;
        text += line.key + " = " + line.value + "\n";
    }
    return text;
}

Scenario scenario_of_texts(const std::string& base, const std::string& settings, const SystemData& data)
{
    Reading reading{data};
    const auto table_of = [&](const std::string& text, const char* name) {
        Place place;
        place.file = name;
        std::variant<Node, SyntaxError> parsed = parse_document(text, place);
        if (const auto* error = std::get_if<SyntaxError>(&parsed))
            throw std::runtime_error(std::string("the recorded ") + name + " is no TOML: " + error->message);
        return std::move(*std::get<Node>(parsed).table());
    };
    Draft draft;
    draft.name = "recorded";
    draft.lowest_layer = -1; // as under a base: a lever that never takes effect is no fault of who wrote it
    draft.table = table_of(base, "scenario");
    lay_over(draft, table_of(settings, "settings"), reading.problems);
    Scenario scenario = resolve(draft, reading);
    if (!reading.problems.empty())
        throw InputError(reading.problems.listed());
    return scenario;
}

} // namespace mutualise
