/// \file Submodel 5.6: how first contracts are let, ordinary outsourcing, and contracts that end. The month on one
/// screen.
#include "tenders.hpp"

#include "mutualise/process/schedule.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// n̄ of each service over the last 12 months, at least 1; where there was no tender it stays what it was.
void update_mean_bidders(Lane& lane)
{
    for (std::size_t s = 0; s < lane.bidders_recent.size(); ++s) {
        std::uint32_t bidders = 0, tenders = 0;
        for (std::size_t month = 0; month < 12; ++month) {
            bidders += lane.bidders_window[s * 12 + month][0];
            tenders += lane.bidders_window[s * 12 + month][1];
        }
        if (tenders > 0)
            lane.bidders_recent[s] = std::max(1.0, static_cast<double>(bidders) / tenders);
    }
}

void begin_window_month(Lane& lane)
{
    for (std::size_t s = 0; s < lane.bidders_recent.size(); ++s)
        lane.bidders_window[s * 12 + static_cast<std::size_t>(lane.row % 12)] = {0, 0};
}

} // namespace

void run_procurement(Lane& lane)
{
    begin_window_month(lane);
    withdraw_overtaken_tenders(lane);
    choose_routes(lane);
    make_direct_awards(lane);
    outsource_units(lane);
    take_entries(lane);
    award_tenders(lane);
    update_mean_bidders(lane);
}

} // namespace mutualise
