/// \file The price rule against closed forms and a fine sum; costs by hand arithmetic.
#include "../../sim/process/bids.hpp"
#include "../../sim/process/offers.hpp"
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("under uniform costs up to the reserve price a bid is its cost plus an n-th of what is left")
{
    const CostLaw law{true, 0.95, 0.1};
    for (int n = 1; n <= 12; ++n)
        for (const double cost : {0.86, 0.9, 0.97, 1.04})
            CHECK(bid_price(cost, law, 1.05, n) == Approx(cost + (1.05 - cost) / n).epsilon(1e-13));
}

TEST_CASE("a cost below every rival's asks for the gap to them in full")
{
    // Rivals on [0.85, 1.05]: a bidder at 0.8 asks what one at 0.85 asks.
    const CostLaw law{true, 0.95, 0.1};
    CHECK(bid_price(0.8, law, 1.05, 4) == Approx(0.85 + 0.2 / 4).epsilon(1e-13));
}

TEST_CASE("under lognormal costs the price rule equals a fine sum of its integral")
{
    const CostLaw law{false, 0.93, 0.1};
    const double reserve = 1.05;
    for (const int n : {2, 3, 6, 20, 40})
        for (const double cost : {0.7, 0.85, 0.93, 1.0, 1.045}) {
            constexpr int steps = 40000; // midpoint rule
            const double width = (reserve - cost) / steps;
            double sum = 0;
            for (int i = 0; i < steps; ++i)
                sum +=
                    std::pow(std::erfc(std::log((cost + (i + 0.5) * width) / 0.93) / 0.1 / std::sqrt(2.0)) / 2, n - 1);
            const double own = std::erfc(std::log(cost / 0.93) / 0.1 / std::sqrt(2.0)) / 2;
            CHECK(bid_price(cost, law, reserve, n) == Approx(cost + sum * width / std::pow(own, n - 1)).epsilon(1e-6));
        }
}

TEST_CASE("no bid lies below its cost or above the reserve price, and rivals lower it")
{
    for (const bool uniform : {false, true}) {
        const CostLaw law{uniform, 0.93, 0.1};
        for (const double cost : {0.6, 0.84, 0.93, 1.0, 1.05})
            for (int n = 1; n < 30; ++n) {
                const double price = bid_price(cost, law, 1.05, n);
                CHECK(price >= cost);
                CHECK(price <= 1.05);
                CHECK(bid_price(cost, law, 1.05, n + 1) <= price);
            }
    }
}

TEST_CASE("a sole bidder asks the reserve price, and nobody bids above it")
{
    const ProcurementParameters p = Market::neutral();
    std::vector<Offer> offers(2);
    offers[0].cost = 0.9;
    offers[1].cost = 1.06;
    price_offers(offers, p);
    REQUIRE(offers.size() == 1);
    CHECK(offers[0].price == p.reserve_price);
}

TEST_CASE("a mutual's cost counts motivation, VAT and small size")
{
    ProcurementParameters p;
    p.mutual_efficiency = 0.06;
    p.irrecoverable_vat = 0.04;
    p.scale_disadvantage = 0.01;
    // Two halvings below 10 million pounds; attitude 0.75 earns half of the efficiency.
    CHECK(employee_led_cost(0.9, 0.75, 2.5e6, p) == Approx(0.9 * (1 - 0.03) + 0.04 + 0.02).epsilon(1e-14));
    CHECK(employee_led_cost(0.9, 0.5, 4e7, p) == Approx(0.94).epsilon(1e-14));
}

namespace
{

/// Uniform costs on [0.85, 1.05], the reserve price at their upper end; one staff group and four contractors a tender.
void set_closed_form(Market& market)
{
    market.procurement().cost_law = 1;
    market.procurement().cost_ratio = 0.95;
    market.procurement().cost_spread = 0.1;
    market.procurement().reserve_price = 1.05;
}

constexpr int tenders = 4000;

} // namespace

TEST_CASE("one staff group like n - 1 contractors wins 1/n, at the closed form's price", "[statistical]")
{
    Market market({.branches = tenders}, 4);
    set_closed_form(market);
    market.approve_all();
    market.run_months(3);
    const double won = market.awards(Winner::staff_group), lost = market.awards(Winner::contractor);
    REQUIRE(won + lost == tenders);
    CHECK(market.over_time(Observable::bidders) == 5 * tenders);
    // False alarm 6e-10: 6.2 standard deviations of a binomial share.
    CHECK(std::abs(won / tenders - 0.2) < 6.2 * std::sqrt(0.2 * 0.8 / tenders));

    // E price = a + 2 L / (n + 1); b(c) = c + (r - c)/n of the least of n costs, whose deviation is
    // L sqrt(n / (n + 2)) / (n + 1). False alarm 6e-10.
    const double n = 5, length = 0.2, mean = market.over_time(Observable::award_price) / tenders;
    const double deviation = (1 - 1 / n) * length * std::sqrt(n / (n + 2)) / (n + 1);
    CHECK(std::abs(mean - (0.85 + 2 * length / (n + 1))) < 6.2 * deviation / std::sqrt(double{tenders}));
}

TEST_CASE("the winner's cost is the least of n uniform ones", "[statistical]")
{
    // E cost = a + L / (n + 1). False alarm 6e-10.
    const CostLaw law{true, 0.95, 0.1};
    double sum = 0;
    for (std::uint32_t tender = 0; tender < 20000; ++tender) {
        std::vector<Offer> offers(6);
        for (std::uint32_t bidder = 0; bidder < offers.size(); ++bidder) {
            Stream stream(RunKey{3}, Purpose::test, tender, 0, bidder);
            offers[bidder].cost = law.draw(stream);
        }
        ProcurementParameters p = Market::neutral();
        p.cost_law = 1;
        p.cost_ratio = 0.95;
        price_offers(offers, p);
        sum += offers[best_offer(offers, p, 0)].cost;
    }
    const double deviation = 0.2 * std::sqrt(6.0 / 8) / 7;
    CHECK(std::abs(sum / 20000 - (0.85 + 0.2 / 7)) < 6.2 * deviation / std::sqrt(20000.0));
}
