/// \file Samples for tests of sensitivity analyses.
#pragma once

#include "mutualise/analysis/elementary_effects.hpp"
#include "mutualise/random/sobol.hpp"
#include "mutualise/random/stream.hpp"

namespace mutualise::testing
{

using Rows = std::vector<std::vector<double>>;

/// A sample in SALib's order from base points of `columns` = 2 x factors numbers.
template <class Number>
Rows saltelli_rows_of(const SaltelliLayout& layout, Number number)
{
    Rows rows;
    for (std::size_t i = 0; i < layout.base; ++i) {
        std::vector<double> a, b;
        for (std::size_t j = 0; j < layout.factors; ++j) {
            a.push_back(number(i, j));
            b.push_back(number(i, layout.factors + j));
        }
        const auto crossed = [&](std::vector<double> row, const std::vector<double>& other) {
            for (std::size_t j = 0; j < layout.factors; ++j) {
                const double own = row[j];
                row[j] = other[j];
                rows.push_back(row);
                row[j] = own;
            }
        };
        rows.push_back(a);
        crossed(a, b);
        if (layout.second_order)
            crossed(b, a);
        rows.push_back(b);
    }
    return rows;
}

/// Of Sobol's sequence, without its origin.
inline Rows saltelli_sample(const SaltelliLayout& layout)
{
    const auto columns = static_cast<std::uint32_t>(2 * layout.factors);
    const auto points = sobol_points(columns, 1, static_cast<std::uint32_t>(layout.base));
    return saltelli_rows_of(layout, [&](std::size_t i, std::size_t column) {
        return static_cast<double>(points[i * columns + column] >> 11) * 0x1p-53;
    });
}

/// Of independent random points.
inline Rows random_saltelli_sample(const SaltelliLayout& layout, std::uint32_t repeat)
{
    return saltelli_rows_of(layout, [&](std::size_t i, std::size_t column) {
        return uniform({12}, Purpose::test, static_cast<std::uint32_t>(i), repeat, static_cast<std::uint32_t>(column));
    });
}

template <class Model>
ReplicatedOutput outputs_of(const Rows& rows, Model model)
{
    ReplicatedOutput output{rows.size(), 1, {}};
    for (const auto& row : rows)
        output.values.push_back(model(row));
    return output;
}

/// model(x, row, replicate)
template <class Model>
ReplicatedOutput noisy_outputs_of(const Rows& rows, std::size_t replicates, Model model)
{
    ReplicatedOutput output{rows.size(), replicates, {}};
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t r = 0; r < replicates; ++r)
            output.values.push_back(model(rows[i], static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(r)));
    return output;
}

} // namespace mutualise::testing
