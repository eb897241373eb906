#include "support/sanitized.hpp"
#include "support/small_population.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using namespace mutualise;
using mutualise::testing::data;
using mutualise::testing::sanitized;
using mutualise::testing::small_population;

TEST_CASE("the full population matches every figure of the evidence", sanitized ? "[.][full]" : "[full]")
{
    const Population people = synthesise(data(), PopulationSettings{});
    CHECK(people.employees.size() == 6189000); // 6.09 million (F-62) and the outsourced stock, assumed
    for (const PopulationCheck& line : check_population(people)) {
        INFO(line.name << ": found " << line.found << ", expected " << line.expected << " (" << line.source << ")");
        CHECK(line.within_tolerance);
    }
    double posts = 0, units = 0;
    for (const Unit& u : people.units)
        if (people.service(u).name == "community_health" && !u.outsourced_at_start) {
            posts += u.posts;
            ++units;
        }
    CHECK(posts / 152 == Approx(1500).margin(100)); // a provider arm
    CHECK(posts / units == Approx(80).margin(20));
}

TEST_CASE("a thinned population matches within the spread of its sampling")
{
    for (const PopulationCheck& line : check_population(small_population())) {
        INFO(line.name << ": found " << line.found << ", expected " << line.expected << " (" << line.source << ")");
        CHECK(line.within_tolerance);
    }
}

TEST_CASE("the check sees a figure that is off")
{
    Population people = small_population();
    people.ties[7] = 1; // employee 1 listens to himself
    const auto lines = check_population(people);
    const auto found = std::ranges::find(lines, "ties to oneself", &PopulationCheck::name);
    REQUIRE(found != lines.end());
    CHECK(found->found == 1);
    CHECK_FALSE(found->within_tolerance);
}

TEST_CASE("the initial state is that of the evidence")
{
    int mutuals = 0, right_to_request = 0, other = 0, mobilising = 0, in_review = 0, early = 0, late = 0;
    double first_waves = 0;
    std::set<std::uint32_t> services;
    for (const InitialProposal& p : data()->initial) {
        if (p.cohort == Cohort::rtr1 || p.cohort == Cohort::rtr2)
            first_waves += p.staff;
        if (p.stage == Stage::mutual) {
            ++mutuals;
            right_to_request += p.cohort == Cohort::rtr1 ? 1 : 0;
            other += p.counts_as_other ? 1 : 0;
            services.insert(p.service.value);
            CHECK(p.event > p.month);
            CHECK(p.month == Month::of(2010, 4));
        }
        mobilising += p.cohort == Cohort::rtr1 && p.stage == Stage::mobilising ? 1 : 0;
        in_review += p.cohort == Cohort::rtr2 && p.stage == Stage::review && p.event == Month::of(2010, 8) ? 1 : 0;
        if (p.cohort == Cohort::pathfinder) {
            CHECK(p.stage_uncertain);
            early += p.month == Month::of(2010, 8) ? 1 : 0;
            late += p.month == Month::of(2011, 2) ? 1 : 0;
        }
    }
    CHECK(mutuals == 9);          // F-01
    CHECK(right_to_request <= 4); // model section 2
    CHECK(other == mutuals - right_to_request);
    CHECK(mobilising + right_to_request == 20); // F-21
    CHECK(in_review == 15);                     // F-22
    CHECK(early == 12);
    CHECK(late == 9);                                // 21 pathfinders: F-33
    CHECK(services.size() == 4);                     // F-56
    CHECK(first_waves == Approx(10500).margin(600)); // of almost 25,000 (F-20) with wave 3; assumed
}
