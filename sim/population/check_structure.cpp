/// \file Numbers of organisations, units, managers and teams, and the tail of unit sizes; union density by group.
#include "check.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

namespace mutualise
{

namespace
{
/// Six standard deviations of a binomial count, where `scale` is not whole.
double count_tolerance(double full, double scale)
{
    const double fraction = scale - std::floor(scale);
    return 6 * std::sqrt(full * fraction * (1 - fraction));
}

double organisations_of(const Population& people, std::string_view kind)
{
    return static_cast<double>(std::ranges::count_if(people.organisations, [&](const Organisation& o) {
        return people.data->organisation_kinds[o.kind].name == kind;
    }));
}

std::vector<double> unit_sizes(const Population& people)
{
    std::vector<double> sizes;
    for (const Unit& u : people.units)
        sizes.push_back(u.posts);
    std::ranges::sort(sizes);
    return sizes;
}

void check_sizes(const Population& people, std::vector<PopulationCheck>& lines)
{
    const auto sizes = unit_sizes(people);
    if (sizes.empty())
        return;
    const auto n = static_cast<double>(sizes.size());
    const double sum = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    const double largest =
        std::accumulate(sizes.end() - static_cast<std::ptrdiff_t>(sizes.size() / 10), sizes.end(), 0.0);
    lines.push_back(check_line("mean posts a unit", sum / n, 76, 15, "assumed"));
    lines.push_back(check_line("median posts a unit", sizes[sizes.size() / 2], 53, 12, "assumed"));
    lines.push_back(
        check_line("99th percentile of posts a unit", sizes[sizes.size() * 99 / 100], 370, 110, "F-52; assumed"));
    lines.push_back(
        check_line("share of posts in the largest tenth of units", largest / sum, 0.35, 0.08, "F-52; assumed"));
}
} // namespace

void check_structure(const Population& people, std::vector<PopulationCheck>& lines)
{
    const double scale = people.settings.scale;
    // Full-scale numbers are those of model section 2; a tenth is allowed for "about".
    const auto number = [&](std::string name, double found, double full, double share, std::string source) {
        lines.push_back(check_line(std::move(name), found, full * scale,
                                   share * full * scale + count_tolerance(full, scale), std::move(source)));
    };
    number("organisations", static_cast<double>(people.organisations.size()), 3000, 0.05, "assumed");
    number("primary care trusts", organisations_of(people, "primary_care_trust"), 152, 0, "F-70");
    number("principal councils", organisations_of(people, "principal_council"), 353, 0, "F-70");
    number("fire authorities", organisations_of(people, "fire_authority"), 46, 0, "F-70");
    number("probation trusts", organisations_of(people, "probation_trust"), 35, 0, "F-70");
    // Whole organisations go or stay, so these vary with the sample more than a count of independent rows would.
    const double share = scale == std::floor(scale) ? 0.1 : 0.1 + 0.1 / std::sqrt(scale);
    number("units", static_cast<double>(people.units.size()), 80000, share, "assumed");
    number("teams", static_cast<double>(people.teams.size()), 500000, share, "assumed");
    number("managers", static_cast<double>(people.managers.size()), 95000, share, "assumed");
    check_sizes(people, lines);
}

namespace
{
/// Share of members among the public posts of the services chosen.
template <class Predicate>
double membership(const Population& people, Predicate chosen)
{
    double members = 0, posts = 0;
    for (const Unit& unit : people.units) {
        const Service& service = people.service(unit);
        if (!chosen(service) || unit.outsourced_at_start)
            continue;
        for (const EmployeeId e : people.employees_of(unit))
            members += people.employees[e.value].union_quantile < service.union_density * 65536 ? 1 : 0;
        posts += unit.posts;
    }
    return posts > 0 ? members / posts : 0;
}
} // namespace

void check_membership(const Population& people, std::vector<PopulationCheck>& lines)
{
    const auto density = [&](std::string name, double expected, double tolerance, std::string source, auto chosen) {
        const double found = membership(people, chosen);
        if (found > 0)
            lines.push_back(check_line(std::move(name), found, expected, tolerance, std::move(source)));
    };
    // The groups are ours and the year of the sources is 2007: the overall figure is matched to 0.06, and a thinned
    // population may hold more or less of the armed forces, who have no unions.
    density("union density", 0.56, people.settings.scale < 1 ? 0.12 : 0.06, "F-72",
            [](const Service&) { return true; });
    density("union density in education", 0.55, 0.01, "F-73",
            [](const Service& s) { return s.name == "schools" || s.name == "further_education"; });
    density("union density in health and social work", 0.43, 0.01, "F-73", [](const Service& s) {
        return s.sector == Sector::central_nhs || s.name == "adult_social_care" || s.name == "childrens_services";
    });
    density("union density in public administration", 0.57, 0.01, "F-73", [](const Service& s) {
        return s.name == "civil_service" || s.name == "tax_and_benefits" || s.name == "business_support";
    });
}

} // namespace mutualise
