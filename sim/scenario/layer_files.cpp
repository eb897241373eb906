#include "layer_files.hpp"

#include <array>
#include <cctype>
#include <fmt/format.h>
#include <fstream>
#include <set>

namespace mutualise
{

namespace
{

constexpr std::size_t largest_file = 4 << 20; // [bytes]; a scenario is a few kilobytes

std::optional<std::string> file_text(const std::filesystem::path& path)
{
    std::error_code ignored;
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path, ignored))
        return std::nullopt;
    std::string text;
    std::array<char, 1 << 16> block;
    while (text.size() <= largest_file && (in.read(block.data(), block.size()) || in.gcount() > 0))
        text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    return text;
}

/// Dates out of quotes are the commonest slip that is a syntax error: say so.
std::string date_hint(const std::string& text, int line)
{
    std::size_t from = 0;
    for (int l = 1; l < line && from != std::string::npos; ++l)
        from = text.find('\n', from) == std::string::npos ? std::string::npos : text.find('\n', from) + 1;
    if (from == std::string::npos)
        return "";
    const std::string row = text.substr(from, text.find('\n', from) - from);
    const std::size_t value = row.find_first_not_of(" \t", row.find('=') + 1);
    if (row.find('=') == std::string::npos || value == std::string::npos || row.size() < value + 7)
        return "";
    const std::string word = row.substr(value, row.find_first_of(" \t\r#,]", value) - value);
    const auto digit = [&](std::size_t i) {
        return i < word.size() && std::isdigit(static_cast<unsigned char>(word[i])) != 0;
    };
    if (!digit(0) || !digit(1) || !digit(2) || !digit(3) || word[4] != '-')
        return "";
    if (word.size() == 7 && parse_month(word))
        return fmt::format("; a month needs quotes: \"{}\"", word);
    if (word.size() == 10 && word[7] == '-' &&
        parse_month(word.substr(0, 5) + word.substr(8, 2) + "-" + word.substr(5, 2)))
        return fmt::format("; day and month look swapped: \"{}\"?",
                           word.substr(0, 5) + word.substr(8, 2) + "-" + word.substr(5, 2));
    return "";
}

} // namespace

std::optional<Layer> read_layer(const std::filesystem::path& path, int layer, const Entry* named_by, Problems& problems)
{
    const Place place{path.string(), 0, 0, layer, false};
    const auto refuse = [&](const std::string& why) {
        if (named_by != nullptr)
            problems.add(named_by->node.place, written_key(named_by->key) + " = " + printed(named_by->node), why);
        else
            problems.add(place, "", why);
        return std::nullopt;
    };
    const std::optional<std::string> text = file_text(path);
    std::error_code ignored;
    if (!text)
        return refuse(std::filesystem::exists(path, ignored) ? "cannot be read"
                                                             : "cannot be read: there is no such file");
    if (text->size() > largest_file)
        return refuse("is no scenario: it is larger than 4 MiB");
    std::variant<Node, SyntaxError> document = parse_document(*text, place);
    if (const SyntaxError* error = std::get_if<SyntaxError>(&document)) {
        problems.add(error->place, "", "is not TOML: " + error->message + date_hint(*text, error->place.line));
        return std::nullopt;
    }
    return Layer{place.file, std::move(*std::get<Node>(document).table())};
}

std::vector<Layer> file_layers(const std::filesystem::path& path, const Entry* first_named_by, Problems& problems)
{
    std::vector<Layer> layers;
    std::set<std::filesystem::path> seen;
    std::filesystem::path next = path;
    Entry named_by;
    for (;;) {
        std::error_code ignored;
        seen.insert(std::filesystem::weakly_canonical(next, ignored));
        std::optional<Layer> layer =
            read_layer(next, -static_cast<int>(layers.size()), layers.empty() ? first_named_by : &named_by, problems);
        if (!layer)
            return layers;
        layers.push_back(std::move(*layer));
        const Entry* base = layers.back().table.find("base");
        if (base == nullptr)
            return layers;
        named_by = *base;
        const std::string* name = base->node.text();
        if (name == nullptr || name->empty()) {
            problems.add(base->node.place, "base = " + printed(base->node),
                         "must be the name of a file, relative to this one");
            return layers;
        }
        next = (next.parent_path() / *name).lexically_normal();
        if (seen.count(std::filesystem::weakly_canonical(next, ignored)) != 0) {
            problems.add(base->node.place, "base = " + printed(base->node),
                         "closes a cycle: this file is among its own bases");
            return layers;
        }
    }
}

} // namespace mutualise
