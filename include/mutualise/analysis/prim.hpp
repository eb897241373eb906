/// \file Patient rule induction: boxes of factors within which a goal is met more often than elsewhere.
///
/// Friedman & Fisher (1999), Stat. Comput. 9, doi:10.1023/A:1008894516817: from everything, again and again the slice
/// is peeled off whose loss raises the share of hits most; then slices are pasted back as long as the share does not
/// fall. Bryant & Lempert (2010), doi:10.1016/j.techfore.2009.08.002: coverage, density, quasi-p values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mutualise
{

/// Something by which points may be told apart.
struct PrimDimension {
    std::string name;
    bool ordered = true;              ///< numbers and months; else levels, none before another
    std::vector<double> values;       ///< by point: the number, or the place of the level in `levels`
    std::vector<std::string> levels;  ///< names, of levels
    std::string unit;                 ///< "-" where dimensionless
    bool months = false;              ///< values are months since year 0
    bool whole = false;               ///< whole numbers, or a list of values: limits are named by a value itself
    std::vector<double> distinct;     ///< ascending; filled by `rank_values`
    std::vector<std::uint32_t> ranks; ///< by point, places in `distinct`
};

/// Design points and how many of their runs are hits.
struct PrimPoints {
    std::vector<PrimDimension> dimensions;
    std::vector<double> hits, runs; ///< by point; runs at least 1

    std::size_t count() const { return hits.size(); }
};
/// Fills in each dimension's distinct values and every point's rank among them.
void rank_values(PrimPoints& points);

/// Ranks kept, by dimension. Of an ordered dimension they follow one another.
struct PrimBox {
    std::vector<std::vector<bool>> kept;

    bool holds(const PrimPoints& points, std::size_t point) const;
    bool restricts(std::size_t dimension) const;
};
/// The box that restricts no dimension. The values must be ranked.
PrimBox whole_box(const PrimPoints& points);

/// What a box holds of some points.
struct PrimShare {
    std::size_t points = 0;
    double hits = 0, runs = 0;
    double shares = 0; ///< sum over points of hits / runs: hits counted in points, for runs of a point share its chance

    double density() const { return runs > 0 ? hits / runs : 0; }
};
/// What the box holds of the points `among`.
PrimShare share_of(const PrimPoints& points, const PrimBox& box, const std::vector<std::size_t>& among);

/// How boxes are looked for.
struct PrimOptions {
    double alpha = 0.05;        ///< share of the box's points peeled off or pasted on at a time
    double least_mass = 0.05;   ///< share of all points that a box must hold
    double quasi_p = 0.05;      ///< restrictions with a higher one are dropped
    double significance = 0.01; ///< of the permutation test of a box
    std::uint32_t permutations = 199;
    std::uint32_t boxes = 3; ///< at most
    std::uint64_t seed = 1;  ///< of the permutations
};

/// A box on the way from everything to the smallest.
struct PrimStep {
    PrimBox box;
    PrimShare share;
    double likelihood_ratio = 0; ///< log, of two chances (in, out) against one, hits counted in points
};

/// From all of `among` down to the least mass, or until every run is a hit. A slice's gain is the rise in the share of
/// hits for each point lost, so that slices of different sizes compare.
std::vector<PrimStep> peel(const PrimPoints& points, const std::vector<std::size_t>& among, const PrimOptions& options);

/// Slices pasted back, each that whose share of hits is highest, while the box's share does not fall.
PrimBox paste(const PrimPoints& points, PrimBox box, const std::vector<std::size_t>& among, const PrimOptions& options);

/// Limits set one by one, until none moves, where the likelihood ratio less ln(points) / 2 for each limit (Schwarz
/// 1978, Ann. Stat. 6) is highest: slices are coarse, and peeling never looks back.
PrimBox settle(const PrimPoints& points, PrimBox box, const std::vector<std::size_t>& among,
               const PrimOptions& options);

/// By dimension: the chance of at least the box's hits if its points were drawn from the box without this restriction
/// (binomial, hits counted in points; the incomplete beta function between whole numbers). 1 where it restricts
/// nothing.
std::vector<double> quasi_p_values(const PrimPoints& points, const PrimBox& box, const std::vector<std::size_t>& among);

/// A box and how sure it is.
struct FoundBox {
    PrimBox box;
    std::vector<double> quasi_p;      ///< by dimension
    PrimShare share;                  ///< of the points that no box before holds
    std::vector<PrimStep> trajectory; ///< how it was peeled
    std::size_t chosen = 0;           ///< step of the trajectory
    double p_value = 1;               ///< of the permutation test
    PrimShare rest;                   ///< of all points that no box before holds
};

/// The boxes found one after the other, and what is left.
struct Discovery {
    PrimShare all;
    std::vector<FoundBox> boxes; ///< significant ones, in the order found
    double rest_p_value = 1;     ///< of the best box that was not significant; 1 where none was looked for
    double rest_density = 0;     ///< its density
    std::size_t rest_points = 0; ///< its points
};

/// Boxes by covering: each is sought among the points that those before do not hold. Of a trajectory the step with the
/// highest likelihood ratio is taken; it counts if fewer than `significance` of the best steps after shuffling the hits
/// over the points are as high (Kulldorff 1997, Commun. Stat. 26; Phipson & Smyth 2010), for a box that was sought
/// always looks denser than what is left.
Discovery discover(PrimPoints points, const PrimOptions& options);

} // namespace mutualise
