/// \file A tiny public sector with one lane, for tests of the processes around procurement: everyone at attitude 1/2,
/// no champions, no lever, budgets whole. Each test sets what it is about.
#pragma once

#include "../../sim/process/founding.hpp"
#include "support/fixed_attitude.hpp"
#include "support/tiny_population.hpp"

#include "mutualise/process/launch.hpp"
#include "mutualise/process/mobilisation.hpp"
#include "mutualise/process/schedule.hpp"
#include "mutualise/process/transfer.hpp"

#include <cmath>
#include <utility>
#include <vector>

namespace mutualise::testing
{

struct Workplace {
    Population people;
    Scenario scenario;
    Crowd crowd;
    Lane lane;

    explicit Workplace(Population population, Scenario chosen = {}, RunKey key = RunKey{1})
        : people(std::move(population)), scenario(std::move(chosen)), crowd(make_crowd(people, 1)),
          lane(make_lane(people, scenario, crowd, 0, key))
    {
        for (const UnitId u : people.units.ids())
            set_attitudes(u, 0.5);
    }
    explicit Workplace(const TinyShape& shape, Scenario chosen = {}, RunKey key = RunKey{1})
        : Workplace(tiny_population(shape), std::move(chosen), key)
    {
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    Parameters& parameters() { return scenario.parameters; }

    /// Everyone in the unit, and the unit's sum over its filled posts.
    void set_attitudes(UnitId u, double x)
    {
        for (const EmployeeId e : people.employees_of(people.units[u]))
            crowd.attitude[e.value] = to_fixed(x);
        crowd.attitude_sum[u.value] = crowd.filled[u.value] * to_fixed(x);
    }

    Proposal& proposal(ProposalId id) { return lane.proposals[id.value]; }

    /// A proposal of these units at this stage, its case average and carried by everyone.
    ProposalId propose(IdRange<UnitId> units, Stage stage, Route route = Route::bottom_up, Cohort cohort = Cohort::none)
    {
        const ProposalId id = add_proposal(lane, units, route, cohort);
        enter_stage(lane, id, stage);
        proposal(id).quality = 0.5;
        proposal(id).ballot = stage == Stage::building ? -1 : 1;
        return id;
    }
    ProposalId propose(UnitId unit, Stage stage) { return propose({unit, 1}, stage); }

    /// A mutual of these units, founded this month under a guaranteed contract.
    MutualId found(IdRange<UnitId> units, Cohort cohort = Cohort::none)
    {
        return found_mutual(lane, propose(units, Stage::mobilising, Route::bottom_up, cohort));
    }
    MutualId found(UnitId unit) { return found({unit, 1}); }
    Mutual& mutual(MutualId id) { return lane.mutuals[id.value]; }

    double exits(ExitReason reason) const { return over_time(Observable::exits, static_cast<std::size_t>(reason)); }
    double all_exits() const
    {
        double sum = 0;
        for (std::size_t reason = 0; reason < reason_names.size(); ++reason)
            sum += over_time(Observable::exits, reason);
        return sum;
    }

    /// Sum over months and services of one place on the second axis (or the only one).
    double over_time(Observable o, std::size_t second = 0) const
    {
        double sum = 0;
        for (int row = 0; row < lane.trajectory.rows(); ++row)
            for (std::size_t s = 0; s < people.data->services.size(); ++s)
                sum += lane.trajectory.at(o, row, s, second);
        return sum;
    }
    /// The cost of one kind of lever (the order of `lever_names`), over all months [GBP].
    double cost_of_lever(std::size_t lever) const
    {
        double sum = 0;
        for (int row = 0; row < lane.trajectory.rows(); ++row)
            sum += lane.trajectory.at(Observable::lever_cost, row, lever);
        return sum;
    }

    /// Calls a process this month and in the months after it.
    void run_months(int months, void (*process)(Lane&))
    {
        for (int month = 0; month < months; ++month) {
            process(lane);
            next_month(lane);
        }
    }
    /// So many months later, with nothing done.
    void pass_months(int months)
    {
        for (int month = 0; month < months; ++month)
            next_month(lane);
    }
};

/// The closed forms of the model in libm's functions, apart from the model's own.
inline double libm_logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// Largest plausible distance of a count of `n` independent events of chance `p` from its mean: 6.5 standard
/// deviations, and 8 for its skewness (6.5^2 / 6, and rounding): a false alarm below 4e-11 for n p (1 - p) from 100 on.
inline double binomial_tolerance(double n, double p) { return 6.5 * std::sqrt(n * p * (1 - p)) + 8; }

} // namespace mutualise::testing
