/// \file What a buyer asks in a PQQ and each test of it by hand, and what levers may do to them.
#include "../../sim/process/prequalification.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

namespace
{

/// A buyer of average strictness who asks 2 x turnover, 2.5 years, 10 % of reserves and a record, of a lot of 1
/// million.
Requirements usual()
{
    ProcurementParameters p;
    p.track_record_chance = 1;
    p.turnover_multiple = 2;
    return requirements(p, strictness_factor(p.strictness_spread, 0.5), 1e6, nullptr, 0.5);
}

constexpr Standing sound{.turnover = 2e6,
                         .accounts_years = 2.5,
                         .reserves = 1e5,
                         .track_record = true,
                         .employee_led = true,
                         .age_months = 30};

} // namespace

TEST_CASE("a bidder that just meets every test passes") { CHECK_FALSE(first_failed(take_tests(usual(), sound))); }

TEST_CASE("each test is failed for its own reason")
{
    Standing bidder = sound;
    bidder.turnover = 1'999'999;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::turnover);
    bidder = sound;
    bidder.accounts_years = 29.0 / 12;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::accounts);
    bidder = sound;
    bidder.reserves = 99'999;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::balance_sheet);
    bidder = sound;
    bidder.track_record = false;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::track_record);
    bidder.turnover = 0;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::turnover); // the first failed is recorded
}

TEST_CASE("a buyer's strictness multiplies what it asks")
{
    CHECK(strictness_factor(0.5, 0) == 0.5);
    CHECK(strictness_factor(0.5, 0.5) == 1);
    CHECK(strictness_factor(0.5, 1) == 1.5);
    ProcurementParameters p;
    p.turnover_multiple = 2;
    const Requirements strict = requirements(p, 1.5, 2e6, nullptr, 0.7);
    CHECK(strict.turnover == Approx(6e6));
    CHECK(strict.accounts_years == Approx(3.75));
    CHECK(strict.reserves == Approx(3e5));
    CHECK(strict.track_record); // 0.7 < 0.5 x 1.5
    CHECK_FALSE(requirements(p, 1, 2e6, nullptr, 0.7).track_record);
}

TEST_CASE("proportionality caps turnover and accounts and spares young groups the balance sheet")
{
    PqqProportionality lever;
    lever.turnover_cap = 1;
    lever.accounts_years = 1;
    lever.balance_waived_months = 36;
    const Requirements asked = requirements(ProcurementParameters{}, 1, 1e6, &lever, 0.9);
    CHECK(asked.turnover == 1e6);
    CHECK(asked.accounts_years == 1);
    Standing young = sound;
    young.reserves = 0;
    young.age_months = 35;
    CHECK(take_tests(asked, young)[2]);
    young.age_months = 36;
    CHECK_FALSE(take_tests(asked, young)[2]);
    young.age_months = 0;
    young.employee_led = false;
    CHECK_FALSE(take_tests(asked, young)[2]);
}

TEST_CASE("a more generous lever fails nobody who passed")
{
    for (std::uint32_t i = 0; i < 2000; ++i) {
        Stream draw(RunKey{5}, Purpose::test, i, 0);
        PqqProportionality lever, more;
        lever.turnover_cap = 4 * draw.uniform();
        lever.accounts_years = 4 * draw.uniform();
        lever.balance_waived_months = 24 * draw.uniform();
        more.turnover_cap = lever.turnover_cap * draw.uniform();
        more.accounts_years = lever.accounts_years * draw.uniform();
        more.balance_waived_months = lever.balance_waived_months + 24 * draw.uniform();
        const Standing bidder{.turnover = 3e6 * draw.uniform(),
                              .accounts_years = 4 * draw.uniform(),
                              .reserves = 2e5 * draw.uniform(),
                              .track_record = draw.uniform() < 0.5,
                              .employee_led = true,
                              .age_months = static_cast<int>(draw.below(48))};
        const double strictness = 0.5 + draw.uniform(), luck = draw.uniform();
        const ProcurementParameters p;
        const PqqProportionality* from_none_to_more[] = {nullptr, &lever, &more};
        for (int step = 0; step < 2; ++step) {
            const auto passed = take_tests(requirements(p, strictness, 1e6, from_none_to_more[step], luck), bidder);
            const auto relaxed =
                take_tests(requirements(p, strictness, 1e6, from_none_to_more[step + 1], luck), bidder);
            for (std::size_t test = 0; test < passed.size(); ++test)
                CHECK((relaxed[test] || !passed[test]));
        }
    }
}
