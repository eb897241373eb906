#include "mutualise/scenario/scenario_fields.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<Horizon>> fields<Horizon>()
{
    using H = Horizon;
    static const std::array<Field<H>, 3> list{{
        {"first", &H::first, "month", 0, 0, "F-130", "first simulated month"},
        {"last", &H::last, "month", 0, 0, "F-04", "last simulated month"},
        {"spin_up_months", &H::spin_up_months, "months", 0, 240, "assumed",
         "attitude steps before the first month, without proposals"},
    }};
    return list;
}

template <>
std::span<const Field<PopulationSettings>> fields<PopulationSettings>()
{
    using P = PopulationSettings;
    static const std::array<Field<P>, 5> list{{
        {"scale", &P::scale, "-", 0, 10, "assumed",
         "share of organisations synthesised, above 0; above 1 they are replicated"},
        {"ties_organisation", &P::ties_organisation, "ties", 0, 16, "assumed",
         "ties each in the same organisation and service, outside the own team"},
        {"ties_region", &P::ties_region, "ties", 0, 16, "assumed", "ties each in the same service and region"},
        {"ties_service", &P::ties_service, "ties", 0, 16, "assumed", "ties each anywhere in the service"},
        {"reciprocal", &P::reciprocal, "-", 0, 1, "assumed", "ties run both ways (a regular matching)"},
    }};
    return list;
}

template <>
std::span<const Field<InitialSettings>> fields<InitialSettings>()
{
    using I = InitialSettings;
    static const std::array<Field<I>, 1> list{{
        {"other_employees", &I::other_employees, "employees", 0, 50000, "assumed; logU(500, 15000); fitted",
         "staff of the first mutuals outside the Right to Request"},
    }};
    return list;
}

template <>
std::span<const Field<CaseSettings>> fields<CaseSettings>()
{
    using C = CaseSettings;
    static const std::array<Field<C>, 3> list{{
        {"month", &C::month, "month", 0, 0, "assumed", "when the proposal is launched"},
        {"staff", &C::staff, "posts", 1, 100000, "assumed", "posts to cover, as nearly as whole units allow"},
        {"quality", &C::quality, "-", 0, 1, "assumed", "quality of the case before any support"},
    }};
    return list;
}

} // namespace mutualise
