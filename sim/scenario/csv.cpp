#include "csv.hpp"

#include "mutualise/scenario/nearest.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fstream>

namespace mutualise
{

namespace
{
constexpr std::size_t npos = static_cast<std::size_t>(-1);

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The cells of one line; nothing where a quote is left open.
std::optional<std::vector<CsvCell>> split(std::string_view line)
{
    std::vector<CsvCell> cells;
    std::string text;
    bool quoted = false;
    std::size_t first = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        const bool end = i == line.size();
        if (!end && line[i] == '"') {
            if (quoted && i + 1 < line.size() && line[i + 1] == '"')
                text += line[i++];
            else
                quoted = !quoted;
        } else if (end || (line[i] == ',' && !quoted)) {
            cells.push_back({std::string(trimmed(text)), static_cast<int>(first) + 1});
            text.clear();
            first = i + 1;
        } else {
            text += line[i];
        }
    }
    return quoted ? std::nullopt : std::optional(cells);
}

/// Words "assumed" or "F-<number>", separated by semicolons.
bool is_evidence(std::string_view text)
{
    bool any = false;
    while (!trimmed(text).empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const std::string_view word = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool figure = word.size() > 2 && word.substr(0, 2) == "F-" &&
                            word.find_first_not_of("0123456789", 2) == std::string_view::npos;
        if (word != "assumed" && !figure)
            return false;
        any = true;
    }
    return any;
}
} // namespace

CsvTable::CsvTable(const std::filesystem::path& directory, const std::string& file,
                   std::vector<std::string_view> columns, std::vector<Problem>& problems)
    : file_((directory / file).string()), wanted_(std::move(columns)), problems_(&problems)
{
    read(directory / file);
}

void CsvTable::read(const std::filesystem::path& path)
{
    std::ifstream stream(path);
    if (!stream)
        return report("cannot be read");
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        if (trimmed(line).empty() || line.front() == '#')
            continue;
        auto cells = split(line);
        CsvRow row{number, cells.value_or(std::vector<CsvCell>{})};
        if (!cells)
            problems_->push_back({file_, number, 1, "has a quote that is never closed"});
        else if (header_.empty())
            check_header(row);
        else if (row.cells.size() != header_.size())
            problems_->push_back(
                {file_, number, 1,
                 fmt::format("has {} cells; the first line names {} columns", row.cells.size(), header_.size())});
        else if (row.cells.front().text == "source" && !source_row_)
            source_row_ = row;
        else
            rows_.push_back(row);
    }
    if (header_.empty())
        report("is empty; its first line must name the columns");
    for (const std::string_view column : wanted_)
        if (!header_.empty() && !place(column)) {
            report(fmt::format("has no column \"{}\"", column));
            rows_.clear();
        }
}

void CsvTable::check_header(const CsvRow& header)
{
    for (const CsvCell& c : header.cells) {
        const auto is_wanted = [&](std::string_view name) { return std::ranges::find(wanted_, name) != wanted_.end(); };
        const std::string_view name = c.text;
        const bool evidence = name.ends_with("_source") && is_wanted(name.substr(0, name.size() - 7));
        if (std::ranges::find(header_, c.text) != header_.end())
            problems_->push_back({file_, header.line, c.column, fmt::format("column \"{}\" is there twice", name)});
        else if (!is_wanted(name) && !evidence)
            problems_->push_back({file_, header.line, c.column,
                                  fmt::format("column \"{}\" is unknown{}", name, suggestion(name, wanted_))});
        header_.push_back(c.text);
    }
}

std::optional<std::size_t> CsvTable::place(std::string_view column) const
{
    const auto found = std::ranges::find(header_, column);
    return found == header_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - header_.begin()));
}

const CsvCell& CsvTable::cell(const CsvRow& row, std::string_view column) const
{
    return row.cells[place(column).value()];
}

void CsvTable::report(const CsvRow& row, std::string_view column, const std::string& text) const
{
    problems_->push_back(
        {file_, row.line, cell(row, column).column, fmt::format("{} = {}   {}", column, cell(row, column).text, text)});
}

void CsvTable::report(const std::string& text) const { problems_->push_back({file_, 0, 0, text}); }

std::string CsvTable::text(const CsvRow& row, std::string_view column) const { return cell(row, column).text; }

std::string CsvTable::name(const CsvRow& row, std::string_view column) const
{
    const std::string& text = cell(row, column).text;
    if (text.empty() || text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
        report(row, column, "must be a name of lower-case letters, digits and underscores");
    return text;
}

double CsvTable::number(const CsvRow& row, std::string_view column, double lower, double upper, bool whole) const
{
    check_evidence(row, column);
    const std::string& text = cell(row, column).text;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        report(row, column, fmt::format("must be a number in [{}, {}]", lower, upper));
        return lower;
    }
    if (value < lower || value > upper)
        report(row, column, fmt::format("must lie in [{}, {}]", lower, upper));
    else if (whole && value != std::floor(value))
        report(row, column, fmt::format("must be a whole number in [{}, {}]", lower, upper));
    else
        return value;
    return lower;
}

void CsvTable::check_evidence(const CsvRow& row, std::string_view column) const
{
    const auto own = place(std::string(column) + "_source");
    const std::string* evidence = own           ? &row.cells[*own].text
                                  : source_row_ ? &cell(*source_row_, column).text
                                                : nullptr;
    if (evidence == nullptr || !is_evidence(*evidence))
        report(row, column,
               fmt::format("has no source (\"{}\"); give evidence ids such as F-62, or the word assumed, in column "
                           "{}_source or in "
                           "the row \"source\"",
                           evidence == nullptr ? "" : *evidence, column));
}

bool CsvTable::yes_or_no(const CsvRow& row, std::string_view column) const
{
    const std::string& text = cell(row, column).text;
    if (text != "yes" && text != "no")
        report(row, column, "must be yes or no");
    return text == "yes";
}

std::optional<Month> CsvTable::month(const CsvRow& row, std::string_view column) const
{
    const std::string& text = cell(row, column).text;
    const auto month = parse_month(text);
    if (!month && !text.empty())
        report(row, column, "must be a month such as 2010-08");
    return month;
}

std::size_t CsvTable::find(const CsvRow& row, std::string_view column, std::string_view word,
                           const std::vector<std::string_view>& names) const
{
    const auto found = std::ranges::find(names, word);
    if (found != names.end())
        return static_cast<std::size_t>(found - names.begin());
    report(row, column, fmt::format("\"{}\" is unknown{}", word, suggestion(word, names)));
    return npos;
}

std::optional<std::size_t> CsvTable::choice(const CsvRow& row, std::string_view column,
                                            const std::vector<std::string_view>& names) const
{
    const std::size_t found = find(row, column, cell(row, column).text, names);
    return found == npos ? std::nullopt : std::optional(found);
}

std::vector<std::size_t> CsvTable::choices(const CsvRow& row, std::string_view column,
                                           const std::vector<std::string_view>& names) const
{
    std::vector<std::size_t> found;
    std::string_view rest = cell(row, column).text;
    if (rest.empty())
        report(row, column, "must name at least one");
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        const std::size_t i = end == 0 ? npos : find(row, column, rest.substr(0, end), names);
        if (i != npos && std::ranges::find(found, i) != found.end())
            report(row, column, fmt::format("names \"{}\" twice", names[i]));
        else if (i != npos)
            found.push_back(i);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return found;
}

} // namespace mutualise
