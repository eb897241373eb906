#include "sanity/relabel.hpp"

#include "sanity/accounts.hpp"
#include "sanity/draws.hpp"

#include <cmath>
#include <numeric>

namespace mutualise::testing
{

namespace
{

ServiceId moved(ServiceId s, const std::vector<std::uint32_t>& place) { return ServiceId{place[s.value]}; }

std::uint64_t moved(std::uint64_t mask, const std::vector<std::uint32_t>& place)
{
    if (mask == ~std::uint64_t{0})
        return mask;
    std::uint64_t out = 0;
    for (std::size_t s = 0; s < place.size(); ++s)
        out |= (mask >> s & 1) << place[s];
    return out;
}

std::vector<std::vector<double>> by_service(const std::vector<const Trajectory*>& records)
{
    const std::size_t services = records.front()->lengths().services;
    std::vector<std::vector<double>> values(relabelling_names.size(), std::vector<double>(services));
    for (const Trajectory* record : records)
        for (std::size_t s = 0; s < services; ++s) {
            const int last = record->rows() - 1;
            const auto over_run = [&](Observable o) {
                double all = 0;
                for (int row = 1; row <= last; ++row)
                    for (std::size_t i = 0; i < std::max<std::size_t>(1, record->lengths()(spec(o).second)); ++i)
                        all += record->at(o, row, s, i);
                return all;
            };
            const double attitude = record->at(Observable::mean_attitude, last, s);
            const std::array<double, relabelling_names.size()> found{
                over_run(Observable::launches),
                over_run(Observable::mutuals_founded),
                over_run(Observable::exits),
                over_run(Observable::tenders_opened),
                record->at(Observable::mutuals_live_all, last, s),
                over_run(Observable::staff_left),
                std::isnan(attitude) ? 0 : attitude,
                record->at(Observable::employees_by_owner, last, s, 0)};
            for (std::size_t i = 0; i < found.size(); ++i)
                values[i][s] += found[i] / static_cast<double>(records.size());
        }
    return values;
}

} // namespace

std::vector<std::uint32_t> new_places(std::uint32_t number, std::size_t services)
{
    Draws draws(number, Draws::labels);
    std::vector<std::uint32_t> place(services);
    std::iota(place.begin(), place.end(), 0U);
    for (std::size_t s = services; s > 1; --s) // Fisher and Yates
        std::swap(place[s - 1], place[static_cast<std::size_t>(draws.below(static_cast<int>(s)))]);
    return place;
}

std::shared_ptr<const SystemData> relabelled(const SystemData& data, const std::vector<std::uint32_t>& place)
{
    auto out = std::make_shared<SystemData>(data);
    for (std::size_t s = 0; s < place.size(); ++s)
        out->services[place[s]] = data.services[s];
    for (ContractorRow& row : out->contractors)
        for (ServiceId& service : row.services)
            service = moved(service, place);
    for (BudgetPoint& point : out->budget)
        point.service = moved(point.service, place);
    for (InitialProposal& row : out->initial)
        row.service = moved(row.service, place);
    return out;
}

Scenario relabelled(const Scenario& scenario, const std::vector<std::uint32_t>& place)
{
    Scenario out = scenario;
    for_each_lever_kind([&](auto kind) {
        for (auto& lever : out.levers.*kind)
            lever.scope.services = moved(lever.scope.services, place);
    });
    return out;
}

void check_labels(Finding& finding, const Scenario& base, const Material& material,
                  const std::vector<const Trajectory*>& drawn)
{
    const auto place = new_places(finding.number, material.data->services.size());
    Scenario reseeded = base;
    reseeded.population.seed += 1'000'003; // another population and other runs: as likely as those drawn
    struct Relabelled {
        std::vector<RunOutcome> outcomes;
        std::string fault;
    };
    const auto relabelled_runs = [&material, place](const Scenario& scenario) {
        const Scenario moved = relabelled(scenario, place);
        const Population people = people_of(moved, relabelled(*material.data, place));
        Relabelled found{runs_of(people, {&moved}, 1000, seeds), ""};
        for (const RunOutcome& outcome : found.outcomes)
            if (found.fault.empty())
                found.fault = fault_of(outcome, moved, people);
        return found;
    };
    const Relabelled others = relabelled_runs(reseeded);
    add(finding, "identities, relabelled", others.fault, {reseeded, reseeded},
        [relabelled_runs](const ScenarioPair& pair) { return relabelled_runs(pair.weaker).fault; });
    std::vector<const Trajectory*> moved;
    for (const RunOutcome& outcome : others.outcomes)
        moved.push_back(&outcome.trajectory);
    const auto before = by_service(drawn), after = by_service(moved);
    finding.relabelling = before;
    for (std::size_t i = 0; i < before.size(); ++i)
        for (std::size_t s = 0; s < place.size(); ++s)
            finding.relabelling[i][s] -= after[i][place[s]];
}

} // namespace mutualise::testing
