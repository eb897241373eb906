#include "mutualise/scenario/reading.hpp"

#include "mutualise/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <tuple>

namespace mutualise
{

void Problems::add(const Place& place, std::string subject, std::string message)
{
    const auto same = [&](const One& one) {
        return std::tie(one.place.file, one.place.line, one.place.column, one.subject, one.message) ==
               std::tie(place.file, place.line, place.column, subject, message);
    };
    if (std::none_of(list_.begin(), list_.end(), same))
        list_.push_back({place, std::move(subject), std::move(message)});
}

void Problems::add(const Problems& others)
{
    for (const One& other : others.list_)
        add(other.place, other.subject, other.message);
}

std::vector<Problem> Problems::listed() const
{
    std::vector<One> sorted = list_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const One& a, const One& b) {
        return std::tuple(a.place.from_setting, -a.place.layer, a.place.line, a.place.column) <
               std::tuple(b.place.from_setting, -b.place.layer, b.place.line, b.place.column);
    });
    constexpr std::size_t widest = 48; // longer subjects push their own message only
    std::map<std::string, std::size_t> width;
    for (const One& one : sorted)
        if (one.subject.size() <= widest)
            width[one.place.file] = std::max(width[one.place.file], one.subject.size());
    std::vector<Problem> problems;
    for (const One& one : sorted) {
        const std::string text = one.subject.empty()
                                     ? one.message
                                     : fmt::format("{:<{}}   {}", one.subject, width[one.place.file], one.message);
        problems.push_back({one.place.file, one.place.line, one.place.column, text});
    }
    return problems;
}

void Reading::refuse(const Node& node, const std::string& path, std::string message)
{
    failed.insert(path);
    problems.add(node.place, path + " = " + printed(node), std::move(message));
}

bool Reading::as_first_written(const std::string& path) const
{
    const Place* place = place_of(path);
    return place == nullptr || (place->layer == lowest_layer && !place->from_setting);
}

const Place* Reading::place_of(const std::string& path) const
{
    const auto found = places.find(path);
    return found == places.end() ? nullptr : &found->second;
}

std::string Reading::origin(const std::string& path) const
{
    const Place* place = place_of(path);
    return place == nullptr ? "default" : origin_text(*place);
}

std::string origin_text(const Place& place)
{
    return place.from_setting ? "--set" : fmt::format("{}:{}", place.file, place.line);
}

std::string explained(std::string_view meaning) { return meaning.empty() ? "" : fmt::format(" ({})", meaning); }

std::string joined(const std::string& path, std::string_view key)
{
    return path.empty() ? written_key(key) : path + "." + written_key(key);
}

void report_idle(Reading& reading, const std::string& path, const std::string& key, Month value,
                 const std::string& other, const std::string& message, bool grave)
{
    const Place* place = reading.place_of(key);
    if (grave && place != nullptr && reading.as_first_written(key) && reading.as_first_written(other))
        reading.problems.add(*place, fmt::format("{} = \"{}\"", key, to_string(value)), message);
    else
        reading.notices.push_back(fmt::format("{}: {} {}", reading.origin(key), path, message));
}

const Table* subtable(Reading& reading, const Table& table, const std::string& key, const std::string& path)
{
    const Entry* entry = table.find(key);
    if (entry == nullptr)
        return nullptr;
    if (const Table* found = entry->node.table())
        return found;
    reading.refuse(entry->node, path, fmt::format("must be a table: [{}] on a line of its own, its keys below", path));
    return nullptr;
}

void refuse_unknown(Problems& problems, const Table& table, const std::string& path,
                    const std::vector<std::string_view>& known)
{
    for (const Entry& entry : table.entries)
        if (std::find(known.begin(), known.end(), entry.key) == known.end())
            problems.add(entry.place, joined(path, entry.key), "is unknown" + suggestion(entry.key, known));
}

void refuse_unknown(Reading& reading, const Table& table, const std::string& path,
                    const std::vector<std::string_view>& known)
{
    refuse_unknown(reading.problems, table, path, known);
}

} // namespace mutualise
