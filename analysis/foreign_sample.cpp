/// \file Reading SALib's three files.
#include "mutualise/analysis/foreign_sample.hpp"

#include "mutualise/study/salib.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

constexpr std::size_t most_listed = 20;    ///< problems of one file; the rest is counted
constexpr double outside_tolerance = 1e-3; ///< of an input's range: bounds such as -3.14 and 3.14 are rounded

/// "nan", "NA" and the like: an output that there is none of.
bool says_none(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    constexpr std::array<std::string_view, 5> words{"nan", "-nan", "+nan", "na", "null"};
    return std::find(words.begin(), words.end(), text) != words.end();
}

struct Matrix {
    std::size_t rows = 0, columns = 0;
    std::vector<double> values;
    std::vector<int> line;
};

void list_some(const std::string& file, const std::vector<Problem>& found, std::vector<Problem>& problems)
{
    const std::size_t shown = std::min(found.size(), most_listed);
    problems.insert(problems.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(shown));
    if (found.size() > shown)
        problems.push_back({file, 0, 0, fmt::format("and {} more of the kind", found.size() - shown)});
}

/// `columns`: 0 for as many as the first row has. NaN stays NaN.
Matrix read_matrix(const std::filesystem::path& path, std::size_t columns, std::vector<Problem>& problems)
{
    const std::string file = path.string();
    const std::vector<Line> lines = read_lines(path);
    if (lines.empty())
        problems.push_back({file, 0, 0, "is empty or cannot be read"});
    Matrix matrix{lines.size(), columns == 0 && !lines.empty() ? lines[0].cells.size() : columns, {}, {}};
    std::vector<Problem> found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        matrix.line.push_back(line.place.line);
        if (line.cells.size() != matrix.columns) {
            found.push_back(
                {file, line.place.line, 1,
                 fmt::format("row {} has {} numbers; there must be {}", i + 1, line.cells.size(), matrix.columns)});
            continue;
        }
        for (std::size_t c = 0; c < matrix.columns; ++c) {
            std::string cell = line.cells[c];
            if (cell.starts_with('+'))
                cell.erase(0, 1);
            matrix.values.push_back(number_of(cell));
            if (std::isnan(matrix.values.back()) && !says_none(line.cells[c]))
                found.push_back({file, line.place.line, 1,
                                 fmt::format("row {}, column {}: {} is no number", i + 1, c + 1, line.cells[c])});
        }
    }
    list_some(file, found, problems);
    return matrix;
}

void check_bounds(const InputMatrix& inputs, std::vector<Problem>& problems)
{
    std::vector<Problem> found;
    for (std::size_t i = 0; i < inputs.rows; ++i)
        for (std::size_t j = 0; j < inputs.names.size(); ++j) {
            const double slack = outside_tolerance * (inputs.upper[j] - inputs.lower[j]);
            if (!(inputs.at(i, j) >= inputs.lower[j] - slack && inputs.at(i, j) <= inputs.upper[j] + slack))
                found.push_back({inputs.file, inputs.line[i], 1,
                                 fmt::format("row {}: {} = {} must lie in [{}, {}], its bounds in the problem", i + 1,
                                             inputs.names[j], inputs.at(i, j), inputs.lower[j], inputs.upper[j])});
        }
    list_some(inputs.file, found, problems);
}

void check_outputs(const Matrix& matrix, const std::string& file, std::vector<Problem>& problems)
{
    const std::size_t bad = count_not_finite(matrix.values);
    if (bad == 0)
        return;
    const auto first =
        std::find_if(matrix.values.begin(), matrix.values.end(), [](double y) { return !std::isfinite(y); });
    const auto row = static_cast<std::size_t>(first - matrix.values.begin()) / matrix.columns;
    problems.push_back({file, matrix.line[row], 1,
                        fmt::format("{} of {} outputs are NaN or infinite, the first in row {}: an index of the rest "
                                    "would be of another sample",
                                    bad, matrix.values.size(), row + 1)});
}

} // namespace

ForeignSample read_foreign_sample(const std::filesystem::path& problem, const std::filesystem::path& sample,
                                  const std::filesystem::path& outputs)
{
    Problems in_problem;
    const std::vector<Line> lines = read_lines(problem);
    const std::vector<SalibBounds> bounds = read_salib_problem(lines, in_problem);
    for (std::size_t j = 0; j < bounds.size(); ++j)
        for (std::size_t k = 0; k < j; ++k)
            if (bounds[k].name == bounds[j].name)
                in_problem.add(bounds[j].place, bounds[j].name, "is there twice");
    std::vector<Problem> problems = in_problem.listed();
    if (lines.empty())
        problems.push_back({problem.string(), 0, 0, "is empty or cannot be read"});
    if (!problems.empty())
        throw InputError(problems); // without the inputs' names and number nothing else can be judged
    ForeignSample read;
    for (const SalibBounds& each : bounds) {
        read.inputs.names.push_back(each.name);
        read.inputs.lower.push_back(each.lower);
        read.inputs.upper.push_back(each.upper);
    }
    Matrix x = read_matrix(sample, bounds.size(), problems);
    const Matrix y = read_matrix(outputs, 0, problems);
    if (x.rows != y.rows && x.rows > 0 && y.rows > 0)
        problems.push_back({outputs.string(), 0, 0,
                            fmt::format("has {} rows; the sample {} has {}", y.rows, sample.string(), x.rows)});
    if (!problems.empty())
        throw InputError(problems);
    read.inputs.rows = x.rows;
    read.inputs.values = std::move(x.values);
    read.inputs.file = sample.string();
    read.inputs.line = std::move(x.line);
    check_bounds(read.inputs, problems);
    check_outputs(y, outputs.string(), problems);
    if (!problems.empty())
        throw InputError(problems);
    for (std::size_t c = 0; c < y.columns; ++c) {
        ReplicatedOutput& column = read.outputs.emplace_back();
        column.rows = y.rows;
        for (std::size_t i = 0; i < y.rows; ++i)
            column.values.push_back(y.values[i * y.columns + c]);
    }
    return read;
}

} // namespace mutualise
