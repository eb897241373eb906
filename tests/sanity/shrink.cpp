#include "sanity/shrink.hpp"

#include "mutualise/scenario/reader.hpp"
#include "mutualise/scenario/scenario_fields.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <sstream>
#include <type_traits>
#include <utility>

namespace mutualise::testing
{

namespace
{

/// One thing taken back to its default; true where that changes the scenario.
using Simplification = std::function<void(Scenario&)>;

/// Groups of simplifications, from coarse to fine: each is tried as a whole, then by halves.
std::vector<std::vector<Simplification>> parameter_groups()
{
    std::vector<std::vector<Simplification>> groups;
    for_each_process([&](const char*, auto process, auto list) {
        std::vector<Simplification> group;
        for (const auto& field : list)
            std::visit(
                [&](auto member) {
                    group.push_back([process, member](Scenario& s) {
                        static const Parameters standard;
                        s.parameters.*process.*member = standard.*process.*member;
                    });
                },
                field.member);
        groups.push_back(std::move(group));
    });
    return groups;
}

std::vector<Simplification> settings_group()
{
    return {[](Scenario& s) { s.diagnostic = {}; },
            [](Scenario& s) { s.initial = {}; },
            [](Scenario& s) {
                s.population.ties_organisation = 3;
                s.population.ties_region = 2;
                s.population.ties_service = 1;
                s.population.reciprocal = false;
            },
            [](Scenario& s) { s.horizon.spin_up_months = 0; },
            [](Scenario& s) { s.population.scale = 0.01; },
            [](Scenario& s) { s.population.seed = 2010; },
            [](Scenario& s) { s.seed = 1; }};
}

/// Every spell of every kind, and then their strengths and scopes.
std::vector<std::vector<Simplification>> lever_groups()
{
    std::vector<std::vector<Simplification>> groups;
    std::vector<Simplification> drops;
    for_each_lever_kind([&](auto kind) { drops.push_back([kind](Scenario& s) { (s.levers.*kind).clear(); }); });
    for_each_lever_kind([&](auto kind) {
        drops.push_back(
            [kind](Scenario& s) { (s.levers.*kind).resize(std::min<std::size_t>(1, (s.levers.*kind).size())); });
    });
    groups.push_back(std::move(drops));
    std::vector<Simplification> fine;
    for_each_lever_kind([&]<class Lever>(std::vector<Lever> Levers::*kind) {
        for (const Field<Lever>& field : fields<Lever>())
            std::visit(
                [&](auto member) {
                    using Value = std::decay_t<decltype(std::declval<Lever>().*member)>;
                    if constexpr (!std::is_same_v<Value, Month>)
                        fine.push_back([kind, member](Scenario& s) {
                            static const Lever standard{};
                            for (Lever& lever : s.levers.*kind)
                                lever.*member = standard.*member;
                        });
                },
                field.member);
        fine.push_back([kind](Scenario& s) {
            for (Lever& lever : s.levers.*kind)
                lever.scope.services = lever.scope.regions = ~std::uint64_t{0};
        });
        fine.push_back([kind](Scenario& s) {
            for (Lever& lever : s.levers.*kind)
                lever.scope.announced = lever.scope.from;
        });
    });
    groups.push_back(std::move(fine));
    return groups;
}

class Shrinker
{
public:
    Shrinker(Violation violation, int tries) : violation_(std::move(violation)), tries_(tries) {}

    void take_back(const std::vector<Simplification>& group, std::size_t first, std::size_t last)
    {
        if (first == last || tries_ <= 0)
            return;
        ScenarioPair simpler = violation_.pair;
        for (std::size_t i = first; i < last; ++i) {
            group[i](simpler.weaker);
            group[i](simpler.stronger);
        }
        if (simpler.weaker == violation_.pair.weaker && simpler.stronger == violation_.pair.stronger)
            return;
        const bool same = simpler.weaker == simpler.stronger && !(violation_.pair.weaker == violation_.pair.stronger);
        if (!same && holds(simpler))
            return;
        if (last - first > 1) {
            const std::size_t middle = first + (last - first) / 2;
            take_back(group, first, middle);
            take_back(group, middle, last);
        }
    }
    Violation result() && { return std::move(violation_); }

private:
    bool holds(const ScenarioPair& simpler)
    {
        --tries_;
        std::string figures = violation_.fault(simpler);
        if (figures.empty())
            return false;
        violation_.pair = simpler;
        violation_.figures = std::move(figures);
        return true;
    }

    Violation violation_;
    int tries_;
};

} // namespace

Violation shrunk(Violation violation, int tries)
{
    Shrinker shrinker(std::move(violation), tries);
    for (int pass = 0; pass < 2; ++pass) { // what had to stay at first may go once other things are gone
        for (const auto& group : lever_groups())
            shrinker.take_back(group, 0, group.size());
        const auto settings = settings_group();
        shrinker.take_back(settings, 0, settings.size());
        std::vector<Simplification> all;
        for (const auto& group : parameter_groups())
            all.insert(all.end(), group.begin(), group.end());
        shrinker.take_back(all, 0, all.size());
    }
    return std::move(shrinker).result();
}

std::string short_text(const Scenario& scenario, const SystemData& data)
{
    std::istringstream whole(canonical_text(scenario, data)), standard(canonical_text(Scenario{}, data));
    std::vector<std::string> defaults; // "[table] line"
    std::string table, line;
    while (std::getline(standard, line)) {
        table = line.starts_with('[') ? line : table;
        defaults.push_back(table + line);
    }
    std::string text, heading;
    while (std::getline(whole, line)) {
        if (line.empty() || line.starts_with('[')) {
            heading = line.empty() ? heading : "\n" + line + "\n";
            table = line.empty() ? table : line;
            continue;
        }
        const bool ours = std::find(defaults.begin(), defaults.end(), table + line) != defaults.end();
        if (ours && !table.starts_with("[lever."))
            continue;
        text += heading + line + "\n";
        heading.clear();
    }
    return text;
}

std::string told(const Violation& violation, const SystemData& data)
{
    std::string text =
        fmt::format("# {}\n# {}\n", violation.property, violation.figures) + short_text(violation.pair.weaker, data);
    if (violation.pair.weaker == violation.pair.stronger)
        return text;
    Scenario levers; // of the stronger, for what differs in them
    levers.levers = violation.pair.stronger.levers;
    std::istringstream before(short_text(violation.pair.weaker, data)), after(short_text(levers, data));
    std::vector<std::string> weaker;
    std::string table, line;
    while (std::getline(before, line)) {
        table = line.starts_with('[') ? line : table;
        weaker.push_back(table + line);
    }
    text += "\n# More generous:\n";
    table.clear();
    std::string heading;
    while (std::getline(after, line)) {
        if (line.starts_with('[')) {
            table = line;
            heading = "#   " + line + "\n";
        } else if (!table.empty() && !line.empty() &&
                   std::find(weaker.begin(), weaker.end(), table + line) == weaker.end()) {
            text += heading + "#   " + line + "\n";
            heading.clear();
        }
    }
    return text;
}

} // namespace mutualise::testing
