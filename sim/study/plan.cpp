#include "mutualise/parallel/loops.hpp"
#include "mutualise/scenario/reader.hpp"
#include "mutualise/study/configuration.hpp"
#include "mutualise/study/work.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

namespace
{

FactorColumn column_of(const Study& study, std::size_t f)
{
    const Factor& factor = study.factors[f];
    FactorColumn column{factor.id, factor.unit, factor.kind == FactorKind::month, {}, {}};
    for (const DesignPoint& point : study.points) {
        const double value = point.values[f];
        column.texts.push_back(std::isnan(value) ? "" : value_text(factor, value));
        if (factor.kind != FactorKind::level)
            column.numbers.push_back(value);
    }
    return column;
}

/// The variant's scenario as its points have it.
std::string variant_text(const Study& study, const Variant& variant, const SystemData& data)
{
    Scenario scenario = variant.scenario;
    scenario.name = variant.id;
    scenario.seed = study.seed;
    return canonical_text(scenario, data);
}

struct PointFacts {
    std::string settings;
    std::vector<double> parameters;
    std::vector<std::uint8_t> drawn;
    PopulationSettings population;
    bool draws = false; ///< from a posterior
};

/// What the point's scenario is, and that it can be had back from the record.
PointFacts facts_of(const Study& study, const DesignPoint& point, const std::string& base, const SystemData& data)
{
    const Scenario scenario = scenario_of(study, point, data);
    const std::string text = canonical_text(scenario, data);
    PointFacts facts{settings_between(base, text), numbers_of(scenario.parameters), drawn_columns(scenario),
                     scenario.population, !scenario.posterior.drawn.empty()};
    if (canonical_text(scenario_of_texts(base, facts.settings, data), data) != text)
        throw std::logic_error("a point's scenario cannot be had back from its settings:\n" + facts.settings);
    return facts;
}

/// What runs draw: the same at all points that draw at all (`check_points`).
std::vector<std::vector<double>> draws_of(const Study& study, const std::vector<PointFacts>& facts,
                                          const SystemData& data)
{
    const auto drawing = std::find_if(facts.begin(), facts.end(), [](const PointFacts& each) { return each.draws; });
    if (drawing == facts.end())
        return {};
    const auto point = static_cast<std::size_t>(drawing - facts.begin());
    return draws_in_order(scenario_of(study, study.points[point], data), data);
}

} // namespace

std::vector<int> recorded_rows(const Study& study)
{
    const Horizon& horizon = study.variants.front().scenario.horizon;
    if (study.outputs.months.empty())
        return all_rows(horizon);
    std::vector<int> rows;
    for (const Month month : study.outputs.months)
        rows.push_back(horizon.row(month));
    return rows;
}

StudyPlan plan_of(const Study& study, const StudyGroups& groups, Populations& populations,
                  const std::shared_ptr<const SystemData>& data, std::uint32_t shards, const Provenance& program)
{
    StudyPlan plan;
    plan.configuration = configuration_of(study, *data, program, shards);
    plan.replicates = study.replicates;
    plan.shards = shards;
    plan.seed = study.seed;
    plan.common_seeds = study.seeds == Seeds::common;
    plan.data_digest = data->digest;
    Recording& r = plan.recording;
    r.name = study.name;
    r.description = study.description;
    r.horizon = groups.groups.front().horizon;
    r.rows = recorded_rows(study);
    r.observables = study.outputs.observables;
    StudyRecord& record = r.study.emplace();
    record.first_replicate = study.first_replicate;
    record.resolved_study = canonical_text(study, *data);
    for (const Variant& variant : study.variants) {
        record.variants.push_back(variant.id);
        record.scenarios.push_back(variant_text(study, variant, *data));
    }
    std::vector<PointFacts> facts(study.points.size());
    for_each_row(facts.size(), [&](std::size_t p) {
        facts[p] = facts_of(study, study.points[p], record.scenarios[study.points[p].variant], *data);
    });
    std::vector<std::int64_t> employees;
    for (const BatchGroup& group : groups.groups)
        employees.push_back(static_cast<std::int64_t>(populations.get(group.population)->employees.size()));
    for (std::size_t p = 0; p < facts.size(); ++p) {
        record.variant_of_point.push_back(study.points[p].variant);
        record.settings.push_back(std::move(facts[p].settings));
        record.scale.push_back(facts[p].population.scale);
        record.employees.push_back(employees[groups.of_point[p]]);
        r.parameters.push_back(std::move(facts[p].parameters));
        r.drawn.push_back(std::move(facts[p].drawn));
    }
    for (std::size_t f = 0; f < study.factors.size(); ++f)
        record.factors.push_back(column_of(study, f));
    r.draws = draws_of(study, facts, *data);
    r.scale = record.scale.front();
    r.employees = static_cast<std::uint64_t>(record.employees.front());
    return plan;
}

} // namespace mutualise
