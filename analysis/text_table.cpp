#include "mutualise/analysis/text_table.hpp"

#include "mutualise/analysis/record_figures.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// Columns a text takes on a terminal: one a code point of UTF-8.
std::size_t width_of(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_number(const std::string& text)
{
    const std::size_t start = text.find_first_not_of("+-<>±= ");
    return start != std::string::npos && text[start] >= '0' && text[start] <= '9';
}

} // namespace

TextTable::TextTable(std::vector<std::string> head) : head_(std::move(head)) {}

void TextTable::add(std::vector<std::string> cells)
{
    assert(cells.size() == head_.size());
    rows_.push_back(std::move(cells));
}

std::string TextTable::text() const
{
    std::vector<std::size_t> widths;
    std::vector<bool> right;
    for (std::size_t c = 0; c < head_.size(); ++c) {
        widths.push_back(width_of(head_[c]));
        right.push_back(c > 0 && !rows_.empty());
        for (const auto& row : rows_) {
            widths[c] = std::max(widths[c], width_of(row[c]));
            right[c] = right[c] && (row[c].empty() || row[c] == "-" || is_number(row[c]));
        }
    }
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string text;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::string blanks(widths[c] - width_of(cells[c]), ' ');
            text += (c > 0 ? "  " : "") + (right[c] ? blanks + cells[c] : cells[c] + blanks);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    };
    line(head_);
    std::size_t whole = 2 * (head_.empty() ? 0 : head_.size() - 1);
    for (const std::size_t width : widths)
        whole += width;
    out += std::string(whole, '-') + "\n";
    for (const auto& row : rows_)
        line(row);
    return out;
}

std::vector<std::size_t> milestones(std::span<const Month> months)
{
    std::vector<std::size_t> rows;
    for (const Month m : {on_record, ambition_date}) {
        const auto found = std::find(months.begin(), months.end(), m);
        if (found != months.end())
            rows.push_back(static_cast<std::size_t>(found - months.begin()));
    }
    if (rows.empty() || rows.back() + 1 != months.size())
        rows.push_back(months.size() - 1);
    return rows;
}

std::string thousands(double value, int decimals)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "-" : value > 0 ? "infinite" : "-infinite";
    std::string digits = fmt::format("{:.{}f}", std::fabs(value), decimals);
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (auto place = static_cast<std::ptrdiff_t>(point) - 3; place > 0; place -= 3)
        digits.insert(static_cast<std::size_t>(place), ",");
    return (value < 0 && !zero ? "-" : "") + digits;
}

int decimals_for(double size)
{
    const double absolute = std::fabs(size);
    return !(absolute < 1000) ? 0 : absolute >= 10 ? 1 : absolute >= 0.1 || absolute == 0 ? 2 : 4;
}

int decimals_for(std::span<const double> sizes)
{
    double largest = 0;
    for (const double size : sizes)
        if (std::isfinite(size))
            largest = std::max(largest, std::fabs(size));
    return decimals_for(largest);
}

std::string with_interval(double value, double low, double high, int decimals)
{
    return fmt::format("{} [{}, {}]", thousands(value, decimals), thousands(low, decimals), thousands(high, decimals));
}

std::string percent(double share)
{
    const double hundredths = 100 * share;
    const bool rough = hundredths == 0 || hundredths == 100 || (hundredths >= 10 && hundredths <= 90);
    return fmt::format("{:.{}f} %", hundredths, rough ? 0 : 1);
}

std::string chosen_percent(double share) { return fmt::format("{:.6g} %", 100 * share); }

} // namespace mutualise
