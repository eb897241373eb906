#include "sanity/limits.hpp"

#include "support/whole_runs.hpp"

#include <cmath>

namespace mutualise::testing
{

namespace
{

double sum(const Trajectory& record, Observable o) { return sum_over_run(record, o); }

/// After row 0: what stands at the start was launched before.
double launched(const Trajectory& record, Route route)
{
    double later = sum_at(record, Observable::launches, static_cast<std::size_t>(route));
    for (std::size_t service = 0; service < record.lengths().services; ++service)
        later -= record.at(Observable::launches, 0, service, static_cast<std::size_t>(route));
    return later;
}

double reasons(const Trajectory& record, ExitReason from, ExitReason to)
{
    double all = 0;
    for (int reason = static_cast<int>(from); reason <= static_cast<int>(to); ++reason)
        all += exits(record, static_cast<ExitReason>(reason));
    return all;
}

double off_one(const Trajectory& record, Observable o)
{
    double furthest = 0;
    for (const double value : record.values(o))
        if (!std::isnan(value))
            furthest = std::max(furthest, std::fabs(value - 1));
    return furthest;
}

std::vector<Limit> make_limits()
{
    using S = Scenario&;
    using T = const Trajectory&;
    return {
        {"no champions: nobody proposes from below", [](S s) { s.parameters.proposals.champion_share = 0; },
         [](T t) { return launched(t, Route::bottom_up); }},
        {"launch rate 0: nobody proposes from below", [](S s) { s.parameters.proposals.launch_rate = 0; },
         [](T t) { return launched(t, Route::bottom_up); }},
        {"no answers to notices: no responsive bid", [](S s) { s.parameters.procurement.responsive_chance = 0; },
         [](T t) { return launched(t, Route::responsive); }},
        {"turnover 0: nobody leaves, and without recruiting nobody is hired",
         [](S s) {
             s.parameters.turnover.rate_factor = 0;
             s.parameters.trading.recruitment_rate = 0;
         },
         [](T t) {
             return sum(t, Observable::staff_left) + sum(t, Observable::staff_hired) + sum(t, Observable::extra_staff);
         }},
        {"austerity 0: budgets stay whole", [](S s) { s.parameters.austerity.intensity = 0; },
         [](T t) { return off_one(t, Observable::budget_index); }},
        {"tests at 0: nobody fails one",
         [](S s) {
             auto& p = s.parameters.procurement;
             p.turnover_multiple = p.accounts_years = p.balance_share = p.track_record_chance = 0;
         },
         [](T t) {
             return sum(t, Observable::pqq_failures) +
                    reasons(t, ExitReason::failed_pqq_turnover, ExitReason::failed_pqq_track_record);
         }},
        {"bonds at 0: nobody is refused one",
         [](S s) { s.parameters.procurement.bond_share = s.parameters.mobilisation.pension_bond_share = 0; },
         [](T t) { return sum(t, Observable::bonds_refused) + exits(t, ExitReason::failed_bond); }},
        {"hazards of giving up at 0: nobody gives up, and no court ends a transfer",
         [](S s) {
             s.parameters.proposals.building_abandonment = 0;
             s.parameters.mobilisation.abandonment = s.parameters.mobilisation.abandonment_request = 0;
             s.parameters.mobilisation.challenge_end = 0;
         },
         [](T t) { return reasons(t, ExitReason::legal_challenge, ExitReason::abandoned_mobilising); }},
        {"no outsourcing and every contract extended: no such tenders but of failed mutuals",
         [](S s) {
             s.parameters.procurement.outsourcing_factor = 0;
             s.parameters.trading.extension_chance = 1;
             s.parameters.trading.failed_return_chance = 1;
         },
         [](T t) {
             return sum_at(t, Observable::tenders_opened, static_cast<std::size_t>(TenderKind::outsourcing)) +
                    sum_at(t, Observable::tenders_opened, static_cast<std::size_t>(TenderKind::contract_end));
         }},
        {"a quorum of 0: no ballot is lost", [](S s) { s.parameters.proposals.quorum = 0; },
         [](T t) { return exits(t, ExitReason::lost_ballot); }},
        {"no levers: no lever costs or grants", [](S s) { s.levers = {}; },
         [](T t) {
             return sum(t, Observable::lever_cost) + sum(t, Observable::support_applications) +
                    sum(t, Observable::overrides) + exits(t, ExitReason::transferred_public);
         }},
        {"every barrier off: no proposal dies before founding",
         [](S s) { s.diagnostic.removed = (1U << reason_names.size()) - 1; },
         [](T t) { return sum(t, Observable::exits); }},
        {"an unconditional right and a certain direct award: no veto is final, no first contract contested",
         [](S s) {
             LeverScope scope;
             scope.from = scope.announced = s.horizon.first - 24;
             s.levers.right = {{.scope = scope, .strength = 1}};
             s.levers.right.front().scope.id = "right";
             s.levers.preference = {{.scope = scope, .strength = 1}};
             s.levers.preference.front().scope.id = "preference";
         },
         [](T t) {
             return reasons(t, ExitReason::vetoed_level_1, ExitReason::vetoed_leadership) +
                    reasons(t, ExitReason::failed_pqq_turnover, ExitReason::failed_pqq_track_record) +
                    reasons(t, ExitReason::outbid, ExitReason::tender_abandoned);
         }},
    };
}

} // namespace

const std::vector<Limit>& limits()
{
    static const std::vector<Limit> all = make_limits();
    return all;
}

const Limit& nothing_happens()
{
    static const Limit limit{"no champions, sponsors, answers and deadlines, nobody at the start: nothing happens",
                             [](Scenario& s) {
                                 s.parameters.proposals.champion_share = s.parameters.proposals.sponsor_rate = 0;
                                 s.levers.deadline.clear();
                             },
                             [](const Trajectory& t) {
                                 double all = 0;
                                 for (const Observable o :
                                      {Observable::launches, Observable::mutuals_founded, Observable::mutuals_live_all,
                                       Observable::exits, Observable::ballots, Observable::reviews,
                                       Observable::employees_in_mutuals, Observable::pipeline_known})
                                     all += sum(t, o);
                                 return all;
                             }};
    return limit;
}

} // namespace mutualise::testing
