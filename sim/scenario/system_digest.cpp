/// \file The canonical text of the data tables, and its hash.
#include "mutualise/core/digest.hpp"

#include "system_tables.hpp"

#include <array>
#include <fmt/format.h>

namespace mutualise
{

namespace
{
template <class T>
std::string by_nation(const std::array<T, 4>& values)
{
    return fmt::format("{} {} {} {}", values[0], values[1], values[2], values[3]);
}
} // namespace

// fmt prints the shortest text that reads back to the same double, on every platform.
std::string digest_of(const SystemData& data)
{
    Sha256 digest;
    for (const Region& r : data.regions) {
        digest.update(fmt::format("region {} {} {}", r.name, static_cast<int>(r.nation), r.population_share));
        for (const RegionId neighbour : r.neighbours)
            digest.update(fmt::format(" {}", neighbour.value));
        digest.update("\n");
    }
    for (const OrganisationKind& k : data.organisation_kinds)
        digest.update(fmt::format("kind {} {} {} {} {}\n", k.name, k.count, k.size_spread, k.central_government,
                                  by_nation(k.nations)));
    for (const Service& s : data.services) {
        digest.update(fmt::format("service {} {} {} {} {} {} {} {} {} {} ", s.name, static_cast<int>(s.sector),
                                  static_cast<int>(s.group), s.employees, s.outsourced_employees, s.organisation_kind,
                                  s.unit_size_median, s.unit_size_spread, s.unit_size_least, s.unit_size_most));
        digest.update(fmt::format("{} {} {} {} {} {} {} {} {}\n", s.span_of_control, s.value_per_post, s.union_density,
                                  s.annual_turnover, s.annual_tender_chance, s.separate_commissioner,
                                  by_nation(s.eligible_early), by_nation(s.eligible_later), to_string(s.later_from)));
    }
    for (const ContractorRow& c : data.contractors) {
        digest.update(fmt::format("contractor {} {} {} {}", c.name, c.revenue, c.bid_teams, c.working_capital));
        for (const ServiceId s : c.services)
            digest.update(fmt::format(" {}", s.value));
        digest.update("\n");
    }
    for (const BudgetPoint& b : data.budget)
        digest.update(fmt::format("budget {} {} {}\n", b.service.value, to_string(b.month), b.index));
    for (const InitialProposal& p : data.initial)
        digest.update(fmt::format("initial {} {} {} {} {} {} {} {} {}\n", static_cast<int>(p.cohort), p.service.value,
                                  to_string(p.month), static_cast<int>(p.stage), p.stage_uncertain, p.staff,
                                  to_string(p.event), p.sponsored, p.counts_as_other));
    return digest.hex();
}

} // namespace mutualise
