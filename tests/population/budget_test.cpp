#include "support/small_population.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using mutualise::testing::data;

namespace
{
/// The planned index of a service: linear between its points, constant outside.
double planned(ServiceId service, Month month)
{
    const BudgetPoint* before = nullptr;
    for (const BudgetPoint& p : data()->budget) {
        if (p.service != service)
            continue;
        if (p.month >= month) {
            if (before == nullptr || p.month == month)
                return p.index;
            return before->index + (p.index - before->index) * (month - before->month) / (p.month - before->month);
        }
        before = &p;
    }
    return before->index;
}

/// Posts of a service at the end of `month`: they follow B^0.9, but no faster than staff leave.
double posts(ServiceId id, Month month)
{
    const Service& service = (*data())[id];
    double share = 1;
    for (Month m = Month::of(2010, 5); m <= month; ++m)
        share = std::max(std::pow(planned(id, m), 0.9), share * (1 - service.annual_turnover / 12));
    return share * service.employees;
}

template <class Predicate>
double change(Predicate chosen)
{
    double before = 0, after = 0;
    for (std::uint32_t s = 0; s < data()->services.size(); ++s)
        if (chosen(data()->services[s])) {
            before += posts(ServiceId{s}, Month::of(2010, 9));
            after += posts(ServiceId{s}, Month::of(2011, 9));
        }
    return after / before - 1;
}
} // namespace

TEST_CASE("the planned cuts shrink the workforce from the third quarter of 2010 to that of 2011 as recorded")
{
    // F-63: 6,263 to 5,987; 2,915 to 2,720; 539 to 507; 514 to 479 thousand.
    CHECK(change([](const Service&) { return true; }) == Approx(-0.044).margin(0.003));
    CHECK(change([](const Service& s) { return s.sector == Sector::local; }) == Approx(-0.067).margin(0.004));
    CHECK(change([](const Service& s) { return s.sector == Sector::corporation; }) == Approx(-0.059).margin(0.005));
    CHECK(change([](const Service& s) { return s.name == "civil_service" || s.name == "tax_and_benefits"; }) ==
          Approx(-0.068).margin(0.008));
}

TEST_CASE("council services but care lose 30 % in three years, and care and health are nearly spared")
{
    const Month end = Month::of(2013, 6);
    for (const char* name : {"libraries", "leisure", "youth_services", "environment", "business_support"})
        CHECK(planned(*data()->find_service(name), end) == Approx(0.70).margin(0.01)); // F-197
    for (const char* name : {"adult_social_care", "childrens_services", "community_health", "acute_health"})
        CHECK(planned(*data()->find_service(name), end) >= 0.95);
}

TEST_CASE("between its points the plan is never above the year before and never below half")
{
    for (std::uint32_t s = 0; s < data()->services.size(); ++s)
        for (Month m = Month::of(2010, 5); m <= Month::of(2015, 12); ++m) {
            CHECK(planned(ServiceId{s}, m) <= planned(ServiceId{s}, m - 12) + 1e-12);
            CHECK(planned(ServiceId{s}, m) > 0.5);
        }
}
