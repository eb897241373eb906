/// \file The parts of check_population().
#pragma once

#include "mutualise/population/population.hpp"

#include <string>
#include <vector>

namespace mutualise
{

/// One line: `found` is good within `tolerance` of `expected`, both absolute.
inline PopulationCheck check_line(std::string name, double found, double expected, double tolerance, std::string source)
{
    const double off = found > expected ? found - expected : expected - found;
    return {std::move(name), found, expected, std::move(source), off <= tolerance};
}

void check_totals(const Population& people, std::vector<PopulationCheck>& lines);
void check_structure(const Population& people, std::vector<PopulationCheck>& lines);
void check_membership(const Population& people, std::vector<PopulationCheck>& lines);
void check_ties(const Population& people, std::vector<PopulationCheck>& lines);

} // namespace mutualise
