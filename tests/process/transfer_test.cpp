// Changes of owner: staff and recruits go with their units, and nobody keeps what has left.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// Heads by owner.
std::array<std::uint32_t, 3> heads(const Workplace& work)
{
    std::array<std::uint32_t, 3> by_owner{};
    for (const UnitId u : work.people.units.ids())
        by_owner[static_cast<std::size_t>(work.lane.units[u].owner)] += headcount(work.lane, u);
    return by_owner;
}

/// Every unit is in exactly the mutual or contract its owner says, and those without units are over.
void check_ownership(const Workplace& work)
{
    std::vector<int> holders(work.people.units.size());
    for (std::uint32_t m = 0; m < work.lane.mutuals.size(); ++m) {
        const Mutual& mutual = work.lane.mutuals[m];
        REQUIRE(mutual.live == !mutual.units.empty());
        REQUIRE((mutual.contract_value > 0) == mutual.live);
        for (const UnitId u : mutual.units) {
            ++holders[u.value];
            REQUIRE(work.lane.units[u].owner == OwnerKind::mutual);
            REQUIRE(work.lane.units[u].owner_id == m);
        }
    }
    for (const OutsourcedContract& contract : work.lane.outsourced) {
        REQUIRE(contract.live == !contract.units.empty());
        for (const UnitId u : contract.units) {
            ++holders[u.value];
            REQUIRE(work.lane.units[u].owner == OwnerKind::contractor);
            REQUIRE(work.lane.units[u].owner_id == contract.contractor.value);
        }
    }
    for (const UnitId u : work.people.units.ids())
        REQUIRE(holders[u.value] == (work.lane.units[u].owner == OwnerKind::public_body ? 0 : 1));
}

} // namespace

TEST_CASE("recruits move with their unit, whoever takes it")
{
    Workplace work({.units = 3});
    work.people.contractors.append({});
    const MutualId mutual = work.found({UnitId{0}, 2});
    work.lane.units[UnitId{0}].extra_staff = 5;
    CHECK(heads(work) == std::array<std::uint32_t, 3>{6, 17, 0});
    const std::vector<UnitId> unit{UnitId{0}};
    give_to_contractor(work.lane, unit, ContractorId{0}, 1e5, 1, 12);
    CHECK(heads(work) == std::array<std::uint32_t, 3>{6, 6, 11});
    give_to_public(work.lane, unit, true);
    CHECK(heads(work) == std::array<std::uint32_t, 3>{17, 6, 0});
    give_to_mutual(work.lane, unit, mutual, 1e5, 1);
    CHECK(heads(work) == std::array<std::uint32_t, 3>{6, 17, 0});
    check_ownership(work);
}

TEST_CASE("a mutual that loses a unit loses its share of the contract, and ends with its last")
{
    Workplace work(TinyShape{.units = 3});
    work.people.units[UnitId{1}].annual_value = 2 * 6 * 38000;
    const MutualId id = work.found({UnitId{0}, 3});
    work.mutual(id).contract_value = 400'000;
    const bool to_rival = GENERATE(true, false);
    give_to_public(work.lane, std::array{UnitId{1}}, to_rival); // half of the value
    CHECK(work.mutual(id).contract_value == Approx(200'000));
    CHECK(work.mutual(id).live);
    CHECK(work.lane.units[UnitId{1}].divested == to_rival);
    give_to_public(work.lane, std::array{UnitId{0}, UnitId{2}}, to_rival);
    CHECK_FALSE(work.mutual(id).live);
    CHECK(work.lane.trajectory.total(Observable::mutuals_failed, work.lane.row) == 1);
    CHECK(work.lane.precedents.failures.size() == (to_rival ? 1 : 0));
    if (to_rival) {
        CHECK(work.lane.precedents.failures[0].visible);
        CHECK(work.lane.precedents.failures[0].weight == work.parameters().precedents.public_loss_weight);
    }
    check_ownership(work);
}

TEST_CASE("a contract closes with its last unit")
{
    Workplace work({.units = 2});
    work.people.contractors.append({});
    give_to_contractor(work.lane, std::array{UnitId{0}, UnitId{1}}, ContractorId{0}, 5e5, 0.9, 36);
    CHECK(work.lane.outsourced[0].ends == work.lane.row + 36);
    give_to_public(work.lane, std::array{UnitId{1}}, false);
    CHECK(work.lane.outsourced[0].live);
    give_to_contractor(work.lane, std::array{UnitId{0}}, ContractorId{0}, 2e5, 0.8, 24);
    CHECK_FALSE(work.lane.outsourced[0].live);
    check_ownership(work);
}

TEST_CASE("units won by a mutual add to its contract at their price, and the price ratio is of all in-house cost")
{
    Workplace work({.units = 2});
    const MutualId id = work.found(UnitId{0});
    work.mutual(id).contract_value = 100'000;
    work.mutual(id).price_ratio = 0.8; // in-house 125,000
    const int number = work.mutual(id).contract_number;
    give_to_mutual(work.lane, std::array{UnitId{1}}, id, 75'000, 0.96); // for 72,000
    CHECK(work.mutual(id).contract_value == Approx(172'000));
    CHECK(work.mutual(id).price_ratio == Approx(172.0 / 200));
    CHECK(work.mutual(id).contract_number == number + 1);
    check_ownership(work);
}

TEST_CASE("a renewed contract has its own price and term, and no premium")
{
    Workplace work({.units = 2});
    const MutualId id = work.found({UnitId{0}, 2});
    work.mutual(id).preference_premium = 0.02;
    work.lane.units[UnitId{0}].tender = work.lane.units[UnitId{1}].tender = work.mutual(id).tender = TenderId{0};
    renew_contract(work.lane, id, 300'000, 0.9, 40);
    CHECK(work.mutual(id).contract_value == Approx(270'000));
    CHECK(work.mutual(id).price_ratio == 0.9);
    CHECK(work.mutual(id).preference_premium == 0);
    CHECK(work.mutual(id).contract_ends == work.lane.row + 40);
    CHECK_FALSE(work.lane.units[UnitId{1}].tender.exists());
    check_ownership(work);
}

TEST_CASE("whatever changes hands in whatever order, every head and every unit is somewhere once")
{
    Workplace work({.branches = 6, .units = 5});
    work.people.contractors.append({});
    TinyNumbers numbers(4);
    std::uint32_t all = 30 * 6;
    for (int step = 0; step < 3000; ++step) {
        const UnitId u{numbers.below(30)};
        const std::array one{u};
        const std::uint32_t recruits = numbers.below(3);
        work.lane.units[u].extra_staff += recruits;
        all += recruits;
        const auto mutuals = static_cast<std::uint32_t>(work.lane.mutuals.size());
        const MutualId winner{mutuals == 0 ? 0 : numbers.below(mutuals)};
        switch (numbers.below(4)) {
        case 0:
            give_to_contractor(work.lane, one, ContractorId{0}, 1e5, 0.9, 12);
            break;
        case 1:
            give_to_public(work.lane, one, numbers.below(2) == 0);
            break;
        case 2:
            if (work.lane.units[u].owner == OwnerKind::public_body)
                work.found(u);
            break;
        default:
            if (mutuals > 0 && work.lane.mutuals[winner.value].live &&
                !(work.lane.units[u].owner == OwnerKind::mutual && work.lane.units[u].owner_id == winner.value))
                give_to_mutual(work.lane, one, winner, 1e5, 0.9);
        }
        const auto found = heads(work);
        REQUIRE(found[0] + found[1] + found[2] == all);
        check_ownership(work);
        next_month(work.lane);
        work.lane.row %= 60;
    }
}

TEST_CASE("a unit's second mutual has another cost than its first, and a month's result is no part of it")
{
    Workplace work(TinyShape{});
    const double first = work.mutual(work.found(UnitId{0})).cost_quantile;
    give_to_public(work.lane, std::array{UnitId{0}}, false);
    const double second = work.mutual(work.found(UnitId{0})).cost_quantile;
    CHECK(first == Stream(work.lane.key, Purpose::trading_result, 0, 0, 1).normal());
    CHECK(second == Stream(work.lane.key, Purpose::trading_result, 0, 1, 1).normal());
    CHECK(first != second);
}
