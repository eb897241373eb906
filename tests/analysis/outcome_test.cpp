// Outcomes of recorded runs, against the formula by which the runs were made.
#include "mutualise/analysis/outcome.hpp"

#include "mutualise/core/errors.hpp"
#include "record/synthetic.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

double first_run(const RecordedFile& file, const char* outcome)
{
    return outcome_of(file, parse_outcome(outcome)).at(0);
}

} // namespace

TEST_CASE("an outcome is one cell, a sum over categories, or a sum over months, at the size of the whole public sector")
{
    const ScratchFolder folder;
    const Ensemble ensemble = synthetic_ensemble(40); // of scale 1/8: counts and money are eight times as many
    write_ensemble(folder.path / "e.h5", ensemble);
    const RecordedFile file(folder.path / "e.h5");
    const auto cell = [](Observable o, int row, std::size_t a, std::size_t b) { return cell_value(o, 0, row, a, b); };
    using O = Observable;
    // Row 0 is December 2011, row 4 April 2012.
    CHECK(first_run(file, "exits[libraries,failed_bond]@2012-02") == 8 * cell(O::exits, 2, 1, 15));
    double sum = 0;
    for (std::size_t reason = 0; reason < reason_names.size(); ++reason)
        sum += cell(O::exits, 4, 1, reason);
    CHECK(first_run(file, "exits[libraries]@2012-04") == 8 * sum);
    sum = 0;
    for (std::size_t service = 0; service < 3; ++service)
        sum += cell(O::exits, 4, service, 15);
    CHECK(first_run(file, " exits[ ,failed_bond] @ 2012-04 ") == 8 * sum);
    sum = 0;
    for (int row = 2; row <= 3; ++row)
        for (std::size_t lever = 0; lever < 8; ++lever)
            sum += cell(O::lever_cost, row, lever, 0);
    CHECK(first_run(file, "lever_cost@2012-02..2012-03") == 8 * sum);
    CHECK(first_run(file, "lever_cost@2012-04..") == first_run(file, "lever_cost@2012-04"));
    CHECK(first_run(file, "lever_cost@..2011-12") == first_run(file, "lever_cost@2011-12"));
    // Shares and means, and the number of services, do not grow with the scale.
    CHECK(first_run(file, "mean_attitude[libraries]@2012-01") == cell(O::mean_attitude, 1, 1, 0));
    CHECK(first_run(file, "services_active@2012-01") == cell(O::services_active, 1, 0, 0));
    // Every run, in blocks.
    const std::vector<double> all = outcome_of(file, parse_outcome("services_active@2012-01"));
    REQUIRE(all.size() == 40);
    for (std::size_t r = 0; r < all.size(); ++r)
        CHECK(all[r] == cell_value(O::services_active, static_cast<std::uint32_t>(2 * r), 1, 0, 0));
    // The same from memory.
    for (const char* text :
         {"exits[libraries]@2012-04", "lever_cost@2012-02..2012-03", "mean_attitude[libraries]@2012-01"})
        CHECK(outcome_of(ensemble.runs[5].trajectory, ensemble.scenario.horizon, *ensemble.data, ensemble.scale,
                         parse_outcome(text)) == outcome_of(file, parse_outcome(text)).at(5));
}

TEST_CASE("an outcome that is none is refused with the nearest that is")
{
    CHECK_THROWS_WITH(parse_outcome("mutuals_life@2012-06"), Contains("mutuals_live"));
    CHECK_THROWS_WITH(parse_outcome("mutuals_live"), Contains("names no month"));
    CHECK_THROWS_WITH(parse_outcome("mutuals_live@2012-13"), Contains("'2012-13' is no month"));
    CHECK_THROWS_WITH(parse_outcome("mutuals_live@2012-07..2012-06"), Contains("before its first"));
    CHECK_THROWS_WITH(parse_outcome("mutuals_live[libraries,founded]@2012-07"), Contains("1 category"));
    CHECK_THROWS_WITH(parse_outcome("mutuals_live[libraries@2012-07"), Contains("not closed"));
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble(1));
    const RecordedFile file(folder.path / "e.h5");
    CHECK_THROWS_WITH(outcome_of(file, parse_outcome("mutuals_live[librarys]@2012-02")), Contains("libraries"));
    CHECK_THROWS_WITH(outcome_of(file, parse_outcome("mutuals_live@2013-02")), Contains("2011-12 to 2012-04"));
    CHECK_THROWS_WITH(outcome_of(file, parse_outcome("mean_attitude@2012-02")),
                      Contains("mean_attitude[community_health]"));
}

TEST_CASE("only flows add up over months")
{
    // The flows, by hand, from docs/file_format.md.
    using enum Observable;
    const std::vector<Observable> flows{mutuals_founded,
                                        mutuals_failed,
                                        staff_hired,
                                        staff_left,
                                        launches,
                                        support_applications,
                                        support_grants,
                                        exits,
                                        reviews,
                                        vetoes,
                                        finance_vetoes,
                                        leadership_vetoes,
                                        overrides,
                                        ballots,
                                        ballots_carried,
                                        tenders_opened,
                                        tenders_cleared,
                                        tenders_abandoned,
                                        bidders,
                                        pqq_failures,
                                        bonds_demanded,
                                        bonds_refused,
                                        awards,
                                        direct_awards,
                                        savings,
                                        lever_cost,
                                        approvals,
                                        approved_staff,
                                        founded_by_cohort,
                                        founding_months};
    for (const Observable each : all_observables()) {
        CAPTURE(spec(each).name);
        CHECK(is_flow(each) == (std::find(flows.begin(), flows.end(), each) != flows.end()));
    }
    CHECK_THROWS_WITH(parse_outcome("mutuals_live@2012-01..2012-03"), Contains("does not add up over months"));
}

TEST_CASE("a goal is an outcome and a bound, met at the bound only where it says so")
{
    const Goal goal = parse_goal("employees_in_mutuals@2015-12 >= 1e6");
    CHECK(goal.outcome.observable == Observable::employees_in_mutuals);
    CHECK(goal.threshold == 1e6);
    CHECK((goal.met(1e6) && !goal.met(999999)));
    CHECK(!parse_goal("mutuals_live@2012-06 > 58").met(58));
    CHECK(parse_goal("mutuals_live@2012-06<=58").met(58));
    CHECK(!parse_goal("mutuals_live@2012-06 < 58").met(58));
    for (const char* wrong : {"mutuals_live@2012-06", "mutuals_live@2012-06 >= many", "mutuals_live@2012-06 >= nan",
                              "mutuals_live@2012-06 >="})
        CHECK_THROWS_AS(parse_goal(wrong), UsageError);
}
