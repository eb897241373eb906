// Submodel 5.8: what happens when a contract ends: an extension, or a tender; nothing while protected.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

Scenario lasting(double extension)
{
    Scenario scenario;
    scenario.parameters.trading.extension_chance = extension;
    scenario.parameters.trading.volatility = scenario.parameters.trading.recruitment_rate = 0;
    scenario.parameters.trading.overdraft = 1;
    return scenario;
}

} // namespace

TEST_CASE("a contract at its end is extended by 12 to 24 months with its chance, else tendered",
          "[statistical]") // 1e-10 each
{
    Workplace work({.branches = 8000, .team_posts = 2, .ties_each = 1}, lasting(0.75));
    for (const UnitId u : work.people.units.ids())
        work.mutual(work.found(u)).contract_ends = 3;
    work.pass_months(1);
    trade(work.lane); // row 2: not yet
    CHECK(work.lane.tenders.empty());
    work.pass_months(1);
    trade(work.lane);
    std::array<double, 13> by_length{};
    double extended = 0;
    for (const Mutual& mutual : work.lane.mutuals) {
        if (mutual.tender.exists())
            continue;
        ++extended;
        REQUIRE(mutual.contract_ends >= 3 + 12);
        REQUIRE(mutual.contract_ends <= 3 + 24);
        ++by_length[static_cast<std::size_t>(mutual.contract_ends - 15)];
    }
    CHECK(std::abs(extended - 8000 * 0.75) < binomial_tolerance(8000, 0.75));
    CHECK(work.lane.tenders.size() == 8000 - static_cast<std::size_t>(extended));
    for (const double months : by_length)
        CHECK(std::abs(months - extended / 13) < binomial_tolerance(extended, 1.0 / 13));
}

TEST_CASE("a contract that is not extended is tendered once, its mutual the incumbent")
{
    Workplace work({.units = 2}, lasting(0));
    const MutualId id = work.found({UnitId{0}, 2});
    work.mutual(id).contract_ends = 3;
    work.pass_months(2);
    for (int month = 0; month < 5; ++month) {
        trade(work.lane);
        REQUIRE(work.lane.tenders.size() == 1);
        next_month(work.lane);
    }
    const Tender& tender = work.lane.tenders[0];
    CHECK(tender.kind == TenderKind::contract_end);
    CHECK(tender.incumbent == OwnerKind::mutual);
    CHECK(tender.incumbent_id == id.value);
    CHECK(tender.units == std::vector{UnitId{0}, UnitId{1}});
    CHECK(work.mutual(id).tender == TenderId{0});
}

TEST_CASE("a protected mutual is not retendered before its protection ends")
{
    Workplace work(TinyShape{}, lasting(0));
    const MutualId id = work.found(UnitId{0});
    work.mutual(id).contract_ends = 3;
    work.mutual(id).protected_until = 20;
    for (work.pass_months(1); work.lane.row < 30; next_month(work.lane)) {
        trade(work.lane);
        CHECK(work.mutual(id).tender.exists() == (work.lane.row >= 20));
    }
    CHECK(work.lane.tenders.at(0).opened == 20);
}

TEST_CASE("a contract extended is decided anew at its new end, not in between")
{
    Workplace work(TinyShape{.branches = 200}, lasting(1));
    for (const UnitId u : work.people.units.ids())
        work.mutual(work.found(u)).contract_ends = 2;
    int before = 2;
    for (work.pass_months(1); work.lane.row < 60; next_month(work.lane)) {
        trade(work.lane);
        const int ends = work.mutual(MutualId{7}).contract_ends;
        if (work.lane.row == before) {
            CHECK(ends >= before + 12);
            CHECK(ends <= before + 24);
            before = ends;
        }
        CHECK(ends == before);
    }
    CHECK(work.lane.tenders.empty());
}

TEST_CASE("a contractor's contract ends likewise")
{
    const bool extended = GENERATE(true, false);
    Workplace work({.units = 2}, lasting(extended ? 1 : 0));
    work.people.contractors.append({});
    give_to_contractor(work.lane, std::array{UnitId{0}, UnitId{1}}, ContractorId{0}, 1e5, 1, 4);
    for (; work.lane.row < 9; next_month(work.lane)) {
        trade(work.lane);
        const OutsourcedContract& contract = work.lane.outsourced[0];
        CHECK(contract.tender.exists() == (!extended && work.lane.row >= 5));
        if (extended && work.lane.row >= 5) {
            CHECK(contract.ends >= 5 + 12);
            CHECK(contract.ends <= 5 + 24);
        }
    }
    CHECK(work.lane.tenders.size() == (extended ? 0 : 1));
    if (!extended)
        CHECK(work.lane.tenders[0].incumbent == OwnerKind::contractor);
}
