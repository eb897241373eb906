/// \file Boxes as a result file.
#include "box_text.hpp"

#include <fmt/format.h>

namespace mutualise
{

namespace
{

void add_counts(Result& result, const Discovery& found)
{
    const auto scalar = [&](const char* name, const char* meaning, double value) {
        result.variables.push_back({name, meaning, "1", {}, std::vector<double>{value}});
    };
    scalar("runs", "runs asked of", found.all.runs);
    scalar("hits", "of them, those looked for", found.all.hits);
    scalar("points", "design points", static_cast<double>(found.all.points));
    scalar("boxes_found", "boxes that chance would not make", static_cast<double>(found.boxes.size()));
    scalar("rest_p_value", "of the permutation test of the best box not found", found.rest_p_value);
}

void add_axes(Result& result, const PrimPoints& points, const Discovery& found)
{
    std::vector<double> number, step;
    std::vector<std::string> names;
    for (const FoundBox& box : found.boxes) {
        number.push_back(static_cast<double>(number.size() + 1));
        for (std::size_t i = 0; i < box.trajectory.size(); ++i)
            step.push_back(static_cast<double>(step.size()));
    }
    for (const PrimDimension& dimension : points.dimensions)
        names.push_back(dimension.name);
    result.axes = {{"box", "box, in the order found", "1", number},
                   {"factor", "factor of the study, or variant", "", names},
                   {"step", "step of peeling, all boxes one after the other", "1", step}};
}

void add_boxes(Result& result, const PrimPoints& points, const Discovery& found)
{
    std::vector<double> density, coverage, mass, held, p_value, chosen;
    std::vector<std::string> sentences;
    for (const FoundBox& box : found.boxes) {
        density.push_back(box.share.density());
        coverage.push_back(box.share.hits / found.all.hits);
        held.push_back(static_cast<double>(box.share.points));
        mass.push_back(held.back() / static_cast<double>(found.all.points));
        p_value.push_back(box.p_value);
        chosen.push_back(static_cast<double>(box.chosen));
        sentences.push_back(box_text(points, box.box));
    }
    const auto by_box = [&](const char* name, const char* meaning, const std::vector<double>& values) {
        result.variables.push_back({name, meaning, "1", {"box"}, values});
    };
    by_box("density", "share of the box's runs that are looked for", density);
    by_box("coverage", "share of all such runs that the box holds", coverage);
    by_box("mass", "share of the design points that the box holds", mass);
    by_box("box_points", "design points in the box", held);
    by_box("p_value", "of the permutation test", p_value);
    by_box("chosen_step", "step of the box's peeling that was taken, from 0", chosen);
    result.variables.push_back({"restrictions", "the box in words", "", {"box"}, sentences});
}

void add_limits(Result& result, const PrimPoints& points, const Discovery& found)
{
    std::vector<double> quasi;
    std::vector<std::string> lower, upper, levels;
    for (const FoundBox& box : found.boxes)
        for (std::size_t d = 0; d < points.dimensions.size(); ++d) {
            const PrimDimension& dimension = points.dimensions[d];
            const bool in = box.box.restricts(d);
            const KeptLimits limits = in && dimension.ordered ? kept_limits(dimension, box.box.kept[d]) : KeptLimits{};
            lower.push_back(limits.low);
            upper.push_back(limits.high);
            levels.push_back(in && !dimension.ordered ? levels_text(dimension, box.box.kept[d]) : "");
            quasi.push_back(box.quasi_p[d]);
        }
    const std::vector<std::string> by{"box", "factor"};
    result.variables.push_back({"lower", "lowest value; empty: no limit", "", by, lower});
    result.variables.push_back({"upper", "highest value; empty: no limit", "", by, upper});
    result.variables.push_back({"levels", "levels kept; empty: all", "", by, levels});
    result.variables.push_back({"quasi_p", "quasi-p value of the restriction; 1: none", "1", by, quasi});
}

void add_steps(Result& result, const Discovery& found)
{
    std::vector<double> of_box, density, coverage, held;
    for (std::size_t b = 0; b < found.boxes.size(); ++b)
        for (const PrimStep& each : found.boxes[b].trajectory) {
            of_box.push_back(static_cast<double>(b + 1));
            density.push_back(each.share.density());
            coverage.push_back(each.share.hits / found.all.hits);
            held.push_back(static_cast<double>(each.share.points));
        }
    const auto by_step = [&](const char* name, const char* meaning, const std::vector<double>& values) {
        result.variables.push_back({name, meaning, "1", {"step"}, values});
    };
    by_step("step_box", "box that was being peeled", of_box);
    by_step("step_density", "share of its runs that are looked for", density);
    by_step("step_coverage", "share of all such runs that it holds", coverage);
    by_step("step_points", "design points in it", held);
}

} // namespace

Result discovery_result(const PrimPoints& points, const Discovery& found, const Question& question,
                        const PrimOptions& options)
{
    Result result;
    result.analysis = "discover";
    result.title = "boxes of factors in which " + goals_text(question) + (question.fails ? " is not met" : " is met");
    result.settings = {{"goal", goals_text(question)},
                       {"asked", question.fails ? "fails" : "meets"},
                       {"alpha", fmt::format("{}", options.alpha)},
                       {"least_mass", fmt::format("{}", options.least_mass)},
                       {"quasi_p", fmt::format("{}", options.quasi_p)},
                       {"significance", fmt::format("{}", options.significance)},
                       {"permutations", fmt::format("{}", options.permutations)},
                       {"boxes", fmt::format("{}", options.boxes)},
                       {"seed", fmt::format("{}", options.seed)}};
    add_counts(result, found);
    if (found.boxes.empty())
        return result;
    add_axes(result, points, found);
    add_boxes(result, points, found);
    add_limits(result, points, found);
    add_steps(result, found);
    return result;
}

} // namespace mutualise
