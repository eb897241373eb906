/// \file Tables for the terminal: columns as wide as their widest cell, numbers to the right.
#pragma once

#include "mutualise/core/month.hpp"

#include <span>
#include <string>
#include <vector>

namespace mutualise
{

/// A table of aligned columns for people.
class TextTable
{
public:
    explicit TextTable(std::vector<std::string> head);
    /// As many cells as the head has; a cell that begins like a number stands to the right.
    void add(std::vector<std::string> cells);
    /// The table with a rule under its head; ends with a line feed.
    std::string text() const;

private:
    std::vector<std::string> head_;
    std::vector<std::vector<std::string>> rows_;
};

/// Places of the months a reader looks for first: the record's June 2012 and the ambition's December 2015 where they
/// are there, and the last.
std::vector<std::size_t> milestones(std::span<const Month> months);

/// "12,345"; decimals only where asked for.
std::string thousands(double value, int decimals = 0);
/// Decimals that show a difference between numbers of this size: none where they are large. Not a number: none.
int decimals_for(double size);
/// As far as the largest of these numbers asks for.
int decimals_for(std::span<const double> sizes);
/// "12,345 [11,000, 13,500]".
std::string with_interval(double value, double low, double high, int decimals = 0);
/// "37 %", "0.4 %".
std::string percent(double share);
/// The same of a share that somebody chose, as they wrote it: "95 %", "99.5 %".
std::string chosen_percent(double share);

} // namespace mutualise
