/// \file Data tables as comma-separated text: every cell keeps its place, every number must say where it comes from.
///
/// The first line names the columns. A row whose first cell is `source` gives the evidence of whole columns; a column
/// `x_source` gives that of column x value by value. Evidence is a list such as "F-62; assumed". Lines that start with
/// # are comments; cells may be quoted ("...", with "" for a quote).
#pragma once

#include "mutualise/core/errors.hpp"
#include "mutualise/core/month.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mutualise
{

struct CsvCell {
    std::string text;
    int column = 1; ///< place of its first character in the line, from 1
};

struct CsvRow {
    int line = 0;
    std::vector<CsvCell> cells;
};

/// One table, its columns checked against those wanted; problems are gathered, not thrown.
class CsvTable
{
public:
    /// Reads `directory`/`file`. `columns` must be there, in any order; others must be `x_source` columns.
    CsvTable(const std::filesystem::path& directory, const std::string& file, std::vector<std::string_view> columns,
             std::vector<Problem>& problems);

    /// Rows that can be read: none where a column is missing.
    const std::vector<CsvRow>& rows() const { return rows_; }

    std::string text(const CsvRow& row, std::string_view column) const;
    /// A name: lower case letters, digits and underscores.
    std::string name(const CsvRow& row, std::string_view column) const;
    /// A number in the closed range, with evidence.
    double number(const CsvRow& row, std::string_view column, double lower, double upper, bool whole = false) const;
    bool yes_or_no(const CsvRow& row, std::string_view column) const;
    /// Nothing where the cell is empty or no month; the latter is a problem.
    std::optional<Month> month(const CsvRow& row, std::string_view column) const;
    /// The row of the cell's text in `names`.
    std::optional<std::size_t> choice(const CsvRow& row, std::string_view column,
                                      const std::vector<std::string_view>& names) const;
    /// The rows in `names` of the cell's words, which are separated by blanks.
    std::vector<std::size_t> choices(const CsvRow& row, std::string_view column,
                                     const std::vector<std::string_view>& names) const;

    void report(const CsvRow& row, std::string_view column, const std::string& text) const;
    void report(const std::string& text) const; ///< about the table as a whole

private:
    void read(const std::filesystem::path& path);
    void check_header(const CsvRow& header);
    void check_evidence(const CsvRow& row, std::string_view column) const;
    std::optional<std::size_t> place(std::string_view column) const;
    const CsvCell& cell(const CsvRow& row, std::string_view column) const;
    std::size_t find(const CsvRow& row, std::string_view column, std::string_view word,
                     const std::vector<std::string_view>& names) const;

    std::string file_;
    std::vector<std::string_view> wanted_;
    std::vector<std::string> header_;
    std::vector<CsvRow> rows_;
    std::optional<CsvRow> source_row_;
    std::vector<Problem>* problems_;
};

} // namespace mutualise
