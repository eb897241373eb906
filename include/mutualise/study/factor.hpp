/// \file A factor: what a study varies, between which values, and how likely each is (docs/studies.md).
#pragma once

#include "mutualise/scenario/document.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace mutualise
{

/// What a factor's values are. A value is always a double: the number itself, a month's count of months since year 0
/// (core/month.hpp), or the position of a level.
enum class FactorKind : std::uint8_t { number, whole, month, level };

/// How a factor's values are spread over its range; `discrete` is its list of values or levels, each as likely.
enum class Spread : std::uint8_t { discrete, uniform, loguniform, normal, triangular, beta };

/// How likely each value of a range is.
struct Distribution {
    Spread spread = Spread::uniform;
    double lower = 0, upper = 1;    ///< the range, both ends included (of a normal: where it is cut off)
    double mean = 0, deviation = 1; ///< normal, before it is cut off
    double mode = 0;                ///< triangular
    double alpha = 1, beta = 1;     ///< beta, stretched over the range
};

/// One level of a factor whose values are no numbers: a value put at the factor's keys or, where it has no keys,
/// settings laid over the scenario (which may `remove` levers).
struct Level {
    std::string name;
    Table settings;
    Node value;
};

/// A scenario key that a factor moves, and how far from the factor's value it is put.
struct MovedKey {
    std::string path;  ///< such as `lever.right.from`
    double offset = 0; ///< added to the value [months, for a month]
};

/// What one factor moves, and between which values.
struct Factor {
    std::string id;
    Place place;       ///< of its table in the study file
    Place value_place; ///< of its range, values or levels: where a wrong value is reported
    FactorKind kind = FactorKind::number;
    std::string unit;           ///< of the first key; "-" where dimensionless
    std::vector<MovedKey> keys; ///< empty where levels hold whole settings
    Distribution distribution;  ///< of a number, whole number or month without `values`
    std::vector<double> values; ///< numbers and months given as a list, or by steps; empty: a range
    double rest =
        std::numeric_limits<double>::quiet_NaN(); ///< its value where nothing moves it; NaN: the scenario's own
    std::vector<Level> levels;                    ///< of kind `level`
};

/// The value at probability u in [0, 1] (the quantile): what every sampled design uses. u = 1 gives the last value.
double value_at(const Factor& factor, double u);

/// The values that grids, factorials and one-at-a-time designs go through, in order.
std::vector<double> listed_values(const Factor& factor);

/// A value as people write it: "0.5", "36", "2012-07", "on".
std::string value_text(const Factor& factor, double value);

/// The value that such a text stands for: the reverse of `value_text`. NaN where it is none.
double value_of_text(const Factor& factor, const std::string& text);

} // namespace mutualise
