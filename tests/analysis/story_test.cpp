// `mutualise story`: one proposal's fate from its logs.
#include "mutualise/analysis/story.hpp"
#include "support/regions.hpp"
#include "support/whole_runs.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

/// The story of scenarios/NAME.toml, as told by its first run.
std::string story(const std::string& name)
{
    const Scenario scenario =
        read_scenario(std::filesystem::path(MUTUALISE_SOURCE_DIR) / "scenarios" / (name + ".toml"), *data()).scenario;
    const Population people = synthesise(data(), scenario.population);
    const RunRequest request{&scenario, run_key(scenario.seed, 0)};
    BatchOptions options;
    options.log.proposals = options.log.decisions = true;
    const RunOutcome outcome = run_batch(people, {&request, 1}, options).front();
    REQUIRE_FALSE(outcome.failed);
    return tell_cases(scenario, *data(), outcome.trajectory);
}

/// Where each of these texts stands in the story, all found and in this order.
void check_order(const std::string& text, const std::vector<std::string>& parts)
{
    std::size_t from = 0;
    for (const std::string& part : parts) {
        const std::size_t found = text.find(part, from);
        INFO(part << "\nin\n" << text);
        REQUIRE(found != std::string::npos);
        from = found + 1;
    }
}

} // namespace

TEST_CASE("a case is told from launch over every decision to its end, and nobody else's is")
{
    Scenario scenario;
    Trajectory trajectory(scenario.horizon.rows(), {data()->services.size(), data()->regions.size()});
    ProposalRow ours;
    ours.proposal = 4;
    ours.staff = 45;
    ours.service = static_cast<std::uint16_t>(data()->find_service("libraries")->value);
    ours.region = static_cast<std::uint16_t>(region_named(*data(), "london").value);
    ours.value = 1.71e6F;
    ours.quality = 0.7F;
    ours.ballot = 0.8F;
    ours.launched = 28; // August 2012
    ours.ended = 40;
    ours.reason = static_cast<std::int8_t>(ExitReason::failed_bond);
    ours.flags = 32;
    ProposalRow other = ours;
    other.proposal = 5;
    other.staff = 999;
    other.flags = 0;
    trajectory.proposals = {other, ours};
    constexpr float certain = std::numeric_limits<float>::quiet_NaN();
    const auto decision = [](std::uint32_t proposal, int row, Decision what, bool yes, std::uint32_t counterpart,
                             float probability) {
        return DecisionRow{proposal,
                           static_cast<std::int16_t>(row),
                           static_cast<std::uint8_t>(what),
                           static_cast<std::uint8_t>(yes ? 1 : 0),
                           counterpart,
                           probability};
    };
    trajectory.decisions = {decision(4, 34, Decision::ballot, true, 0, certain),
                            decision(5, 34, Decision::ballot, false, 0, certain),
                            decision(4, 35, Decision::manager_veto, true, 2, 0.75F),
                            decision(4, 35, Decision::appeal, true, 2, 0.05F),
                            decision(4, 36, Decision::override_veto, false, 201, 0.5F),
                            decision(4, 40, Decision::bond_raised, false, 2, 0.0F)};
    const std::string text = tell_cases(scenario, *data(), trajectory);
    check_order(text,
                {"2012-08  45 staff of ", "£1.7m a year, quality 0.70", "2013-02  the ballot is carried (80 % back it)",
                 "2013-03  the manager at level 2 vetoes (chance of yes 0.75)",
                 "2013-03  the appeal against the veto succeeds", "the veto stands",
                 "2013-08  a bank does not stand bond", "2013-08  the proposal ends: failed_bond"});
    CHECK_THAT(text, !Contains("999") && !Contains("the ballot is lost"));
}

TEST_CASE("a case that is founded, and one still in hand at the horizon, are told so")
{
    const Scenario scenario;
    Trajectory trajectory(scenario.horizon.rows(), {data()->services.size(), data()->regions.size()});
    ProposalRow row;
    row.flags = 32 | 16;
    row.launched = 1;
    row.ended = 20;
    trajectory.proposals = {row};
    CHECK_THAT(tell_cases(scenario, *data(), trajectory), Contains("2011-12  a mutual is founded"));
    trajectory.proposals[0].ended = -1;
    trajectory.proposals[0].flags = 32;
    trajectory.proposals[0].stage = static_cast<std::uint8_t>(Stage::mobilising);
    CHECK_THAT(tell_cases(scenario, *data(), trajectory), Contains("2015-12  still in hand: mobilising"));
    trajectory.proposals[0].flags = 0;
    CHECK(tell_cases(scenario, *data(), trajectory).empty());
}

TEST_CASE(
    "the librarians are vetoed, saved on appeal, and die at the prequalification stage for want of a balance sheet")
{
    const std::string text = story("librarians");
    check_order(text, {"2012-08  45 staff of ", "the ballot is carried", " vetoes",
                       "the appeal against the veto succeeds", "open competition", "PQQ, turnover: passed",
                       "PQQ, balance sheet: failed", "failed_pqq_balance_sheet"});
}

TEST_CASE("under a contract preference, or tests in proportion, the librarians do not meet the balance sheet")
{
    CHECK_THAT(story("librarians/contract-preference"), Contains("the buyer awards directly") && !Contains("PQQ"));
    CHECK_THAT(story("librarians/pqq-proportionality"),
               Contains("PQQ, balance sheet: passed") && !Contains("failed_pqq"));
}
