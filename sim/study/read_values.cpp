/// \file The range, the values and the distribution of a factor that moves keys of a scenario.
#include "study_reading.hpp"

#include "mutualise/study/salib.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

namespace
{

constexpr double unbounded = 1e300;
constexpr std::size_t most_values = 100'000;

/// A number or month, within the bounds of the key that it is put at. Nothing where refused.
std::optional<double> read_one(StudyReading& reading, const Node& node, const std::string& path, const Settable& key,
                               const Factor& factor)
{
    const double offset = factor.keys.front().offset;
    if (key.kind == SettableKind::month) {
        Month month{-1};
        read_month(reading.file, node, path, key.meaning, key.may_be_never, month);
        return month.value < 0 ? std::nullopt : std::optional<double>(month.value);
    }
    double number = std::nan("");
    read_number(reading.file, node, path, key.lower - offset, key.upper - offset, key.kind == SettableKind::whole,
                key.unit, key.meaning, number);
    return std::isnan(number) ? std::nullopt : std::optional<double>(number);
}

/// `range = [lower, upper]`, or the bounds that a SALib problem file gives.
bool read_range(StudyReading& reading, const Table& table, const std::string& path, const Settable& key, Factor& factor)
{
    const Entry* range = table.find("range");
    Distribution& d = factor.distribution;
    if (range == nullptr) {
        const auto bounds = std::find_if(reading.bounds.begin(), reading.bounds.end(),
                                         [&](const SalibBounds& b) { return b.name == factor.id; });
        if (bounds == reading.bounds.end() || table.find("values") != nullptr)
            return false;
        const double start = key.kind == SettableKind::month ? salib_month_origin.value : 0;
        d.lower = start + bounds->lower;
        d.upper = start + bounds->upper;
        return true;
    }
    factor.value_place = range->node.place;
    const List* list = range->node.list();
    if (list == nullptr || list->items.size() != 2) {
        reading.file.refuse(range->node, path + ".range", "must be a list of two: [lowest, highest]");
        return true;
    }
    const std::optional<double> lower = read_one(reading, list->items[0], path + ".range", key, factor);
    const std::optional<double> upper = read_one(reading, list->items[1], path + ".range", key, factor);
    if (!lower || !upper)
        return true;
    if (!(*lower < *upper) || *upper == never.value)
        reading.file.refuse(range->node, path + ".range", "must run from a lower to a higher value");
    d.lower = *lower;
    d.upper = *upper;
    return true;
}

void read_list(StudyReading& reading, const Entry& values, const std::string& path, const Settable& key, Factor& factor)
{
    factor.value_place = values.node.place;
    const List* list = values.node.list();
    if (list == nullptr || list->items.empty())
        return reading.file.refuse(values.node, path + ".values", "must be a list of values, such as [0, 0.5, 1]");
    for (const Node& item : list->items)
        if (const std::optional<double> value = read_one(reading, item, path + ".values", key, factor)) {
            if (std::find(factor.values.begin(), factor.values.end(), *value) != factor.values.end())
                reading.file.refuse(item, path + ".values", "is listed twice");
            factor.values.push_back(*value);
        }
}

/// `step`: every so much from the lowest value on. `steps`: so many values, evenly spread.
void read_steps(StudyReading& reading, const Table& table, const std::string& path, const Settable& key, Factor& factor)
{
    const Entry *step = table.find("step"), *steps = table.find("steps");
    if (step != nullptr && steps != nullptr)
        return reading.file.refuse(steps->node, path + ".steps", "cannot stand beside step; give one of the two");
    const Distribution& d = factor.distribution;
    if (step != nullptr) {
        double width = 0;
        read_number(reading.file, step->node, path + ".step", 0, unbounded, key.kind != SettableKind::number, key.unit,
                    "from one value to the next", width);
        const double count = std::floor((d.upper - d.lower) / width * (1 + 1e-12)) + 1;
        if (!(width > 0) || count > static_cast<double>(most_values))
            return reading.file.refuse(step->node, path + ".step", "must lie above 0 and make at most 100,000 values");
        for (int i = 0; i < static_cast<int>(count); ++i)
            factor.values.push_back(std::min(d.upper, d.lower + i * width));
    }
    int count = 0;
    if (steps != nullptr)
        read_whole(reading.file, steps->node, path + ".steps", 2, static_cast<int>(most_values), "values",
                   "how many values, evenly spread", count);
    std::vector<double> spread;
    spread.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        spread.push_back(value_at(factor, static_cast<double>(i) / (count - 1)));
    if (std::adjacent_find(spread.begin(), spread.end()) != spread.end())
        return reading.file.refuse(steps->node, path + ".steps", "are more than there are whole values in the range");
    factor.values.insert(factor.values.end(), spread.begin(), spread.end());
}

/// What only a range can have.
void refuse_without_range(StudyReading& reading, const Table& table, const std::string& path)
{
    for (const char* name : {"step", "steps", "distribution", "mean", "deviation", "mode", "alpha", "beta"})
        if (const Entry* entry = table.find(name))
            return reading.file.refuse(entry->node, joined(path, name), "needs a range = [lowest, highest]");
}

} // namespace

void read_values(StudyReading& reading, const Table& table, const std::string& path, const Settable& key,
                 Factor& factor)
{
    const bool ranged = read_range(reading, table, path, key, factor);
    const Entry* values = table.find("values");
    if (ranged && values != nullptr)
        return reading.file.refuse(values->node, path + ".values", "cannot stand beside a range; give one of the two");
    if (values != nullptr)
        read_list(reading, *values, path, key, factor);
    if (ranged && reading.file.sound(path + ".range")) {
        read_distribution(reading, table, path, factor);
        read_steps(reading, table, path, key, factor);
    }
    if (!ranged)
        refuse_without_range(reading, table, path);
    if (!ranged)
        factor.distribution.spread = Spread::discrete;
    if (const Entry* rest = table.find("rest"))
        factor.rest = read_one(reading, rest->node, path + ".rest", key, factor).value_or(factor.rest);
}

} // namespace mutualise
