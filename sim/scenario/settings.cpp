#include "settings.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

std::string trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    return first == std::string_view::npos ? "" : std::string(text.substr(first, last - first + 1));
}

/// A word that can only be meant as a text, once it has turned out not to be TOML.
bool is_word(std::string_view text)
{
    return !text.empty() && (text == "*" || std::all_of(text.begin(), text.end(), [](char c) {
                                 return is_bare_key(std::string_view(&c, 1)) || c == '.' || c == '/' || c == '+';
                             }));
}

/// `[libraries, "leisure"]` or `libraries,leisure` with every bare word in quotes; nothing if it is no such list.
std::optional<std::string> quoted_words(std::string_view value)
{
    const bool brackets = value.size() >= 2 && value.front() == '[' && value.back() == ']';
    if (brackets)
        value = value.substr(1, value.size() - 2);
    std::string out;
    for (std::size_t from = 0; from <= value.size();) {
        const std::size_t comma = std::min(value.find(',', from), value.size());
        const std::string item = trimmed(value.substr(from, comma - from));
        const bool in_quotes = item.size() >= 2 && item.front() == '"' && item.back() == '"';
        if (!in_quotes && !is_word(item))
            return std::nullopt;
        out += (out.empty() ? "" : ", ") + (in_quotes ? item : toml_string(item));
        from = comma + 1;
    }
    return brackets || value.find(',') != std::string_view::npos ? "[" + out + "]" : out;
}

bool is_dotted_key(std::string_view key)
{
    for (std::size_t from = 0; from <= key.size();) {
        const std::size_t dot = std::min(key.find('.', from), key.size());
        if (!is_bare_key(key.substr(from, dot - from)))
            return false;
        from = dot + 1;
    }
    return true;
}

} // namespace

std::optional<Table> parse_setting(const std::string& setting, Problems& problems)
{
    const Place place{"--set", 0, 0, 1, true};
    const std::size_t equals = setting.find('=');
    const std::string key = trimmed(std::string_view(setting).substr(0, equals));
    const std::string value = equals == std::string::npos ? "" : trimmed(std::string_view(setting).substr(equals + 1));
    if (value.empty() || !is_dotted_key(key)) {
        problems.add(place, setting, "is no setting; write key.path=value, such as horizon.last=2013-12");
        return std::nullopt;
    }
    if (key == "base") {
        problems.add(place, setting, "cannot be set: a base is named in the file");
        return std::nullopt;
    }
    std::variant<Node, SyntaxError> document = SyntaxError{place, "a value is one line"};
    if (value.find('\n') == std::string::npos)
        document = parse_document(key + " = " + value, place);
    if (std::holds_alternative<SyntaxError>(document))
        if (const std::optional<std::string> words = quoted_words(value)) {
            std::variant<Node, SyntaxError> reading = parse_document(key + " = " + *words, place);
            if (std::holds_alternative<Node>(reading))
                document = std::move(reading);
        }
    if (const SyntaxError* error = std::get_if<SyntaxError>(&document)) {
        problems.add(place, setting,
                     "is not TOML: " + error->message + "; a text needs quotes within quotes: --set 'key=\"text\"'");
        return std::nullopt;
    }
    return std::move(*std::get<Node>(document).table());
}

} // namespace mutualise
