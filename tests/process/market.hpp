/// \file A market for procurement tests: small public bodies, a few contractors, and a lane that has neither attitudes
/// nor turnover. Costs, tests and chances are those of the scenario; each test sets what it is about.
#pragma once

#include "../../sim/process/founding.hpp"
#include "support/fixed_attitude.hpp"
#include "support/tiny_population.hpp"

#include "mutualise/process/schedule.hpp"
#include "mutualise/process/tender.hpp"
#include "mutualise/process/transfer.hpp"

#include <memory>

namespace mutualise::testing
{

struct Market {
    Population people;
    Scenario scenario;
    Crowd crowd;
    Lane lane;

    Market(const TinyShape& shape, int contractors, RunKey key = RunKey{1}) : people(tiny_population(shape))
    {
        for (int c = 0; c < contractors; ++c)
            people.contractors.append(
                {.services = 3, .cost = 0, .revenue = 1e12, .bid_teams = 1e6, .working_capital = 1e15});
        scenario.parameters.procurement = neutral();
        scenario.parameters.contractors.cost_spread = 0;
        crowd.lanes = crowd.width = 1;
        crowd.filled = HugeArray<std::uint32_t>(people.units.size());
        crowd.attitude_sum = HugeArray<std::uint32_t>(people.units.size());
        crowd.champions = HugeArray<std::uint32_t>(people.units.size());
        for (const UnitId u : people.units.ids()) {
            crowd.filled[u.value] = people.units[u].posts;
            crowd.attitude_sum[u.value] = people.units[u].posts * to_fixed(0.5);
        }
        lane = make_lane(people, scenario, crowd, 0, key);
        for (const ContractorId c : people.contractors.ids()) {
            lane.contractors[c].bid_teams = people.contractors[c].bid_teams;
            lane.contractors[c].working_capital = people.contractors[c].working_capital;
        }
        apply_policy(lane);
    }
    Market(const Market&) = delete;
    Market& operator=(const Market&) = delete;

    /// All bidders alike: no tests, bonds, incumbency, quality, VAT or scale; everything by competition, awarded in a
    /// month.
    static ProcurementParameters neutral()
    {
        ProcurementParameters p;
        p.direct_health = p.direct_council = p.direct_central = 0;
        p.competition_months = 1;
        p.competition_shape = 50;
        p.bundle_chance = p.turnover_multiple = p.accounts_years = p.balance_share = p.track_record_chance = 0;
        p.credit_chance = p.partner_chance = p.bond_share = p.bank_chance = p.host_guarantee_chance = 0;
        p.public_body_chance = p.mutual_chance = p.mutual_efficiency = p.scale_disadvantage = p.irrecoverable_vat = 0;
        p.quality_weight = p.incumbency = p.responsive_chance = 0;
        return p;
    }

    ProcurementParameters& procurement() { return scenario.parameters.procurement; }

    /// A proposal that has passed its review this month.
    ProposalId approve(UnitId unit)
    {
        const ProposalId id = add_proposal(lane, {unit, 1}, Route::bottom_up, Cohort::none);
        enter_stage(lane, id, Stage::procurement);
        return id;
    }
    /// A proposal of each unit, in their order.
    void approve_all()
    {
        for (const UnitId u : people.units.ids())
            approve(u);
    }
    /// Public units of the first service are put to ordinary tender at this rate [1/year].
    void put_out(double annual_chance)
    {
        auto data = std::make_shared<SystemData>(*people.data);
        data->services[0].annual_tender_chance = annual_chance;
        people.data = data;
    }
    Proposal& proposal(ProposalId id) { return lane.proposals[id.value]; }
    double exits(ExitReason reason) const { return over_time(Observable::exits, static_cast<std::size_t>(reason)); }
    double awards(Winner winner) const { return over_time(Observable::awards, static_cast<std::size_t>(winner)); }

    /// Sum over months and services of one place on the second axis (or the only one).
    double over_time(Observable o, std::size_t second = 0) const
    {
        double sum = 0;
        for (int row = 0; row < lane.trajectory.rows(); ++row)
            for (std::size_t s = 0; s < people.data->services.size(); ++s)
                sum += lane.trajectory.at(o, row, s, second);
        return sum;
    }

    /// Procurement of this month and the next ones.
    void run_months(int months)
    {
        for (int month = 0; month < months; ++month) {
            apply_policy(lane);
            run_procurement(lane);
            update_contractors(lane);
            next_month(lane);
        }
    }
};

} // namespace mutualise::testing
