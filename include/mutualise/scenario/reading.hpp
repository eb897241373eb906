/// \file What reading a scenario gathers, and the checks of single values.
#pragma once

#include "mutualise/core/errors.hpp"
#include "mutualise/core/field.hpp"
#include "mutualise/scenario/document.hpp"
#include "mutualise/scenario/system_data.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mutualise
{

/// Every fault found, once each. `subject` is a key, or "key = value"; `message` what is wrong with it.
class Problems
{
public:
    void add(const Place& place, std::string subject, std::string message);
    void add(const Problems& others);
    bool empty() const { return list_.empty(); }
    /// Sorted (the given file, its bases, `--set`; by line), with the messages aligned under each other.
    std::vector<Problem> listed() const;

private:
    struct One {
        Place place;
        std::string subject, message;
    };
    std::vector<One> list_;
};

/// One scenario being read.
struct Reading {
    const SystemData& data;
    int lowest_layer = 0; ///< of the file without a base
    Problems problems = {};
    std::vector<std::string> notices = {};
    std::map<std::string, Place> places = {}; ///< key path -> where its value was given; absent: default
    std::set<std::string> failed = {};        ///< key paths whose value is no use to checks across keys

    void refuse(const Node& node, const std::string& path, std::string message);
    bool sound(const std::string& path) const { return failed.count(path) == 0; }
    /// Was the value left at its default, or written in the file that has no base?
    bool as_first_written(const std::string& path) const;
    const Place* place_of(const std::string& path) const;
    /// "file:line", "--set" or "default".
    std::string origin(const std::string& path) const;
};

/// "file:line", or the layer's name where it is no file.
std::string origin_text(const Place& place);

/// What a value must be, in words: ` (meaning)`, or nothing.
std::string explained(std::string_view meaning);

/// These set `to` where the value is of the kind and within its bounds, both included; else they add a problem and
/// leave it.
void read_number(Reading& reading, const Node& node, const std::string& path, double lower, double upper, bool integer,
                 std::string_view unit, std::string_view meaning, double& to);
/// A whole number; `unit` is told with the bounds.
void read_whole(Reading& reading, const Node& node, const std::string& path, int lower, int upper,
                std::string_view unit, std::string_view meaning, int& to);
/// true or false.
void read_truth(Reading& reading, const Node& node, const std::string& path, std::string_view meaning, bool& to);
/// One of `choices`: its position.
void read_choice(Reading& reading, const Node& node, const std::string& path, std::span<const std::string_view> choices,
                 std::string_view meaning, int& to);
/// Any text.
void read_text(Reading& reading, const Node& node, const std::string& path, std::string_view meaning, std::string& to);
/// A whole number of at most 63 bits, or a text "0x..." of at most 64.
void read_seed(Reading& reading, const Node& node, const std::string& path, std::string_view meaning,
               std::uint64_t& to);
/// A month or date between 1900 and 2200; "never" where it may be.
void read_month(Reading& reading, const Node& node, const std::string& path, std::string_view meaning,
                bool may_be_never, Month& to);
/// A list of names, each among `valid`, none twice: their positions in `valid`. Empty lists are refused.
void read_names(Reading& reading, const Node& node, const std::string& path, const std::vector<std::string_view>& valid,
                std::string_view what, std::vector<std::size_t>& to);

/// A date at `key` that, with the value at `other`, leaves `path` idle: an error where the file without a base says so
/// itself, a notice where an overlay or `--set` moved a date (or where `grave` is false).
void report_idle(Reading& reading, const std::string& path, const std::string& key, Month value,
                 const std::string& other, const std::string& message, bool grave);

/// The table at `key`, or null (a value that is no table is refused).
const Table* subtable(Reading& reading, const Table& table, const std::string& key, const std::string& path);

/// Refuses every key of `table` that is not in `known`.
void refuse_unknown(Reading& reading, const Table& table, const std::string& path,
                    const std::vector<std::string_view>& known);
void refuse_unknown(Problems& problems, const Table& table, const std::string& path,
                    const std::vector<std::string_view>& known);

/// The path of a key within a table: parts joined by points.
std::string joined(const std::string& path, std::string_view key);

/// Reads one field of `owner` where the table gives it.
template <class Owner>
void read_field(Reading& reading, const Table& table, const std::string& path, const Field<Owner>& field, Owner& owner)
{
    const Entry* entry = table.find(field.name);
    if (entry == nullptr)
        return;
    const Node& node = entry->node;
    const std::string key = joined(path, field.name);
    if (const auto* number = std::get_if<double Owner::*>(&field.member))
        read_number(reading, node, key, field.lower, field.upper, field.integer, field.unit, field.meaning,
                    owner.**number);
    else if (const auto* truth = std::get_if<bool Owner::*>(&field.member))
        read_truth(reading, node, key, field.meaning, owner.**truth);
    else if (const auto* month = std::get_if<Month Owner::*>(&field.member))
        read_month(reading, node, key, field.meaning, owner.**month == never, owner.**month);
    else if (const auto* whole = std::get_if<int Owner::*>(&field.member); !field.choices.empty())
        read_choice(reading, node, key, field.choices, field.meaning, owner.**whole);
    else
        read_whole(reading, node, key, static_cast<int>(field.lower), static_cast<int>(field.upper), field.unit,
                   field.meaning, owner.**whole);
}

/// Reads every field that the table gives; the names of the fields.
template <class Owner>
std::vector<std::string_view> read_fields(Reading& reading, const Table& table, const std::string& path, Owner& owner)
{
    std::vector<std::string_view> names;
    for (const Field<Owner>& field : fields<Owner>()) {
        read_field(reading, table, path, field, owner);
        names.push_back(field.name);
    }
    return names;
}

} // namespace mutualise
