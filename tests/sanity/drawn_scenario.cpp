#include "sanity/drawn_scenario.hpp"

#include "sanity/draws.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace mutualise::testing
{

namespace
{

/// How far parameters are drawn: within their priors, or within all that a scenario may set.
enum class Reach { priors, mixed, bounds };

class ParameterDraw
{
public:
    ParameterDraw(std::uint32_t number, const std::vector<Factor>& priors)
        : draws_(number, Draws::parameters), priors_(priors)
    {
        const double u = draws_.unit();
        reach_ = u < 0.5 ? Reach::priors : u < 0.9 ? Reach::mixed : Reach::bounds;
    }

    template <class Owner>
    void draw(const std::string& path, const Field<Owner>& field, Owner& owner)
    {
        if (const auto* number = std::get_if<double Owner::*>(&field.member)) {
            double& value = owner.**number;
            value = number_of(fmt::format("{}.{}", path, field.name), field.lower, field.upper, value);
            if (field.integer)
                value = std::round(value);
        } else if (const auto* truth = std::get_if<bool Owner::*>(&field.member)) {
            owner.** truth = draws_.chance(0.5);
        } else if (const auto* whole = std::get_if<int Owner::*>(&field.member)) {
            owner.** whole = draws_.below(static_cast<int>(field.choices.size()));
        }
    }

private:
    double number_of(const std::string& path, double lower, double upper, double standard)
    {
        const bool anywhere = reach_ == Reach::bounds || (reach_ == Reach::mixed && draws_.chance(0.15));
        const double u = draws_.unit();
        if (anywhere)
            return lower + (upper - lower) * u;
        for (const Factor& factor : priors_)
            for (const MovedKey& key : factor.keys)
                if (key.path == path)
                    return std::clamp(value_at(factor, u), lower, upper);
        // No prior of its own: within a third of the way from the default to either bound.
        const double way = (2 * u - 1) / 3;
        return standard + way * (way > 0 ? upper - standard : standard - lower);
    }

    Draws draws_;
    const std::vector<Factor>& priors_;
    Reach reach_ = Reach::priors;
};

/// What the reader asks of several parameters together.
void reconcile(Parameters& p)
{
    if (p.attitudes.influence_least > p.attitudes.influence_most)
        std::swap(p.attitudes.influence_least, p.attitudes.influence_most);
    p.attitudes.influence_most = std::min(p.attitudes.influence_most, 0.98); // the least may be drawn above its bound
    p.procurement.cost_spread = std::min(p.procurement.cost_spread, 0.9 * p.procurement.cost_ratio);
    std::array<double*, 3> weights{&p.precedents.weight_organisation, &p.precedents.weight_region,
                                   &p.precedents.weight_service};
    std::array<double, 3> values{*weights[0], *weights[1], *weights[2]};
    std::sort(values.rbegin(), values.rend());
    for (std::size_t i = 0; i < weights.size(); ++i)
        *weights[i] = values[i];
}

void draw_settings(std::uint32_t number, const DrawnSize& size, Scenario& scenario)
{
    Draws draws(number, Draws::settings);
    scenario.seed = static_cast<std::uint64_t>(draws.below(1'000'000));
    scenario.horizon.last = size.last_least + draws.below(size.last_most - size.last_least + 1);
    scenario.horizon.spin_up_months = draws.within(0, size.spin_up_most);
    PopulationSettings& population = scenario.population;
    population.seed = static_cast<std::uint64_t>(draws.below(1'000'000));
    population.scale = draws.between(size.scale_least, size.scale_most);
    population.ties_organisation = draws.within(0, 4);
    population.ties_region = draws.within(0, 3);
    population.ties_service = draws.within(population.ties_organisation + population.ties_region == 0 ? 1 : 0, 2);
    population.reciprocal = draws.chance(0.2);
    scenario.initial.other_employees = draws.log_between(500, 15000);
    if (draws.chance(0.1))
        scenario.diagnostic.removed = 1U << draws.below(static_cast<int>(reason_names.size()));
}

} // namespace

std::vector<Factor> read_priors(const SystemData& data)
{
    const auto file = std::filesystem::path(MUTUALISE_SOURCE_DIR) / "scenarios" / "calibration" / "priors.toml";
    StudyOptions once;
    once.settings = {"population.scale=0.01"};
    return read_study(file, data, once).factors;
}

Scenario draw_scenario(std::uint32_t number, const SystemData& data, const std::vector<Factor>& priors,
                       const DrawnSize& size)
{
    Scenario scenario;
    scenario.name = fmt::format("random-{}", number);
    scenario.description = fmt::format("Random scenario {}", number);
    draw_settings(number, size, scenario);
    ParameterDraw draw(number, priors);
    for_each_process([&](const char* process, auto member, auto list) {
        for (const auto& field : list)
            draw.draw(fmt::format("parameters.{}", process), field, scenario.parameters.*member);
    });
    reconcile(scenario.parameters);
    // A small population has few proposals at the rates on record: most scenarios are given more, within the bounds.
    Draws more(number, Draws::choice);
    if (more.chance(0.85)) {
        scenario.parameters.proposals.launch_rate = more.log_between(0.0003, 0.001);
        scenario.parameters.proposals.sponsor_rate = more.log_between(0.01, 0.2);
    }
    draw_levers(number, data, scenario);
    return scenario;
}

} // namespace mutualise::testing
