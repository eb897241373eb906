#include "draws.hpp"
#include "mutualise/study/design.hpp"

#include <algorithm>
#include <numeric>

namespace mutualise
{

namespace
{

/// One factor's part in one trajectory.
struct Move {
    double from = 0, to = 0;
    double turn = 0; ///< factors move in the order of these: another factor comes between two, but never swaps them
};

Move move_of(RunKey key, std::uint32_t trajectory, std::uint32_t levels)
{
    Stream stream(key, Purpose::design_value, trajectory, 0);
    const double step = 1.0 / (levels - 1);
    const std::uint32_t half = levels / 2; // delta in steps of the grid
    const std::uint32_t low = stream.below(half);
    const bool up = stream.below(2) == 1;
    const double lower = low * step, upper = std::min(1.0, (low + half) * step);
    return {up ? lower : upper, up ? upper : lower, uniform(key, Purpose::design_order, trajectory, 0)};
}

} // namespace

UnitRows morris_rows(const std::vector<std::string>& ids, const Design& design)
{
    UnitRows rows;
    for (std::uint32_t t = 0; t < design.trajectories; ++t) {
        std::vector<Move> moves;
        std::vector<double> row;
        for (const std::string& id : ids) {
            moves.push_back(move_of(factor_key(design.seed, id), t, design.levels));
            row.push_back(moves.back().from);
        }
        std::vector<std::size_t> order(ids.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return moves[a].turn < moves[b].turn; });
        rows.push_back(row);
        for (const std::size_t f : order) {
            row[f] = moves[f].to;
            rows.push_back(row);
        }
    }
    return rows;
}

} // namespace mutualise
