#include "compare_differences.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/recorded_values.hpp"

#include <cmath>
#include <limits>
#include <map>

namespace mutualise
{

namespace
{

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Mean and sum of squared deviations of a stream of numbers, in its order (Welford 1962, Technometrics 4).
struct Moments {
    double mean = 0, squares = 0;
    std::size_t count = 0;

    void add(double value)
    {
        ++count;
        const double before = value - mean;
        mean += before / static_cast<double>(count);
        squares += before * (value - mean);
    }
    double variance() const { return count > 1 ? squares / static_cast<double>(count - 1) : none; }
};

/// What is gathered of one cell.
struct Cell {
    Moments base, variant, difference;
};

using Statistics = std::array<double, compare_statistics.size()>;

/// Student's t by degrees of freedom, once each.
class Quantiles
{
public:
    explicit Quantiles(double confidence) : p_(0.5 + confidence / 2) {}
    double operator()(double degrees)
    {
        const auto [found, fresh] = known_.try_emplace(degrees);
        if (fresh)
            found->second = student_t_quantile(p_, degrees);
        return found->second;
    }

private:
    double p_;
    std::map<double, double> known_;
};

Statistics paired(const Cell& cell, Quantiles& t)
{
    const Moments& d = cell.difference;
    if (d.count == 0)
        return {none, none, none, none, none, none, 0};
    const auto n = static_cast<double>(d.count);
    const double error = d.count > 1 ? std::sqrt(d.variance() / n) : none;
    const double half = d.count > 1 ? error * t(n - 1) : none;
    return {cell.base.mean, cell.variant.mean, d.mean, error, d.mean - half, d.mean + half, n};
}

/// Two independent samples (Welch 1947, Biometrika 34).
Statistics unpaired(const Cell& cell, Quantiles& t)
{
    const auto n = static_cast<double>(cell.base.count), m = static_cast<double>(cell.variant.count);
    if (cell.base.count == 0 || cell.variant.count == 0)
        return {none, none, none, none, none, none, 0};
    const double difference = cell.variant.mean - cell.base.mean;
    if (cell.base.count < 2 || cell.variant.count < 2)
        return {cell.base.mean, cell.variant.mean, difference, none, none, none, std::min(n, m)};
    const double a = cell.base.variance() / n, b = cell.variant.variance() / m, error = std::sqrt(a + b);
    const double degrees = a + b > 0 ? (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1)) : n + m - 2;
    const double half = error * t(degrees);
    return {cell.base.mean, cell.variant.mean, difference, error, difference - half, difference + half, std::min(n, m)};
}

/// Months x first category of a run, summed over the second; then the sum over the first.
std::vector<double> cells_of(std::span<const double> values, std::size_t first, std::size_t second, double scale)
{
    const std::size_t months = values.size() / first / second;
    std::vector<double> cells(months * (first + 1));
    for (std::size_t row = 0; row < months; ++row)
        for (std::size_t i = 0; i < first; ++i) {
            double sum = 0;
            for (std::size_t j = 0; j < second; ++j)
                sum += values[(row * first + i) * second + j];
            cells[row * (first + 1) + i] = sum / scale;
            cells[row * (first + 1) + first] += sum / scale;
        }
    return cells;
}

/// Walks over the runs of both sides and gathers every cell.
std::vector<Cell> gather(const OpenSide& base, const OpenSide& variant, const Pairing& pairing, Observable observable)
{
    const std::size_t first = base.file.names(spec(observable).first).size(),
                      second = base.file.names(spec(observable).second).size();
    const bool scaled = is_extensive(observable);
    RecordedValues of_base(base.file, observable), of_variant(variant.file, observable);
    const auto take = [&](RecordedValues& values, std::size_t place) {
        return cells_of(values.of_run(place), first, second, scaled ? values.scale(place) : 1.0);
    };
    std::vector<Cell> cells(base.file.months().size() * (first + 1));
    if (pairing.paired) {
        for (std::size_t pair = 0; pair < pairing.base.size(); ++pair) {
            const std::vector<double> a = take(of_base, pairing.base[pair]),
                                      b = take(of_variant, pairing.variant[pair]);
            for (std::size_t c = 0; c < cells.size(); ++c) {
                if (a[c] != a[c] || b[c] != b[c])
                    continue;
                cells[c].base.add(a[c]);
                cells[c].variant.add(b[c]);
                cells[c].difference.add(b[c] - a[c]);
            }
        }
        return cells;
    }
    const auto all = [&](RecordedValues& values, const std::vector<std::size_t>& places, Moments Cell::*to) {
        for (const std::size_t place : places) {
            const std::vector<double> run = take(values, place);
            for (std::size_t c = 0; c < cells.size(); ++c)
                if (run[c] == run[c])
                    (cells[c].*to).add(run[c]);
        }
    };
    all(of_base, pairing.base, &Cell::base);
    all(of_variant, pairing.variant, &Cell::variant);
    return cells;
}

} // namespace

Differences differences_of(const OpenSide& base, const OpenSide& variant, const Pairing& pairing, Observable observable,
                           double confidence)
{
    const std::vector<Cell> cells = gather(base, variant, pairing, observable);
    const std::size_t months = base.file.months().size(), width = cells.size() / months, first = width - 1;
    Quantiles t(confidence);
    Differences differences;
    differences.by_category.resize(compare_statistics.size() * months * first);
    if (is_extensive(observable) || spec(observable).first == Axis::none)
        differences.total.resize(compare_statistics.size() * months);
    for (std::size_t row = 0; row < months; ++row)
        for (std::size_t i = 0; i < width; ++i) {
            const Cell& cell = cells[row * width + i];
            const Statistics statistics = pairing.paired ? paired(cell, t) : unpaired(cell, t);
            for (std::size_t s = 0; s < statistics.size(); ++s)
                if (i < first)
                    differences.by_category[(s * months + row) * first + i] = statistics[s];
                else if (!differences.total.empty())
                    differences.total[s * months + row] = statistics[s];
        }
    return differences;
}

std::array<double, compare_statistics.size()>
paired_statistics(std::span<const double> base, std::span<const double> variant, bool is_paired, double confidence)
{
    Quantiles t(confidence);
    Cell cell;
    for (const double value : base)
        cell.base.add(value);
    for (const double value : variant)
        cell.variant.add(value);
    if (!is_paired)
        return unpaired(cell, t);
    for (std::size_t i = 0; i < base.size(); ++i)
        cell.difference.add(variant[i] - base[i]);
    return paired(cell, t);
}

} // namespace mutualise
