#include "mutualise/scenario/document.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

std::optional<double> Node::number() const
{
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return std::nullopt;
}

const Entry* Table::find(std::string_view key) const
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

Entry* Table::find(std::string_view key) { return const_cast<Entry*>(static_cast<const Table&>(*this).find(key)); }

void Table::erase(std::string_view key)
{
    entries.erase(std::remove_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; }),
                  entries.end());
}

std::string toml_string(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20 || byte == 0x7F)
            out += fmt::format("\\u{:04X}", byte);
        else
            out += c;
    }
    return out + '"';
}

bool is_bare_key(std::string_view key)
{
    return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

std::string written_key(std::string_view key) { return is_bare_key(key) ? std::string(key) : toml_string(key); }

std::string written(double number) { return number == 0 ? "0" : fmt::format("{}", number); }

namespace
{

struct Printer {
    std::string operator()(const Table&) const { return "{...}"; }
    std::string operator()(const List& list) const
    {
        std::string out = "[";
        for (const Node& item : list.items)
            out += (out.size() > 1 ? ", " : "") + printed(item);
        return out + "]";
    }
    std::string operator()(const std::string& text) const { return toml_string(text); }
    std::string operator()(std::int64_t integer) const { return std::to_string(integer); }
    std::string operator()(double number) const { return written(number); }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const Date& d) const { return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day); }
    std::string operator()(const OtherKind& other) const { return other.text; }
};

/// The longest prefix of at most `bytes` bytes that does not end within a UTF-8 character.
std::string_view whole_characters(std::string_view text, std::size_t bytes)
{
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
        --bytes;
    return text.substr(0, bytes);
}

} // namespace

std::string printed(const Node& node)
{
    constexpr std::size_t longest = 60;
    std::string text = std::visit(Printer{}, node.value);
    return text.size() <= longest ? text : std::string(whole_characters(text, longest)) + "...";
}

} // namespace mutualise
