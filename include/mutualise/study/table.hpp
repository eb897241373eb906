/// \file A recorded file as text tables: tidy CSV, and the table that NetLogo's BehaviorSpace made customary.
#pragma once

#include "mutualise/record/recorded_file.hpp"

#include <functional>

namespace mutualise
{

/// What goes into a table; empty: everything the file has.
struct TableChoice {
    std::vector<Observable> observables;
    std::vector<Month> months;
};

/// Throws UsageError, naming what the file does not record. The tables below ask it of themselves.
void require_recorded(const RecordedFile& file, const TableChoice& choice);

/// Takes a table's text, piece by piece.
using Print = std::function<void(const std::string& text)>;

/// One value a row: run, seed, in a study point, replicate, variant and every factor; month, observable, the names on
/// its axes (`category`, `subcategory`, empty where it has none), value. RFC 4180; a real that does not exist is empty.
void print_tidy(const RecordedFile& file, const TableChoice& choice, const Print& print);

/// One run and month a row, one observable a column: counts and money as totals over their axes, other reals one column
/// a category. Six lines of head, every field quoted, runs numbered from 1, `[step]` the row of the month, as
/// BehaviorSpace writes it.
void print_behaviorspace(const RecordedFile& file, const TableChoice& choice, const Print& print);

} // namespace mutualise
