/// \file How a factor's range is sampled.
#include "study_reading.hpp"

#include <array>

namespace mutualise
{

namespace
{

constexpr std::array<std::string_view, 5> spread_names{"uniform", "loguniform", "normal", "triangular", "beta"};
constexpr double unbounded = 1e300;

/// A number that a spread needs.
void read_shape(StudyReading& reading, const Table& table, const std::string& path, const char* name, double lower,
                double upper, double& to)
{
    if (const Entry* entry = table.find(name))
        read_number(reading.file, entry->node, joined(path, name), lower, upper, false, "-", "of the distribution", to);
    else if (const Entry* spread = table.find("distribution"))
        reading.file.problems.add(spread->node.place, joined(path, name), "is missing: this distribution needs it");
}

/// Shapes that the distribution does not take.
void refuse_idle_shapes(StudyReading& reading, const Table& table, const std::string& path, const Factor& factor)
{
    static constexpr std::array<std::pair<std::string_view, Spread>, 5> shapes{{{"mean", Spread::normal},
                                                                                {"deviation", Spread::normal},
                                                                                {"mode", Spread::triangular},
                                                                                {"alpha", Spread::beta},
                                                                                {"beta", Spread::beta}}};
    for (const auto& [name, spread] : shapes)
        if (const Entry* entry = table.find(name); entry != nullptr && factor.distribution.spread != spread)
            reading.file.refuse(entry->node, joined(path, name), "is no part of this factor's distribution");
}

} // namespace

void read_distribution(StudyReading& reading, const Table& table, const std::string& path, Factor& factor)
{
    const Entry* entry = table.find("distribution");
    if (entry == nullptr)
        return refuse_idle_shapes(reading, table, path, factor);
    int chosen = 0;
    read_choice(reading.file, entry->node, path + ".distribution", spread_names, "how values are spread", chosen);
    Distribution& d = factor.distribution;
    d.spread = static_cast<Spread>(chosen + 1);
    const bool whole = factor.kind != FactorKind::number;
    if (d.spread == Spread::loguniform && (d.lower <= 0 || factor.kind == FactorKind::month))
        reading.file.refuse(entry->node, path + ".distribution",
                            whole ? "needs whole numbers from 1 up" : "needs a range above 0");
    if (d.spread == Spread::normal) {
        read_shape(reading, table, path, "mean", -unbounded, unbounded, d.mean);
        read_shape(reading, table, path, "deviation", 0, unbounded, d.deviation);
        if (!(d.deviation > 0) || d.mean + 8 * d.deviation < d.lower || d.mean - 8 * d.deviation > d.upper)
            reading.file.refuse(entry->node, path + ".distribution",
                                "needs a deviation above 0 and a mean within 8 deviations of the range");
    }
    if (d.spread == Spread::triangular)
        read_shape(reading, table, path, "mode", d.lower, d.upper, d.mode);
    if (d.spread == Spread::beta) {
        read_shape(reading, table, path, "alpha", 0.1, 1000, d.alpha);
        read_shape(reading, table, path, "beta", 0.1, 1000, d.beta);
    }
    if (reading.file.sound(path + ".distribution"))
        refuse_idle_shapes(reading, table, path, factor);
}

} // namespace mutualise
