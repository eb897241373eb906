/// \file A TOML document as the rest of the room sees it: plain values, each with the place it was written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mutualise
{

/// Where a value was written. Layer 0 is the file given, -1 its base, and so on down; `--set` lies above, at 1.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    int layer = 0;
    bool from_setting = false; ///< given by `--set`
};

struct Node;
struct Entry;

/// A date as written; the day counts from 1.
struct Date {
    int year = 0, month = 0, day = 0;
};
/// The values of an array, in order.
struct List {
    std::vector<Node> items;
};
/// The keys of a table, in the order written.
struct Table {
    std::vector<Entry> entries;

    const Entry* find(std::string_view key) const;
    Entry* find(std::string_view key);
    void erase(std::string_view key);
};
/// A kind of TOML value that no key takes (a time of day), as text.
struct OtherKind {
    std::string text;
};

/// A value and where it was written.
struct Node {
    Place place;
    std::variant<Table, List, std::string, std::int64_t, double, bool, Date, OtherKind> value;

    /// A whole number or not; none where the value is no number.
    std::optional<double> number() const;
    const Table* table() const { return std::get_if<Table>(&value); }
    Table* table() { return std::get_if<Table>(&value); }
    const List* list() const { return std::get_if<List>(&value); }
    const std::string* text() const { return std::get_if<std::string>(&value); }
};

/// A key and its value.
struct Entry {
    std::string key;
    Place place; ///< of the key
    Node node;
};

/// Why a text is not TOML.
struct SyntaxError {
    Place place;
    std::string message;
};

/// Parses TOML; `place` carries the file and layer that the values get. TOML++ stops at the first fault.
std::variant<Node, SyntaxError> parse_document(std::string_view text, const Place& place);

/// A value as TOML, shortened where long, for messages.
std::string printed(const Node& node);

/// A text as a TOML basic string.
std::string toml_string(std::string_view text);

/// A key as TOML writes it: bare where it can be.
std::string written_key(std::string_view key);
/// Whether a key needs no quotes: letters, digits, `_` and `-` alone.
bool is_bare_key(std::string_view key);

/// A number as the shortest TOML text that reads back to the same double; equal numbers have equal texts.
std::string written(double number);

} // namespace mutualise
