/// \file Designs: which points of the cube of factors are run. A row is a point; a column holds one factor's place in
/// [0, 1], which `value_at` turns into its value.
///
/// A factor's draws are keyed by its id, so another factor changes none of them. In Sobol's sequence factor i has
/// dimension i (Saltelli: dimensions 2i and 2i + 1), so a factor added at the end of the file changes nothing either.
#pragma once

#include "mutualise/study/study.hpp"

#include <string>
#include <vector>

namespace mutualise
{

/// Rows of places in [0, 1], a column a factor.
using UnitRows = std::vector<std::vector<double>>;

/// One point in each of `points` strata of every factor (McKay, Beckman & Conover 1979, Technometrics 21,
/// doi:10.1080/00401706.1979.10489755), placed at random within its stratum.
UnitRows latin_hypercube(const std::vector<std::string>& ids, std::uint32_t points, std::uint64_t seed);

/// Sobol's sequence from point `skip` on, scrambled as asked: `shift` flips the same random bits in every point (a
/// digital shift), `owen` flips each bit by those above it (Owen 1995, nested uniform scrambling).
UnitRows sobol_rows(const std::vector<std::string>& ids, const Design& design);

/// Trajectories of Morris (1991, Technometrics 33, doi:10.1080/00401706.1991.10484804): from a random point of a grid
/// of `levels`, one factor after the other moves by delta = levels / (2 (levels - 1)). SALib's row order: trajectory by
/// trajectory, factors + 1 rows each.
UnitRows morris_rows(const std::vector<std::string>& ids, const Design& design);

/// Saltelli's sample for Sobol indices (2002, Comput. Phys. Commun. 145, doi:10.1016/S0010-4655(02)00280-1). SALib's
/// row order, for each base point: A; A with factor i of B, for each i; with second order B with factor i of A, for
/// each i; B.
UnitRows saltelli_rows(const std::vector<std::string>& ids, const Design& design);

/// Every combination of 0 .. counts[i] - 1; the last varies fastest.
std::vector<std::vector<std::size_t>> combinations(const std::vector<std::size_t>& counts);

/// The rows of the study's design for one variant, as factor values.
std::vector<std::vector<double>> design_rows(const Study& study, const Variant& variant);

/// The value a factor has where nothing moves it: the variant's own; NaN where its keys have none in common. The first
/// level of a factor of levels.
double value_at_rest(const Factor& factor, const Variant& variant);

} // namespace mutualise
