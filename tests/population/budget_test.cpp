#include "support/small_population.hpp"

#include <catch2/catch.hpp>

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

} // namespace

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
