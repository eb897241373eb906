// Submodels 5.7 and 5.8: what a mutual starts with and what befalls it are draws of its own, by its first unit and
// attempt or month: held against their keys as docs/model.md says them.
#include "process/draws.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// Income equals cost, nothing is inherited, nobody is recruited, and no debt is too large.
Scenario balanced()
{
    Scenario scenario;
    TradingParameters& p = scenario.parameters.trading;
    p.cost_ratio = 1;
    p.cost_spread = p.motivation_productivity = p.absence_productivity = p.turnover_productivity = 0;
    p.volatility = p.recruitment_rate = p.inherited_mean = p.price_cut_elasticity = 0;
    p.overdraft = 1e6;
    return scenario;
}

/// A mutual of each of 40 units, of attempts 0 to 2, founded in row 1 under a contract without end.
struct Mutuals : Workplace {
    explicit Mutuals(const Scenario& chosen, ServiceId service = {})
        : Workplace({.branches = 40, .service = service}, chosen)
    {
        for (const UnitId u : people.units.ids()) {
            lane.units[u].attempts = attempt(u.value);
            found(u);
            lane.mutuals.back().contract_ends = 1000;
        }
    }
    static std::uint16_t attempt(std::uint32_t unit) { return static_cast<std::uint16_t>(unit % 3); }
    Stream draw(Purpose purpose, std::uint32_t unit, std::uint32_t step, std::uint32_t counterpart = 0) const
    {
        return {lane.key, purpose, unit, step, counterpart};
    }
    std::uint32_t step() const { return static_cast<std::uint32_t>(lane.month.value); }
};

/// Half of all contracts are extended when they end.
Scenario half_extended()
{
    Scenario scenario = balanced();
    scenario.parameters.trading.extension_chance = 0.5;
    return scenario;
}

struct Extension {
    bool granted;
    int months;
};

Extension extension(const Mutuals& work, std::uint32_t unit, std::uint32_t step, std::uint32_t counterpart)
{
    return {work.draw(Purpose::contract_extension, unit, step, counterpart).uniform() < 0.5,
            12 + static_cast<int>(work.draw(Purpose::extension_months, unit, step, counterpart).below(13))};
}

} // namespace

TEST_CASE("what a mutual inherits, its cost and its first term are drawn by unit and attempt")
{
    const ServiceId service = GENERATE(ServiceId{0}, ServiceId{1});
    Scenario scenario;
    scenario.parameters.trading.inherited_mean = 0.04;
    scenario.parameters.trading.inherited_shape = 2;
    Workplace work({.branches = 40, .service = service}, scenario);
    for (const UnitId u : work.people.units.ids()) {
        const std::uint16_t attempt = work.lane.units[u].attempts = Mutuals::attempt(u.value);
        const Mutual& mutual = work.mutual(work.found(u));
        const auto draw = [&](Purpose purpose, std::uint32_t counterpart = 0) {
            return Stream(work.lane.key, purpose, u.value, attempt, counterpart);
        };
        CHECK(mutual.reserves ==
              Approx(work.people.units[u].annual_value * draw(Purpose::inherited_reserves).gamma(2) * 0.02));
        CHECK(mutual.cost_quantile == draw(Purpose::trading_result, 1).normal());
        const int years = service.value == 1 ? 3 + 2 * static_cast<int>(draw(Purpose::first_term).below(2))
                                             : 1 + static_cast<int>(draw(Purpose::first_term).below(3));
        CHECK(mutual.contract_ends == work.lane.row + 12 * years);
    }
}

TEST_CASE("a month's result is drawn by mutual and month")
{
    Scenario scenario = balanced();
    scenario.parameters.trading.volatility = 0.1;
    Mutuals work(scenario);
    std::array<double, 40> expected{};
    for (int month = 0; month < 3; ++month) {
        next_month(work.lane);
        trade(work.lane);
        for (std::uint32_t u = 0; u < 40; ++u) {
            const Mutual& mutual = work.lane.mutuals[u];
            expected[u] +=
                0.1 * mutual.contract_value / 12 * work.draw(Purpose::trading_result, u, work.step()).normal();
            CHECK(mutual.reserves == Approx(expected[u]).margin(1e-6));
        }
    }
}

TEST_CASE("whether one more is recruited is drawn by mutual and month")
{
    Scenario scenario = balanced();
    scenario.parameters.trading.recruitment_rate = 0.1; // 0.6 of six
    Mutuals work(scenario);
    for (Mutual& mutual : work.lane.mutuals)
        mutual.reserves = 1e9;
    std::array<std::uint32_t, 40> recruits{};
    for (int month = 0; month < 3; ++month) {
        next_month(work.lane);
        trade(work.lane);
        for (std::uint32_t u = 0; u < 40; ++u) {
            const double luck = work.draw(Purpose::recruitment, u, work.step()).uniform();
            recruits[u] += 0.1 * (6 + recruits[u]) + luck >= 1 ? 1 : 0;
            CHECK(work.lane.units[UnitId{u}].extra_staff == recruits[u]);
        }
    }
}

TEST_CASE("whether a failed mutual's units return is drawn by unit and attempt")
{
    Scenario scenario = balanced();
    scenario.parameters.trading.overdraft = 0.05;
    scenario.parameters.trading.failed_return_chance = 0.5;
    Mutuals work(scenario);
    for (Mutual& mutual : work.lane.mutuals)
        mutual.reserves = -1e9;
    next_month(work.lane);
    trade(work.lane);
    for (std::uint32_t u = 0; u < 40; ++u)
        CHECK(work.lane.units[UnitId{u}].tender.exists() ==
              (work.draw(Purpose::failed_units, u, Mutuals::attempt(u)).uniform() >= 0.5));
}

TEST_CASE("whether a mutual's contract is extended, and by how long, is drawn by unit, attempt and contract")
{
    Mutuals work(half_extended());
    for (std::uint32_t u = 0; u < 40; ++u) {
        work.lane.mutuals[u].contract_ends = 2;
        work.lane.mutuals[u].contract_number = 1 + static_cast<int>(u / 3 % 3);
    }
    next_month(work.lane);
    trade(work.lane);
    for (std::uint32_t u = 0; u < 40; ++u) {
        const Mutual& mutual = work.lane.mutuals[u];
        const Extension expected = extension(work, u, Mutuals::attempt(u) * 0x10000U + 1 + u / 3 % 3, 0);
        CHECK(mutual.tender.exists() != expected.granted);
        if (expected.granted)
            CHECK(mutual.contract_ends == 2 + expected.months);
    }
}

TEST_CASE("a contractor's contract has extension draws of its own, and so has the contract of a rival that follows it")
{
    Mutuals work(half_extended());
    work.people.contractors.append({});
    work.people.contractors.append({});
    // What was decided of the unit before: its proposals, one of them the mutual's, and its tenders.
    const auto decided = [](std::uint32_t u) { return Mutuals::attempt(u) + 1U + u % 4; };
    const auto check = [&](const OutsourcedContract& contract, std::uint32_t step, int ended) {
        const Extension expected = extension(work, contract.units.front().value, step, 1);
        CHECK(contract.tender.exists() != expected.granted);
        if (expected.granted)
            CHECK(contract.ends == ended + expected.months);
    };
    for (const UnitId u : work.people.units.ids()) {
        work.lane.units[u].tenders = static_cast<std::uint16_t>(u.value % 4);
        give_to_contractor(work.lane, std::array{u}, ContractorId{0}, 1e5, 1, 1);
    }
    next_month(work.lane);
    trade(work.lane);
    for (std::uint32_t u = 0; u < 40; ++u)
        check(work.lane.outsourced[u], decided(u) * 0x10000U + 1, 2);

    for (std::uint32_t u = 0; u < 40; ++u)
        if (work.lane.outsourced[u].tender.exists())
            give_to_contractor(work.lane, std::array{UnitId{u}}, ContractorId{1}, 1e5, 1, 1);
    next_month(work.lane);
    trade(work.lane);
    REQUIRE(work.lane.outsourced.size() > 50);
    for (std::size_t i = 40; i < work.lane.outsourced.size(); ++i)
        check(work.lane.outsourced[i], (decided(work.lane.outsourced[i].units.front().value) + 1) * 0x10000U + 1, 3);
}
