/// \file Text tables of others: a design as CSV or as SALib's sample, and SALib's problem file.
#include "study_reading.hpp"
#include "text_table.hpp"

#include "mutualise/scenario/nearest.hpp"
#include "mutualise/study/salib.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// What each column holds: a factor's position, or one of these.
constexpr std::size_t variant_column = static_cast<std::size_t>(-1), ignored_column = static_cast<std::size_t>(-2);

std::vector<std::size_t> columns_of(StudyReading& reading, const Line& head, const Study& study)
{
    std::vector<std::string_view> names{"variant", "point"};
    for (const Factor& factor : study.factors)
        names.push_back(factor.id);
    std::vector<std::size_t> columns;
    for (const std::string& cell : head.cells) {
        const auto found = std::find(names.begin(), names.end(), cell);
        if (found == names.end())
            reading.file.problems.add(head.place, "column " + toml_string(cell),
                                      "is no factor" + suggestion(cell, names));
        else if (std::count(head.cells.begin(), head.cells.end(), cell) > 1)
            reading.file.problems.add(head.place, "column " + toml_string(cell), "is there twice");
        const auto position = static_cast<std::size_t>(found - names.begin());
        columns.push_back(position == 0                               ? variant_column
                          : position == 1 || position == names.size() ? ignored_column
                                                                      : position - 2);
    }
    return columns;
}

/// A cell of a CSV with a head: values as people write them; empty: at rest.
void read_cell(StudyReading& reading, const Line& line, const std::string& cell, std::size_t column, const Study& study,
               ListedRow& row)
{
    if (column == ignored_column)
        return;
    if (column == variant_column) {
        row.variant = cell;
        std::vector<std::string_view> variants;
        for (const Variant& variant : study.variants)
            variants.push_back(variant.id);
        if (std::find(variants.begin(), variants.end(), cell) == variants.end())
            reading.file.problems.add(line.place, "variant = " + toml_string(cell),
                                      "is no variant" + suggestion(cell, variants));
        return;
    }
    const Factor& factor = study.factors[column];
    row.values[column] = value_of_text(factor, cell);
    if (std::isnan(row.values[column]) && !cell.empty()) {
        std::vector<std::string_view> names;
        for (const Level& level : factor.levels)
            names.push_back(level.name);
        reading.file.problems.add(line.place, factor.id + " = " + toml_string(cell),
                                  "is no value of this factor" + suggestion(cell, names));
    }
}

/// A cell of SALib's sample: numbers only, months since 2010-01, positions of levels.
void read_salib_cell(StudyReading& reading, const Line& line, const std::string& cell, std::size_t f,
                     const Study& study, ListedRow& row)
{
    const Factor& factor = study.factors[f];
    const double value = number_of(cell);
    const auto refuse = [&](const std::string& why) {
        reading.file.problems.add(line.place, factor.id + " = " + cell, why);
    };
    if (!std::isfinite(value))
        return refuse("is no number, and the table has no head that names the factors");
    if (factor.kind != FactorKind::number && value != std::floor(value))
        return refuse("must be a whole number: SALib samples real ones, so round the column first");
    if (factor.kind == FactorKind::level && !(value >= 0 && value < static_cast<double>(factor.levels.size())))
        return refuse(fmt::format("is no level: there are {}, counted from 0", factor.levels.size()));
    row.values[f] = factor.kind == FactorKind::month ? value + salib_month_origin.value : value;
}

} // namespace

void read_table_rows(StudyReading& reading, const Entry& entry, Study& study)
{
    const std::vector<Line> lines = read_lines(reading, entry, "design.file");
    if (lines.empty() || study.factors.empty())
        return;
    const bool head = std::any_of(lines[0].cells.begin(), lines[0].cells.end(),
                                  [](const std::string& cell) { return std::isnan(number_of(cell)); });
    std::vector<std::size_t> columns;
    if (head)
        columns = columns_of(reading, lines[0], study);
    const std::size_t width = head ? columns.size() : study.factors.size();
    for (std::size_t i = head ? 1 : 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        if (line.cells.size() != width) {
            reading.file.problems.add(
                line.place, "",
                fmt::format("has {} cells; there are {} {}", line.cells.size(), width, head ? "columns" : "factors"));
            continue;
        }
        ListedRow row{"", std::vector<double>(study.factors.size(), not_a_number)};
        for (std::size_t c = 0; c < width; ++c)
            if (head)
                read_cell(reading, line, line.cells[c], columns[c], study, row);
            else
                read_salib_cell(reading, line, line.cells[c], c, study, row);
        study.design.rows.push_back(std::move(row));
    }
    if (study.design.rows.empty())
        reading.file.refuse(entry.node, "design.file", "holds no row");
}

namespace
{

/// SALib's optional columns: the group (NA or the parameter's own name: none) and the distribution (unif: uniform).
/// What they hold that is no factor of ours, in words.
std::string strange_columns(const std::vector<std::string>& cells)
{
    if (cells.size() > 3 && cells[3] != "NA" && cells[3] != "" && cells[3] != cells[0])
        return "column 4, the group " + toml_string(cells[3]) +
               ": factors are not sampled in groups here; write NA, or leave it out";
    if (cells.size() > 4 && cells[4] != "unif" && cells[4] != "")
        return "column 5, the distribution " + toml_string(cells[4]) +
               ": only unif is read; give the factor's distribution in the study instead";
    return "";
}

} // namespace

std::vector<SalibBounds> read_salib_problem(const std::vector<Line>& lines, Problems& problems)
{
    std::vector<SalibBounds> bounds;
    for (const Line& line : lines) {
        const bool enough = line.cells.size() >= 3 && line.cells.size() <= 5;
        const double lower = enough ? number_of(line.cells[1]) : not_a_number;
        const double upper = enough ? number_of(line.cells[2]) : not_a_number;
        if (!(lower < upper) || !std::isfinite(upper - lower))
            problems.add(line.place, line.cells.empty() ? "" : line.cells[0],
                         "must be a name, a lower bound and an upper bound above it, finite numbers like 0.5; a group "
                         "and a distribution may follow");
        else if (const std::string strange = strange_columns(line.cells); !strange.empty())
            problems.add(line.place, line.cells[0], strange);
        else
            bounds.push_back({line.cells[0], lower, upper, line.place});
    }
    return bounds;
}

void read_problem_file(StudyReading& reading, const Entry& entry)
{
    reading.bounds = read_salib_problem(read_lines(reading, entry, "problem"), reading.file.problems);
}

} // namespace mutualise
