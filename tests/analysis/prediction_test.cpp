// Predictions as files: which quantities and dates, and that they are quantiles of the runs.
#include "mutualise/analysis/prediction.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/outcome.hpp"
#include "mutualise/core/errors.hpp"
#include "record/synthetic.hpp"
#include "study/small_study.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

std::filesystem::path recorded(const Folder& folder)
{
    const Study study = read_study(
        folder.write("p.toml", "base = \"" MUTUALISE_SOURCE_DIR "/scenarios/historical.toml\"\nreplicates = 8\n"),
        *real_data(), {{"population.scale=0.02", "horizon.last=2012-01", "horizon.spin_up_months=2"}, {}, {}});
    return sweep(study, real_data(), into(folder.path("p"))).merged;
}

} // namespace

TEST_CASE("predictions are quantiles of the runs, monthly for stocks and half-yearly for the rest, after what is known")
{
    const Folder folder;
    const RecordedFile file(recorded(folder));
    const std::vector<RecordPrediction> all = predict_record(file, "historical", Month::of(2011, 4));
    const auto months_of = [&](const std::string& quantity) {
        return std::count_if(all.begin(), all.end(), [&](const auto& one) { return one.quantity == quantity; });
    };
    for (const char* stock : {"mutuals_live", "employees_in_mutuals", "pipeline_known", "mean_size"})
        CHECK(months_of(stock) == 9); // May 2011 to January 2012
    for (const char* flow : {"mutuals_founded[year]", "mutuals_failed[year]", "contract_awards[year]"})
        CHECK(months_of(flow) == 2); // June and December 2011
    CHECK(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.date < b.date; }));

    std::vector<double> employees = outcome_of(file, parse_outcome("employees_in_mutuals@2011-12"));
    std::sort(employees.begin(), employees.end());
    const auto found = std::find_if(all.begin(), all.end(), [](const auto& one) {
        return one.quantity == "employees_in_mutuals" && one.date == Month::of(2011, 12);
    });
    REQUIRE(found != all.end());
    CHECK(found->runs == 8);
    CHECK(found->quantiles[0] == quantile_of_sorted(employees, 0.05));
    CHECK(found->quantiles[2] == quantile_of_sorted(employees, 0.5));
    CHECK(found->quantiles[4] == quantile_of_sorted(employees, 0.95));

    const std::string csv = prediction_csv(all);
    CHECK(csv.starts_with("quantity,date,p05,p25,p50,p75,p95\n"));
    CHECK_THAT(csv, Contains("\nmutuals_live,2011-05,"));
    CHECK(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) == all.size() + 1);
    CHECK_THROWS_AS(predict_record(file, "taskforce", Month::of(2011, 4)), UsageError);
    CHECK_THROWS_WITH(predict_record(file, "historical", Month::of(2015, 4)), Contains("no month after 2015-04"));
}

namespace
{

/// One run of the scenario over these months, with nothing in it yet.
Ensemble empty_log(const std::string& scenario, Month first, Month last)
{
    Ensemble e = synthetic_ensemble(1);
    e.scenario.name = scenario;
    e.data = real_data();
    e.scenario.horizon = {first, last, 0};
    e.failures.clear();
    e.with_decisions = e.with_snapshots = false;
    e.runs = {
        {0, 1, Trajectory(e.scenario.horizon.rows(), AxisLengths{e.data->services.size(), e.data->regions.size()})}};
    return e;
}

} // namespace

TEST_CASE("the share founded within 36 months counts groups with support that launched by 2012")
{
    Ensemble e = empty_log("support-only", Month::of(2012, 1), Month::of(2016, 12));
    const auto add = [&](Cohort cohort, int launched, int ended, int flags) { // row 12 is December 2012
        ProposalRow row;
        row.cohort = static_cast<std::uint8_t>(cohort);
        row.launched = static_cast<std::int16_t>(launched);
        row.ended = static_cast<std::int16_t>(ended);
        row.flags = static_cast<std::uint8_t>(flags);
        e.runs[0].trajectory.proposals.push_back(row);
    };
    add(Cohort::supported, 12, 48, 17); // founded after 36 months
    add(Cohort::supported, 2, 40, 17);  // after 38
    add(Cohort::supported, 5, 9, 1);    // gave up
    add(Cohort::supported, 13, 20, 17); // launched too late
    add(Cohort::none, 2, 10, 16);       // nothing granted
    add(Cohort::supported, 7, -1, 1);   // still in hand
    const ScratchFolder folder;
    write_ensemble(folder.path / "log.h5", e);
    const std::vector<RecordPrediction> shares = predict_support_log(RecordedFile(folder.path / "log.h5"));
    REQUIRE(shares.size() == 1);
    CHECK(shares[0].quantiles[2] == 0.25);

    CHECK_THROWS_WITH(predict_record(RecordedFile(folder.path / "log.h5"), "taskforce", Month::of(2012, 6)),
                      Contains("has no variant 'taskforce'"));
    const double none = std::nan("");
    CHECK_THAT(prediction_markdown({predicted("mean_size", Month::of(2012, 12), {3, none, none})}, ""),
               Contains("| `mean_size` | 2012-12 | 3 | 3 |") && Contains(": `mean_size` (1 of 3).\n"));
    CHECK_THAT(prediction_markdown({predicted("mean_size", Month::of(2012, 12), {3, none, none}),
                                    predicted("share", Month::of(2012, 12), {1, none, none}),
                                    predicted("mean_size", Month::of(2013, 6), {3, 4, none})},
                                   ""),
               Contains(": `mean_size` (1 to 2 of 3), `share` (1 of 3).\n"));

    e.with_proposals = false;
    write_ensemble(folder.path / "none.h5", e);
    CHECK_THROWS_AS(predict_support_log(RecordedFile(folder.path / "none.h5")), UsageError);
}

TEST_CASE(
    "a bare right's requests are followed one by one: decided, withdrawn and founded are of the window's own cases")
{
    // Rows: 0 is March 2011, 1 to 6 the window April to September, 30 is September 2013.
    Ensemble e = empty_log("bare-right", Month::of(2011, 4), Month::of(2013, 9));
    const auto place = [](const auto& all, std::string_view name) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
        REQUIRE(found != all.end());
        return static_cast<std::uint16_t>(found - all.begin());
    };
    const std::uint16_t acute = place(e.data->services, "acute_health"),
                        mental = place(e.data->services, "mental_health"),
                        libraries = place(e.data->services, "libraries"), london = place(e.data->regions, "london"),
                        wales = place(e.data->regions, "wales");
    const auto add = [&](std::uint16_t service, std::uint16_t region, int launched, int approved, int ended,
                         int reason) {
        ProposalRow row;
        row.service = service;
        row.region = region;
        row.launched = static_cast<std::int16_t>(launched);
        row.approved = static_cast<std::int16_t>(approved);
        row.ended = static_cast<std::int16_t>(ended);
        row.reason = static_cast<std::int8_t>(reason);
        row.flags = reason < 0 && ended >= 0 ? 16 : 0;
        e.runs[0].trajectory.proposals.push_back(row);
    };
    const int no = -1, vetoed = static_cast<int>(ExitReason::vetoed_leadership),
              outbid = static_cast<int>(ExitReason::outbid), gave_up = static_cast<int>(ExitReason::abandoned_building);
    add(acute, london, 1, 6, 25, no);       // approved in time, founded after 24 months
    add(acute, london, 1, 7, 26, no);       // approved too late, founded after 25 months
    add(mental, london, 2, no, 6, vetoed);  // refused in time
    add(mental, london, 6, no, 7, vetoed);  // refused later
    add(mental, london, 3, no, 5, gave_up); // withdrawn
    add(acute, london, 4, 6, 9, outbid);    // approved, then outbid
    add(acute, london, 5, no, no, no);      // still in hand
    add(acute, london, 0, 2, 9, no);        // before the window
    add(acute, london, 7, no, 8, vetoed);   // after it
    add(acute, wales, 2, no, 3, vetoed);    // another nation
    add(libraries, london, 2, 3, 9, no);    // another service
    const ScratchFolder folder;
    write_ensemble(folder.path / "log.h5", e);
    const std::vector<RecordPrediction> found = predict_bare_right_log(RecordedFile(folder.path / "log.h5"));
    REQUIRE(found.size() == 6);
    CHECK_THROWS_WITH(predict_support_log(RecordedFile(folder.path / "log.h5")), Contains("not of support-only"));
    e.scenario.horizon.last = Month::of(2013, 8);
    e.runs[0].trajectory = Trajectory(e.scenario.horizon.rows(), e.runs[0].trajectory.lengths());
    write_ensemble(folder.path / "short.h5", e);
    CHECK_THROWS_WITH(predict_bare_right_log(RecordedFile(folder.path / "short.h5")), Contains("ends before 2013-09"));
    const std::array<double, 6> expected{7, 3, 2, 1, 1, 1}; // requests, decided, approved, refused, withdrawn, founded
    for (std::size_t i = 0; i < expected.size(); ++i)
        CHECK(found[i].quantiles[2] == 8 * expected[i]); // an eighth of the public sector is simulated
}

TEST_CASE("the experiments' shares are of those granted support, and of all whose tender was decided")
{
    const Folder folder;
    std::string text = "replicates = 3\n";
    for (const char* variant : {"support_only", "open_competition", "open_competition_partner"})
        text += std::string("[variant.") + variant +
                "]\nscenario = \"" MUTUALISE_SOURCE_DIR "/scenarios/historical.toml\"\n";
    const Study study =
        read_study(folder.write("e.toml", text), *real_data(),
                   {{"population.scale=0.02", "horizon.spin_up_months=2", "parameters.procurement.direct_health=0",
                     "parameters.proposals.launch_rate=0.001"},
                    {},
                    {}});
    const RecordedFile file(sweep(study, real_data(), into(folder.path("e"))).merged);
    const std::vector<RecordPrediction> all = predict_experiments(file);
    const auto median = [&](const std::string& quantity) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.quantity == quantity; });
        REQUIRE(found != all.end());
        return found->quantiles[2];
    };
    // Runs 0, 3, 6 are the first variant's; the other variants' are the same runs, for nothing differs.
    const auto of = [&](const std::string& outcome) { return outcome_of(file, parse_outcome(outcome)); };
    const auto middle = [&](const std::function<double(std::size_t)>& value) {
        std::vector<double> values{value(0), value(3), value(6)};
        std::erase_if(values, [](double v) { return std::isnan(v); });
        std::sort(values.begin(), values.end());
        return quantile_of_sorted(values, 0.5);
    };
    const auto granted = of("support_grants@2011-12..2015-12");
    CHECK(median("experiment[support_only] granted") == middle([&](std::size_t r) { return granted[r]; }));
    const std::string window = "@2012-09..2014-12";
    const auto cell = [&](const std::string& name) { return of("exits[community_health," + name + "]" + window); };
    const auto turnover = cell("failed_pqq_turnover"), accounts = cell("failed_pqq_accounts"),
               sheet = cell("failed_pqq_balance_sheet"), track = cell("failed_pqq_track_record"),
               bond = cell("failed_bond"), outbid = cell("outbid"),
               won = of("awards[community_health,staff_group]" + window);
    const auto pqq = [&](std::size_t r) { return turnover[r] + accounts[r] + sheet[r] + track[r]; };
    const auto reached = [&](std::size_t r) { return pqq(r) + bond[r] + outbid[r] + won[r]; };
    REQUIRE(reached(0) + reached(3) + reached(6) > 0);
    for (const std::string variant : {"open_competition", "open_competition_partner"}) {
        const std::string name = "experiment[" + variant + "] share ";
        CHECK(median(name + "failed at the PQQ") == middle([&](std::size_t r) { return pqq(r) / reached(r); }));
        CHECK(median(name + "without a bond") == middle([&](std::size_t r) { return bond[r] / reached(r); }));
        CHECK(median(name + "outbid") == middle([&](std::size_t r) { return outbid[r] / reached(r); }));
        CHECK(median(name + "won") == middle([&](std::size_t r) { return won[r] / reached(r); }));
    }
}
