// Submodel 5.8: a month of business by hand; insolvency; what is counted.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// No noise, no growth, no contract that ends; a mutual of one unit of six at 240,000 a year, founded in row 1.
Scenario calm()
{
    Scenario scenario;
    TradingParameters& p = scenario.parameters.trading;
    p.volatility = p.recruitment_rate = p.inherited_mean = 0;
    p.price_cut_elasticity = 0.3;
    p.cost_ratio = 0.97;
    p.cost_spread = 0.02;
    p.motivation_productivity = 0.05;
    p.absence_productivity = 0.01;
    p.turnover_productivity = 0.005;
    p.motivation_quality = 0.2;
    p.build_up_months = 24;
    return scenario;
}

struct Trader : Workplace {
    Mutual* one = nullptr;
    explicit Trader(const Scenario& chosen, int units = 1) : Workplace(TinyShape{.units = units}, chosen)
    {
        const MutualId id = found({UnitId{0}, static_cast<std::uint32_t>(units)});
        one = &mutual(id);
        one->contract_value = 240'000;
        one->contract_ends = 1000;
        one->cost_quantile = 1.5;
        set_attitudes(UnitId{0}, 0.8);
    }
    double attitude() const { return to_real(to_fixed(0.8)); }
};

} // namespace

TEST_CASE("a month's result is the contract's twelfth less its cost, lower as gains build up")
{
    Trader work(calm());
    work.one->price_ratio = 0.95;
    work.pass_months(6); // a quarter of the way to full gains
    trade(work.lane);
    const double motivated = 2 * work.attitude() - 1;
    const double gain = 0.25 * (0.05 * motivated + 0.01 + 0.005);
    const double cost = (0.97 + 0.02 * 1.5) * (1 - gain) / 0.95;
    CHECK(work.one->reserves == Approx(20'000 * (1 - cost)).epsilon(1e-12));
    CHECK(work.one->motivation == work.attitude());
    CHECK(work.one->quality == Approx(0.5 + 0.25 * 0.2 * motivated).epsilon(1e-12));
    const double before = work.one->reserves;
    work.pass_months(60); // gains are bounded
    trade(work.lane);
    const double full = (0.97 + 0.03) * (1 - (0.05 * motivated + 0.015)) / 0.95;
    CHECK(work.one->reserves - before == Approx(20'000 * (1 - full)).epsilon(1e-12));
    CHECK(work.one->quality == Approx(0.5 + 0.2 * motivated).epsilon(1e-12));
}

TEST_CASE("a mutual does no business in the month it is founded")
{
    Trader work(calm());
    trade(work.lane);
    CHECK(work.one->reserves == 0);
    next_month(work.lane);
    trade(work.lane);
    CHECK(work.one->reserves != 0);
}

TEST_CASE("the contract's value falls with the rise in pressure since the month before")
{
    Trader work(calm());
    work.lane.pressure[BranchId{0}] = 0.4;
    work.one->pressure_at_award = 0.1;
    work.pass_months(1);
    trade(work.lane);
    CHECK(work.one->contract_value == Approx(240'000 * (1 - 0.3 * 0.3)).epsilon(1e-12));
    work.pass_months(1);
    trade(work.lane); // no further rise
    CHECK(work.one->contract_value == Approx(240'000 * 0.91).epsilon(1e-12));
    work.lane.pressure[BranchId{0}] = 0.5;
    work.pass_months(1);
    trade(work.lane);
    CHECK(work.one->contract_value == Approx(240'000 * 0.91 * 0.97).epsilon(1e-12));
}

TEST_CASE("a mutual with reserves recruits, its contract grows in proportion, and one in debt does not")
{
    Scenario scenario = calm();
    scenario.parameters.trading.recruitment_rate = 0.5; // three of six, whatever the luck
    Trader work(scenario);
    const bool in_debt = GENERATE(false, true);
    work.one->reserves = in_debt ? -5000 : 5000;
    work.pass_months(1);
    trade(work.lane);
    CHECK(work.lane.units[UnitId{0}].extra_staff == (in_debt ? 0 : 3));
    CHECK(work.one->contract_value == Approx(in_debt ? 240'000 : 360'000));
    CHECK(work.over_time(Observable::staff_hired) == (in_debt ? 0 : 3));
}

TEST_CASE("recruits come at their rate in the mean",
          "[statistical]") // false alarm about 1e-10: a Bernoulli of chance 0.3 a month
{
    Scenario scenario = calm();
    scenario.parameters.trading.recruitment_rate = 0.05;
    Workplace work(TinyShape{.branches = 3000}, scenario);
    for (const UnitId u : work.people.units.ids())
        work.mutual(work.found(u)).reserves = 1e9;
    work.pass_months(1);
    trade(work.lane);
    double recruits = 0;
    for (const UnitState& unit : work.lane.units)
        recruits += unit.extra_staff;
    CHECK(std::abs(recruits - 3000 * 0.3) < binomial_tolerance(3000, 0.3));
}

TEST_CASE("below its overdraft limit a mutual fails, seen by all, and not above it")
{
    Scenario scenario = calm();
    scenario.parameters.trading.cost_ratio = 1;
    scenario.parameters.trading.cost_spread = scenario.parameters.trading.motivation_productivity = 0;
    scenario.parameters.trading.absence_productivity = scenario.parameters.trading.turnover_productivity = 0;
    scenario.parameters.trading.overdraft = 0.05; // 12,000
    scenario.parameters.trading.failed_return_chance = GENERATE(0.0, 1.0);
    const bool returned = scenario.parameters.trading.failed_return_chance == 1;
    Trader work(scenario, 3);
    work.one->reserves = -11'999;
    work.pass_months(1);
    trade(work.lane);
    CHECK(work.one->live);
    work.one->reserves = -12'001;
    work.pass_months(1);
    trade(work.lane);
    CHECK_FALSE(work.lane.mutuals[0].live);
    CHECK(work.over_time(Observable::mutuals_failed) == 1);
    REQUIRE(work.lane.precedents.failures.size() == 1);
    CHECK(work.lane.precedents.failures[0].weight == 1);
    CHECK(work.lane.precedents.failures[0].visible);
    for (const UnitState& unit : work.lane.units) {
        CHECK(unit.owner == OwnerKind::public_body);
        CHECK(unit.stage == Stage::public_body);
        CHECK_FALSE(unit.divested);
        CHECK(unit.tender.exists() == !returned);
    }
    REQUIRE(work.lane.tenders.size() == (returned ? 0 : 1));
    if (!returned) {
        CHECK(work.lane.tenders[0].kind == TenderKind::outsourcing);
        CHECK(work.lane.tenders[0].units.size() == 3);
        CHECK(work.lane.tenders[0].incumbent == OwnerKind::public_body);
    }
}

TEST_CASE("savings are in-house cost less price, preference and protected pensions have their cost")
{
    auto pension = in_spell<PensionProtection>(Month::of(2009, 1));
    pension.share = 0.5;
    Scenario scenario = calm();
    scenario.levers = levers_of(pension);
    scenario.parameters.trading.pension_cost = 1200;
    Trader work(scenario, 2);
    work.people.contractors.append({});
    apply_policy(work.lane);
    work.one->contract_value = 108'000;
    work.one->price_ratio = 0.9; // in-house 120,000
    work.one->preference_premium = 0.02;
    work.lane.units[UnitId{1}].extra_staff = 3; // 15 heads
    work.pass_months(1);
    trade(work.lane);
    CHECK(work.over_time(Observable::savings) == Approx(1000));
    CHECK(work.cost_of_lever(2) == Approx(10'000 * 0.02));
    CHECK(work.cost_of_lever(5) == Approx(15 * 1200.0 / 12 * 0.5));
    give_to_contractor(work.lane, std::array{UnitId{0}, UnitId{1}}, ContractorId{0}, 60'000, 0.8, 100);
    work.pass_months(1);
    trade(work.lane);
    CHECK(work.over_time(Observable::savings) == Approx(1000 + 60'000 * 0.2 / 12));
}
