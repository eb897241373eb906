#include "sanity/check.hpp"

#include "sanity/accounts.hpp"
#include "sanity/limits.hpp"
#include "sanity/relabel.hpp"

#include "support/isolation.hpp"
#include "support/whole_runs.hpp"

#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <unistd.h>

namespace mutualise::testing
{

namespace
{

constexpr std::uint32_t seeds = 3; ///< of a scenario

std::string first_of(const std::vector<std::string>& faults) { return faults.empty() ? "" : faults.front(); }

Population people_of(const Scenario& scenario, const std::shared_ptr<const SystemData>& data)
{
    return synthesise(data, scenario.population);
}

std::string fault_of(const RunOutcome& outcome, const Scenario& scenario, const Population& people)
{
    return outcome.failed ? outcome.failure : first_of(unbalanced(outcome.trajectory, scenario, people));
}

// --- Faults that can be found again in a smaller scenario.

Fault books_fault(const Material& material)
{
    return [&material](const ScenarioPair& pair) -> std::string {
        const Population people = people_of(pair.weaker, material.data);
        for (const RunOutcome& outcome : runs_of(people, {&pair.weaker}, 0, seeds))
            if (const std::string found = fault_of(outcome, pair.weaker, people); !found.empty())
                return found;
        return "";
    };
}

Fault limit_fault(const Material& material, const Limit& limit, bool nobody)
{
    return [&material, &limit, nobody](const ScenarioPair& pair) -> std::string {
        Scenario scenario = pair.weaker;
        limit.at_zero(scenario);
        const Population people = people_of(scenario, nobody ? material.nobody : material.data);
        const double happened = limit.happened(runs_of(people, {&scenario}, 0, 1).front().trajectory);
        return happened == 0 ? "" : fmt::format("{} is not 0", happened);
    };
}

Fault bytes_fault(const Material& material)
{
    return [&material](const ScenarioPair& pair) -> std::string {
        const Population people = people_of(pair.weaker, material.data);
        const std::string packed = digest(runs_of(people, {&pair.weaker}, 0, seeds)[1].trajectory),
                          alone = digest(runs_of(people, {&pair.weaker}, 1, 1).front().trajectory);
        return packed == alone ? "" : fmt::format("packed {}, alone {}", packed.substr(0, 16), alone.substr(0, 16));
    };
}

/// Proposals by first unit and month of launch.
std::map<std::pair<std::uint32_t, int>, ProposalRow> by_launch(const Trajectory& record)
{
    std::map<std::pair<std::uint32_t, int>, ProposalRow> rows;
    for (const ProposalRow& row : record.proposals)
        rows.emplace(std::pair(row.unit, row.launched), row);
    return rows;
}

struct Fates {
    std::size_t kept = 0, saved = 0, lost = 0;
    std::string first_lost;
};

Fates compare_fates(const Trajectory& weaker, const Trajectory& stronger)
{
    Fates fates;
    const auto after = by_launch(stronger);
    for (const auto& [launch, before] : by_launch(weaker)) {
        const auto found = after.find(launch);
        if (found == after.end() || found->second.units != before.units)
            continue; // never launched, or another proposal
        const bool founded = (before.flags & 16) != 0, founded_then = (found->second.flags & 16) != 0;
        fates.kept += founded ? 1U : 0U;
        fates.saved += before.reason >= 0 && founded_then ? 1U : 0U;
        if (founded && found->second.reason >= 0 && fates.lost++ == 0)
            fates.first_lost = fmt::format(
                "unit {}, launched in row {}, founded in row {}: {} in row {}", before.unit, before.launched,
                before.ended, reason_names[static_cast<std::size_t>(found->second.reason)], found->second.ended);
    }
    return fates;
}

Fates isolated_fates(const ScenarioPair& pair, bool sponsored, const Population& nobody)
{
    const ScenarioPair alone = isolated_pair(pair, sponsored);
    const auto outcomes = runs_of(nobody, {&alone.weaker, &alone.stronger}, 0, 1);
    return compare_fates(outcomes[0].trajectory, outcomes[1].trajectory);
}

Fault fate_fault(const Material& material, bool sponsored)
{
    return [&material, sponsored](const ScenarioPair& pair) -> std::string {
        const Fates fates = isolated_fates(pair, sponsored, people_of(pair.weaker, material.nobody));
        return fates.lost == 0 ? "" : fmt::format("{} lost: {}", fates.lost, fates.first_lost);
    };
}

// --- The properties of one scenario.

void add(Finding& finding, std::string property, std::string figures, ScenarioPair pair, Fault fault)
{
    if (!figures.empty())
        finding.violations.push_back({std::move(property), std::move(figures), std::move(pair), std::move(fault)});
}

/// The kinds whose generosity this scenario tries: two of the eight in turn.
std::array<std::size_t, 2> kinds_tried(std::uint32_t number)
{
    const std::size_t kinds = ladder_names.size();
    return {number % kinds, (number + 1 + number / kinds % (kinds - 1)) % kinds};
}

double at_end(const Trajectory& record, Observable o) { return record.total(o, record.rows() - 1); }

/// Runs under base, raised levers and limits share batches; the base's runs come first.
std::vector<RunOutcome> check_ladders(Finding& finding, const Scenario& base, const Population& people)
{
    std::vector<Scenario> raised;
    std::vector<std::size_t> kinds;
    for (const std::size_t kind : kinds_tried(finding.number)) {
        Scenario more = base;
        more.levers = more_generous(finding.number, base, kind);
        if (more.levers == base.levers)
            continue;
        raised.push_back(std::move(more));
        kinds.push_back(kind);
    }
    std::vector<const Scenario*> all{&base};
    for (const Scenario& scenario : raised)
        all.push_back(&scenario);
    std::vector<RunOutcome> outcomes = runs_of(people, all, 0, seeds);
    for (std::size_t i = 1; i < all.size(); ++i) {
        double live = 0, founded = 0;
        for (std::size_t seed = 0; seed < seeds; ++seed) {
            const Trajectory &weak = outcomes[seed * all.size()].trajectory,
                             &strong = outcomes[seed * all.size() + i].trajectory;
            live += at_end(strong, Observable::mutuals_live_all) - at_end(weak, Observable::mutuals_live_all);
            founded +=
                sum_over_run(strong, Observable::mutuals_founded) - sum_over_run(weak, Observable::mutuals_founded);
        }
        finding.live[kinds[i - 1]] = live / seeds;
        finding.started[kinds[i - 1]] = founded / seeds;
    }
    return outcomes;
}

void check_books(Finding& finding, const Scenario& base, const Population& people, const Material& material,
                 const std::vector<RunOutcome>& outcomes)
{
    for (const RunOutcome& outcome : outcomes) // the levers differ between them, which accounts must stand
        if (outcome.failed)
            add(finding, "identities", outcome.failure, {base, base}, books_fault(material));
    const std::size_t each = outcomes.size() / seeds;
    for (std::size_t seed = 0; seed < seeds; ++seed) {
        const RunOutcome& outcome = outcomes[seed * each];
        add(finding, "identities", fault_of(outcome, base, people), {base, base}, books_fault(material));
        finding.launches += sum_over_run(outcome.trajectory, Observable::launches) / seeds;
        finding.founded += sum_over_run(outcome.trajectory, Observable::mutuals_founded) / seeds;
    }
}

struct ReadBack {
    Scenario scenario;
    std::string refused; ///< why; empty where it was read
};

/// The scenario as its canonical text reads.
ReadBack read_back(const Scenario& scenario, const SystemData& data)
{
    const auto file = std::filesystem::temp_directory_path() /
                      fmt::format("mutualise-sanity-{}-{}.toml", getpid(), reinterpret_cast<std::uintptr_t>(&scenario));
    std::ofstream(file) << canonical_text(scenario, data);
    ReadBack back;
    try {
        back.scenario = read_scenario(file, data).scenario;
    } catch (const InputError& error) {
        back.refused = error.what();
    }
    std::filesystem::remove(file);
    return back;
}

/// The scenario written and read back, alone in its batch: the same bytes.
void check_bytes(Finding& finding, const Scenario& base, const Population& people, const Material& material,
                 const Trajectory& packed)
{
    const ReadBack again = read_back(base, *material.data);
    add(finding, "valid", again.refused, {base, base},
        [&material](const ScenarioPair& pair) { return read_back(pair.weaker, *material.data).refused; });
    if (!again.refused.empty())
        return;
    const std::string once = digest(packed),
                      twice = digest(runs_of(people, {&again.scenario}, 1, 1).front().trajectory);
    add(finding, "same bytes when rerun", once == twice ? "" : once.substr(0, 16) + " is not " + twice.substr(0, 16),
        {base, base}, bytes_fault(material));
}

void check_limits(Finding& finding, const Scenario& base, const Population& people, const Population& nobody,
                  const Material& material)
{
    std::vector<Scenario> limited(limits().size(), base);
    std::vector<const Scenario*> all;
    for (std::size_t i = 0; i < limited.size(); ++i) {
        limits()[i].at_zero(limited[i]);
        all.push_back(&limited[i]);
    }
    const std::vector<RunOutcome> outcomes = runs_of(people, all, 0, 1);
    for (std::size_t i = 0; i < limited.size(); ++i) {
        add(finding, limits()[i].name,
            outcomes[i].failed ? outcomes[i].failure
            : limits()[i].happened(outcomes[i].trajectory) == 0
                ? ""
                : fmt::format("{} is not 0", limits()[i].happened(outcomes[i].trajectory)),
            {base, base}, limit_fault(material, limits()[i], false));
        if (!outcomes[i].failed)
            add(finding, "identities", first_of(unbalanced(outcomes[i].trajectory, limited[i], people)),
                {limited[i], limited[i]}, books_fault(material));
    }
    Scenario quiet = base;
    nothing_happens().at_zero(quiet);
    const RunOutcome outcome = runs_of(nobody, {&quiet}, 0, 1).front();
    const double happened = outcome.failed ? 1 : nothing_happens().happened(outcome.trajectory);
    add(finding, nothing_happens().name, happened == 0 ? "" : fmt::format("{} is not 0", happened), {base, base},
        limit_fault(material, nothing_happens(), true));
}

void check_fates(Finding& finding, const Scenario& base, const Population& nobody, const Material& material)
{
    finding.exact_kind = finding.number % (ladder_names.size() - 1); // a deadline's is no lever of one proposal
    const bool sponsored = finding.number / ladder_names.size() % 2 != 0;
    ScenarioPair pair{base, base};
    pair.stronger.levers = more_generous(finding.number, base, finding.exact_kind);
    const Fates fates = isolated_fates(pair, sponsored, nobody);
    finding.kept = fates.kept;
    finding.saved = fates.saved;
    add(finding,
        fmt::format("a more generous {} never ends a proposal alone ({})", ladder_names[finding.exact_kind],
                    sponsored ? "sponsors" : "staff"),
        fates.lost == 0 ? "" : fmt::format("{} lost: {}", fates.lost, fates.first_lost), pair,
        fate_fault(material, sponsored));
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

void check_labels(Finding& finding, const Scenario& base, const Material& material,
                  const std::vector<RunOutcome>& outcomes)
{
    const auto place = new_places(finding.number, material.data->services.size());
    Scenario moved = relabelled(base, place);
    moved.population.seed += 1'000'003; // another population and other runs: as likely as those drawn
    const Population people = people_of(moved, relabelled(*material.data, place));
    const std::vector<RunOutcome> others = runs_of(people, {&moved}, 1000, seeds);
    std::vector<const Trajectory*> drawn, relabelled_runs;
    for (std::size_t seed = 0; seed < seeds; ++seed) {
        drawn.push_back(&outcomes[seed * (outcomes.size() / seeds)].trajectory);
        relabelled_runs.push_back(&others[seed].trajectory);
        if (others[seed].failed)
            add(finding, "identities, relabelled", others[seed].failure, {base, base}, books_fault(material));
    }
    const auto before = by_service(drawn), after = by_service(relabelled_runs);
    finding.relabelling = before;
    for (std::size_t i = 0; i < before.size(); ++i)
        for (std::size_t s = 0; s < place.size(); ++s)
            finding.relabelling[i][s] -= after[i][place[s]];
}

} // namespace

Material load_material(const DrawnSize& size)
{
    Material material;
    material.data = data();
    SystemData without = *material.data;
    without.initial.clear();
    material.nobody = std::make_shared<const SystemData>(std::move(without));
    material.priors = read_priors(*material.data);
    material.size = size;
    return material;
}

std::vector<RunOutcome> runs_of(const Population& people, const std::vector<const Scenario*>& scenarios,
                                std::uint32_t first_seed, std::uint32_t count)
{
    std::vector<RunRequest> requests;
    for (std::uint32_t seed = 0; seed < count; ++seed)
        for (const Scenario* scenario : scenarios)
            requests.push_back({scenario, run_key(scenario->seed, first_seed + seed)});
    std::vector<RunOutcome> outcomes;
    for (std::size_t first = 0; first < requests.size(); first += max_lanes) {
        const std::size_t lanes = std::min<std::size_t>(max_lanes, requests.size() - first);
        for (RunOutcome& outcome : run(people, {requests.begin() + static_cast<std::ptrdiff_t>(first),
                                                requests.begin() + static_cast<std::ptrdiff_t>(first + lanes)}))
            outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

ScenarioPair isolated_pair(const ScenarioPair& pair, bool sponsored)
{
    ScenarioPair alone = pair;
    for (Scenario* scenario : {&alone.weaker, &alone.stronger}) {
        Parameters& p = scenario->parameters;
        isolate(p);
        p.trading.volatility = p.trading.cost_spread = 0;
        p.procurement.direct_later_factor = 1;                                  // no new era to be early or late for
        p.attitudes.influence_most = std::min(p.attitudes.influence_most, 0.7); // attitudes settle in the spin-up
        p.attitudes.influence_least = std::min(p.attitudes.influence_least, p.attitudes.influence_most);
        scenario->horizon.spin_up_months = 40;
        scenario->horizon.last = std::max(scenario->horizon.last, Month::of(2013, 6));
        scenario->diagnostic = {};
        // Much to see: nobody refuses nearly everybody.
        for (double* chance : {&p.review.unit_manager_veto, &p.review.middle_manager_veto, &p.review.head_veto,
                               &p.review.finance_veto, &p.review.leadership_veto})
            *chance = std::min(*chance, -0.5);
        p.proposals.champion_share = std::max(p.proposals.champion_share, 0.02);
        p.proposals.building_months = std::min(p.proposals.building_months, 8.0);
        p.review.answer_chance = std::max(p.review.answer_chance, 0.4);
        p.mobilisation.months = std::min(p.mobilisation.months, 8.0);
        if (sponsored) { // a sponsor takes its whole branch: no staff proposal stands in its way
            p.proposals.launch_rate = 0;
            p.proposals.whole_branch_chance = 1;
            p.proposals.sponsor_rate = std::max(p.proposals.sponsor_rate, 0.05);
        } else {
            p.proposals.sponsor_rate = 0;
            p.proposals.launch_rate = 0.03; // beyond its bound: much to see
        }
        scenario->levers.deadline.clear();
        for_each_lever_kind([&](auto kind) {
            auto& spells = scenario->levers.*kind;
            spells.resize(std::min<std::size_t>(1, spells.size()));
            for (auto& lever : spells) {
                lever.scope.from = lever.scope.announced = scenario->horizon.first - 24;
                lever.scope.until = never;
            }
        });
        for (SupportProgramme& lever : scenario->levers.support)
            lever.budget = 1e12;
    }
    return alone;
}

LiveAtEnd live_at_end(const ScenarioPair& pair, const Material& material, std::uint32_t first_seed, std::uint32_t count)
{
    const Population people = people_of(pair.weaker, material.data);
    const auto outcomes = runs_of(people, {&pair.weaker, &pair.stronger}, first_seed, count);
    LiveAtEnd live;
    for (std::size_t i = 0; i < outcomes.size(); i += 2) {
        live.weaker.push_back(at_end(outcomes[i].trajectory, Observable::mutuals_live_all));
        live.stronger.push_back(at_end(outcomes[i + 1].trajectory, Observable::mutuals_live_all));
    }
    return live;
}

std::string where_they_went(const ScenarioPair& pair, const Material& material, std::uint32_t first_seed,
                            std::uint32_t count)
{
    const Population people = people_of(pair.weaker, material.data);
    const auto outcomes = runs_of(people, {&pair.weaker, &pair.stronger}, first_seed, count);
    std::string text;
    const auto line = [&](std::string_view name, const std::function<double(const Trajectory&)>& value) {
        double weak = 0, strong = 0;
        for (std::size_t i = 0; i < outcomes.size(); i += 2) {
            weak += value(outcomes[i].trajectory);
            strong += value(outcomes[i + 1].trajectory);
        }
        if (weak != strong)
            text += fmt::format("#   {:<28} {:>8} {:>8}\n", name, weak, strong);
    };
    const auto of_run = [](Observable o) { return [o](const Trajectory& t) { return sum_over_run(t, o); }; };
    line("launches", of_run(Observable::launches));
    for (std::size_t reason = 0; reason < reason_names.size(); ++reason)
        line(reason_names[reason], [reason](const Trajectory& t) { return exits(t, static_cast<ExitReason>(reason)); });
    line("mutuals founded", of_run(Observable::mutuals_founded));
    line("mutuals ended", of_run(Observable::mutuals_failed));
    line("mutuals live at the end", [](const Trajectory& t) { return at_end(t, Observable::mutuals_live_all); });
    line("employees in them", [](const Trajectory& t) { return at_end(t, Observable::employees_in_mutuals); });
    return text;
}

Finding check_scenario(std::uint32_t number, const Material& material)
{
    Finding finding;
    finding.number = number;
    const Scenario base = draw_scenario(number, *material.data, material.priors, material.size);
    const Population people = people_of(base, material.data);
    Population nobody = people; // the same people, none of whom stands anywhere at the start
    nobody.data = material.nobody;
    const std::vector<RunOutcome> outcomes = check_ladders(finding, base, people);
    check_books(finding, base, people, material, outcomes);
    check_bytes(finding, base, people, material, outcomes[outcomes.size() / seeds].trajectory);
    check_limits(finding, base, people, nobody, material);
    check_fates(finding, base, nobody, material);
    check_labels(finding, base, material, outcomes);
    return finding;
}

} // namespace mutualise::testing
