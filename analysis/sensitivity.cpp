/// \file From a sample's outputs to indices, output by output.
#include "mutualise/analysis/sensitivity.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/study/design.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// The value of `key = value` within the [design] of a study's text; empty where there is none.
std::string design_value(const std::string& study, const std::string& key)
{
    const std::size_t start = study.find("\n[design]\n");
    if (start == std::string::npos)
        return "";
    const std::size_t end = study.find("\n[", start + 2), at = study.find("\n" + key + " = ", start + 1);
    if (at == std::string::npos || at >= end)
        return "";
    const std::size_t from = at + key.size() + 4;
    std::string value = study.substr(from, study.find('\n', from) - from);
    value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
    return value;
}

/// Rows of the unit cube that the study's trajectories went through.
InputMatrix unit_matrix(const StudyValues& study, const RecordedDesign& recorded)
{
    InputMatrix matrix;
    for (const FactorColumn& factor : study.factors)
        matrix.names.push_back(factor.name);
    matrix.lower.assign(matrix.names.size(), 0);
    matrix.upper.assign(matrix.names.size(), 1);
    Design design;
    design.kind = DesignKind::morris;
    design.trajectories = recorded.trajectories;
    design.levels = recorded.levels;
    design.seed = recorded.seed;
    const UnitRows rows = morris_rows(matrix.names, design);
    matrix.rows = rows.size();
    for (const auto& row : rows)
        matrix.values.insert(matrix.values.end(), row.begin(), row.end());
    return matrix;
}

/// Sizes of a variant's part of the study.
struct Shape {
    std::size_t first = 0, rows = 0; ///< points
    std::size_t block = 1;           ///< rows of a base point or trajectory
};

Shape shape_of(const StudyValues& study, std::uint32_t variant, std::size_t block)
{
    const auto& of_point = study.variant_of_point;
    Shape shape;
    shape.first = static_cast<std::size_t>(std::find(of_point.begin(), of_point.end(), variant) - of_point.begin());
    shape.rows = static_cast<std::size_t>(std::count(of_point.begin(), of_point.end(), variant));
    shape.block = block;
    return shape;
}

/// Blocks of which every row has all the replicates that a row has at most.
std::vector<std::size_t> whole_blocks(const StudyValues& study, const Shape& shape)
{
    std::size_t most = 0;
    for (std::size_t p = 0; p < shape.rows; ++p)
        most = std::max(most, study.seeds[shape.first + p].size());
    std::vector<std::size_t> whole;
    for (std::size_t b = 0; b < shape.rows / shape.block; ++b) {
        bool all = most > 0;
        for (std::size_t p = b * shape.block; p < (b + 1) * shape.block; ++p)
            all = all && study.seeds[shape.first + p].size() == most;
        if (all)
            whole.push_back(b);
    }
    return whole;
}

ReplicatedOutput output_of(const StudyValues& study, std::size_t outcome, const Shape& shape,
                           const std::vector<std::size_t>& blocks)
{
    ReplicatedOutput output;
    output.rows = blocks.size() * shape.block;
    for (const std::size_t b : blocks)
        for (std::size_t p = b * shape.block; p < (b + 1) * shape.block; ++p) {
            const std::vector<double>& values = study.values[outcome][shape.first + p];
            output.replicates = values.size();
            output.values.insert(output.values.end(), values.begin(), values.end());
        }
    return output;
}

/// The steps of the trajectories that are kept, their rows closed up.
MorrisLayout kept(const MorrisLayout& layout, const std::vector<std::size_t>& trajectories)
{
    MorrisLayout rest{layout.factors, trajectories.size(), {}};
    for (std::size_t k = 0; k < trajectories.size(); ++k)
        for (std::size_t j = 0; j < layout.factors; ++j) {
            ElementaryStep step = layout.steps[trajectories[k] * layout.factors + j];
            step.from = step.from - trajectories[k] * (layout.factors + 1) + k * (layout.factors + 1);
            rest.steps.push_back(step);
        }
    return rest;
}

void require_rows(std::size_t found, std::size_t expected, const StudyValues& study)
{
    if (found != expected)
        throw Mismatch(
            fmt::format("{}: a variant has {} points where its design makes {}", study.study, found, expected));
}

} // namespace

RecordedDesign recorded_design(const std::string& resolved_study)
{
    RecordedDesign design;
    design.kind = design_value(resolved_study, "kind");
    const auto whole = [&](const char* key, auto& to) {
        const std::string text = design_value(resolved_study, key);
        const bool hex = text.starts_with("0x");
        const char* const end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data() + (hex ? 2 : 0), end, to, hex ? 16 : 10);
        if (!text.empty() && (error != std::errc() || stop != end))
            throw Mismatch(fmt::format("the recorded study's design has {} = {}, which is no number", key, text));
    };
    whole("points", design.points);
    whole("trajectories", design.trajectories);
    whole("levels", design.levels);
    whole("seed", design.seed);
    design.second_order = design_value(resolved_study, "second_order") != "false";
    if (design.levels < 2 || design.levels % 2 != 0)
        throw Mismatch(fmt::format("the recorded study's design has levels = {}, which is no grid", design.levels));
    return design;
}

Sensitivity sensitivity_of(const ForeignSample& sample, SensitivityMethod method, SecondOrder second_order,
                           const BootstrapOptions& options)
{
    Sensitivity found;
    found.method = method;
    found.factors = sample.inputs.names;
    found.confidence = options.confidence;
    for (std::size_t c = 0; c < sample.outputs.size(); ++c)
        found.outputs.push_back(fmt::format("{}", c + 1));
    if (method == SensitivityMethod::sobol) {
        const SaltelliLayout layout = saltelli_layout(sample.inputs, second_order);
        found.units = layout.base;
        found.second_order = layout.second_order;
        for (const ReplicatedOutput& output : sample.outputs)
            found.sobol.push_back(sobol_indices(layout, output, options));
    } else {
        const MorrisLayout layout = morris_layout(sample.inputs);
        found.units = layout.trajectories;
        for (const ReplicatedOutput& output : sample.outputs)
            found.morris.push_back(elementary_effects(layout, output, options));
    }
    return found;
}

std::vector<Sensitivity> sensitivity_of(const StudyValues& study, const RecordedDesign& design, MissingRuns missing,
                                        const BootstrapOptions& options)
{
    if (design.kind != "saltelli" && design.kind != "morris")
        throw UsageError(fmt::format("{} has the design \"{}\": Sobol's indices need \"saltelli\", elementary effects "
                                     "\"morris\" (docs/studies.md, Designs)",
                                     study.study, design.kind));
    const bool sobol = design.kind == "saltelli";
    const std::size_t factors = study.factors.size();
    const SaltelliLayout saltelli{factors, design.points, design.second_order};
    if (!sobol) // before as many rows are made
        require_rows(shape_of(study, 0, 1).rows, std::size_t{design.trajectories} * (factors + 1), study);
    const MorrisLayout morris = sobol ? MorrisLayout{} : morris_layout(unit_matrix(study, design));
    std::vector<Sensitivity> all;
    for (std::uint32_t v = 0; v < study.variants.size(); ++v) {
        const Shape shape = shape_of(study, v, sobol ? saltelli.block() : factors + 1);
        require_rows(shape.rows, sobol ? saltelli.rows() : morris.rows(), study);
        const std::vector<std::size_t> blocks = whole_blocks(study, shape);
        Sensitivity& found = all.emplace_back();
        found.method = sobol ? SensitivityMethod::sobol : SensitivityMethod::morris;
        found.variant = study.variants[v];
        found.confidence = options.confidence;
        found.second_order = sobol && design.second_order;
        found.units = blocks.size();
        found.left_out = shape.rows / shape.block - blocks.size();
        if (blocks.empty() || (found.left_out > 0 && missing == MissingRuns::refuse))
            throw Mismatch(fmt::format("{}, {}: {} of {} {} lack a run", study.study, found.variant, found.left_out,
                                       shape.rows / shape.block, sobol ? "base points" : "trajectories"));
        for (const FactorColumn& factor : study.factors)
            found.factors.push_back(factor.name);
        for (std::size_t o = 0; o < study.outcomes.size(); ++o) {
            const ReplicatedOutput output = output_of(study, o, shape, blocks);
            found.outputs.push_back(study.outcomes[o].text);
            found.replicates = output.replicates;
            if (const std::size_t bad = count_not_finite(output.values); bad > 0)
                throw Mismatch(fmt::format("{} is no number in {} of {} runs: it has no indices",
                                           study.outcomes[o].text, bad, output.values.size()));
            if (sobol)
                found.sobol.push_back(sobol_indices({factors, blocks.size(), design.second_order}, output, options));
            else
                found.morris.push_back(elementary_effects(kept(morris, blocks), output, options));
        }
    }
    return all;
}

} // namespace mutualise
