/// \file Totals by sector and service against the evidence.
///
/// A thinned population holds a keyed sample of the organisations: a total has expectation `scale` times the whole and
/// standard deviation sqrt(f (1 - f) sum of squared organisation sizes), f the fraction of `scale`; six of them are
/// allowed.
#include "check.hpp"

#include "blueprint.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string_view>

namespace mutualise
{

namespace
{
using Services = std::vector<bool>; ///< by ServiceId

Services named(const SystemData& data, std::initializer_list<std::string_view> names)
{
    Services chosen(data.services.size(), false);
    for (const std::string_view name : names)
        if (const auto s = data.find_service(name))
            chosen[s->value] = true;
    return chosen;
}

template <class Predicate>
Services those(const SystemData& data, Predicate predicate)
{
    Services chosen;
    for (const Service& s : data.services)
        chosen.push_back(predicate(s));
    return chosen;
}

double posts_in(const Population& people, const Services& services, bool outsourced)
{
    double posts = 0;
    for (const Unit& u : people.units)
        if (services[u.service.value] && u.outsourced_at_start == outsourced)
            posts += u.posts;
    return posts;
}

/// Six standard deviations of what thinning leaves of these services.
double thinning_tolerance(const Blueprint& blueprint, const Services& services, double scale)
{
    std::vector<double> sizes(blueprint.organisations.size(), 0.0);
    for (const PlannedBranch& b : blueprint.branches)
        if (services[b.service.value])
            sizes[b.organisation] += b.public_posts + b.outsourced_posts;
    double squares = 0;
    for (const double size : sizes)
        squares += size * size;
    const double fraction = scale - std::floor(scale);
    return 6 * std::sqrt(fraction * (1 - fraction) * squares);
}

bool is_central(const Service& s) { return s.sector == Sector::central_nhs || s.sector == Sector::central_other; }
} // namespace

void check_totals(const Population& people, std::vector<PopulationCheck>& lines)
{
    const SystemData& data = *people.data;
    const double scale = people.settings.scale;
    const Blueprint blueprint = plan_system(data, RunKey{people.settings.seed});
    // `share` allows for what the source leaves open, e.g. a range or a rounded figure.
    const auto total = [&](std::string name, const Services& services, double expected, double share,
                           std::string source, bool outsourced = false) {
        if (std::ranges::find(services, true) == services.end())
            return;
        const double tolerance = share * expected * scale + thinning_tolerance(blueprint, services, scale);
        lines.push_back(check_line(std::move(name), posts_in(people, services, outsourced), expected * scale, tolerance,
                                   std::move(source)));
    };
    const Services all(data.services.size(), true);
    total("public employees", all, 6.09e6, 0, "F-62");
    // F-63's third quarter of 2010 as shares of its own total, 6,263 thousand: a later vintage than F-62's.
    total("in central government with the NHS", those(data, is_central), 6.09e6 * 2809 / 6263, 0.01, "F-62; F-63");
    total("in local government", those(data, [](const Service& s) { return s.sector == Sector::local; }),
          6.09e6 * 2915 / 6263, 0.01, "F-62; F-63");
    total("in public corporations", those(data, [](const Service& s) { return s.sector == Sector::corporation; }),
          6.09e6 * 539 / 6263, 0.01, "F-62; F-63");
    total("National Health Service", those(data, [](const Service& s) { return s.sector == Sector::central_nhs; }),
          1.626e6, 0, "F-62");
    total("education", named(data, {"schools", "further_education"}), 1.417e6, 0, "F-62");
    total("civil service", named(data, {"civil_service", "tax_and_benefits"}), 0.529e6, 0, "F-62");
    total("police", named(data, {"police"}), 0.295e6, 0, "F-69");
    total("armed forces", named(data, {"armed_forces"}), 0.190e6, 0, "F-69");
    total("fire", named(data, {"fire"}), 52500, 0.05, "F-69");
    total("community health", named(data, {"community_health"}), 240000, 0.05, "assumed");
    total("outsourced at the start, beyond these", all, 90000, 0.34, "assumed", true);
}

std::vector<PopulationCheck> check_population(const Population& people)
{
    std::vector<PopulationCheck> lines;
    check_totals(people, lines);
    check_structure(people, lines);
    check_membership(people, lines);
    check_ties(people, lines);
    return lines;
}

} // namespace mutualise
