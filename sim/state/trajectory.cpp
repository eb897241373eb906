#include "mutualise/state/trajectory.hpp"

namespace mutualise
{

namespace
{
using enum Axis;
using enum ValueKind;
constexpr std::array<ObservableSpec, observable_count> specs{{
    {"employees_by_owner", service, owner, count, "1", "employees, by who employs them"},
    {"employees_by_owner_region", region, owner, count, "1", "employees by region, by who employs them"},
    {"mutuals_live", service, none, count, "1",
     "live mutuals outside central government (the record's definition, F-02)"},
    {"mutuals_live_region", region, none, count, "1", "live mutuals outside central government, by region"},
    {"mutuals_live_all", service, none, count, "1", "live mutuals, central government included"},
    {"mutuals_majority_owned", service, none, count, "1", "live mutuals whose staff hold at least half of the equity"},
    {"mutuals_founded", service, none, count, "1", "mutuals founded in the month"},
    {"mutuals_failed", service, none, count, "1", "mutuals that ended in the month"},
    {"employees_in_mutuals", service, none, count, "1", "employees in live mutuals, recruits included"},
    {"former_public_in_mutuals", service, none, count, "1", "employees in live mutuals who came over with their units"},
    {"extra_staff", service, none, count, "1", "recruits of mutuals beyond the posts that came over"},
    {"staff_hired", service, none, count, "1", "staff hired in the month, by all employers"},
    {"staff_left", service, none, count, "1", "staff who left in the month, from all employers"},
    {"units_by_stage", service, stage, count, "1", "units by stage"},
    {"launches", service, route, count, "1", "proposals launched in the month, by route"},
    {"cohorts", cohort, cohort_state, count, "1", "proposals of each cohort, by state"},
    {"pipeline_known", service, none, count, "1",
     "projects known: supported and carried, or in review or later, not yet founded"},
    {"services_active", none, none, count, "1", "services with at least one live mutual"},
    {"support_applications", service, none, count, "1", "applications to support programmes in the month"},
    {"support_grants", service, none, count, "1", "applications granted in the month"},
    {"exits", service, reason, count, "1", "proposals that ended before founding in the month, by reason"},
    {"reviews", service, none, count, "1", "manager levels that decided in the month"},
    {"vetoes", service, level, count, "1", "vetoes by manager level in the month, overridden ones included"},
    {"finance_vetoes", service, none, count, "1", "vetoes by finance in the month, overridden ones included"},
    {"leadership_vetoes", service, none, count, "1", "vetoes by the leadership in the month, overridden ones included"},
    {"overrides", service, none, count, "1", "vetoes overridden by the right in the month"},
    {"ballots", service, none, count, "1", "ballots held in the month"},
    {"ballots_carried", service, none, count, "1", "ballots carried in the month"},
    {"tenders_opened", service, tender_kind, count, "1", "tenders opened in the month"},
    {"tenders_cleared", service, tender_kind, count, "1", "tenders awarded or abandoned in the month"},
    {"tenders_abandoned", service, tender_kind, count, "1", "tenders abandoned in the month"},
    {"bidders", service, none, count, "1", "bids that reached the award in the month"},
    {"pqq_failures", service, pqq_test, count, "1",
     "bidders that failed a prequalification test in the month, by the first test failed"},
    {"bonds_demanded", service, none, count, "1", "bonds demanded of staff groups and mutuals in the month"},
    {"bonds_refused", service, none, count, "1", "bonds demanded that could not be raised in the month"},
    {"awards", service, winner, count, "1", "tenders awarded in the month, by kind of winner"},
    {"direct_awards", service, none, count, "1", "first contracts awarded without competition in the month"},
    {"award_price", service, none, real, "1",
     "mean price of the month's awards over in-house cost; NaN without awards"},
    {"mean_attitude", service, none, real, "1", "mean attitude of filled posts"},
    {"interested_share", service, none, real, "1", "share of filled posts with attitude at least 0.6"},
    {"undecided_share", service, none, real, "1", "share of filled posts with attitude from 0.5 to below 0.6"},
    {"manager_resistance", level, none, real, "1",
     "mean resistance of a fixed sample of managers, by level; NaN where none"},
    {"contract_value_mutuals", service, none, real, "GBP year-1",
     "annual contract value held by mutuals, 2010-11 prices"},
    {"motivation", service, none, real, "1", "mean motivation of live mutuals; NaN without any"},
    {"service_quality", service, none, real, "1", "mean service quality of live mutuals; NaN without any"},
    {"savings", service, none, real, "GBP month-1",
     "in-house cost less price, mutuals and outsourced units, 2010-11 prices"},
    {"lever_cost", lever, none, real, "GBP month-1", "public cost of each lever in the month, 2010-11 prices"},
    {"budget_index", service, none, real, "1", "real budget index, mean over branches weighted by posts"},
    {"approvals", service, none, count, "1", "proposals that passed the review in the month"},
    {"approved_staff", service, none, count, "1", "posts of the proposals that passed the review in the month"},
    {"founded_by_cohort", cohort, none, count, "1", "mutuals founded in the month from proposals, by cohort"},
    {"founding_months", cohort, none, count, "1",
     "months from launch to founding, summed over the mutuals founded in the month"},
}};
} // namespace

const ObservableSpec& spec(Observable observable) { return specs[static_cast<std::size_t>(observable)]; }

std::size_t AxisLengths::operator()(Axis axis) const
{
    switch (axis) {
    case none:
        return 1;
    case service:
        return services;
    case region:
        return regions;
    case owner:
        return owner_names.size();
    case stage:
        return stage_names.size();
    case route:
        return route_names.size();
    case cohort:
        return cohort_names.size();
    case cohort_state:
        return cohort_state_names.size();
    case reason:
        return reason_names.size();
    case level:
        return max_levels;
    case pqq_test:
        return pqq_test_names.size();
    case winner:
        return winner_names.size();
    case tender_kind:
        return tender_names.size();
    case lever:
        return lever_names.size();
    }
    return 1;
}

Trajectory::Trajectory(int rows, AxisLengths lengths) : rows_(rows), lengths_(lengths)
{
    for (std::size_t i = 0; i < observable_count; ++i) {
        extent_[i] = {lengths(specs[i].first), lengths(specs[i].second)};
        values_[i].assign(static_cast<std::size_t>(rows) * extent_[i][0] * extent_[i][1], 0.0);
    }
}

double Trajectory::total(Observable o, int row) const
{
    const auto i = static_cast<std::size_t>(o);
    const std::size_t cells = extent_[i][0] * extent_[i][1];
    double sum = 0;
    for (std::size_t c = 0; c < cells; ++c)
        sum += values_[i][static_cast<std::size_t>(row) * cells + c];
    return sum;
}

} // namespace mutualise
