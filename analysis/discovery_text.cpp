/// \file Boxes in words, and as a result file.
#include "mutualise/analysis/discovery.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// The shortest decimal in (low, high], or in [low, high) where `from_below` is false.
double shortest_between(double low, double high, bool from_below)
{
    double power = 1;
    for (int decimals = 0; decimals < 15; ++decimals, power *= 10) {
        const double found = from_below ? std::floor(high * power) / power : std::ceil(low * power) / power;
        if (from_below ? found > low && found <= high : found >= low && found < high)
            return found;
    }
    return from_below ? high : low;
}

std::string value_of(const PrimDimension& dimension, double value)
{
    if (dimension.months)
        return value >= never.value ? "never" : to_string(Month{static_cast<int>(value)});
    return fmt::format("{}", value);
}

/// Lowest and highest value that a box keeps of an ordered dimension, as limits; empty where there is none.
struct Limits {
    std::string low, high;
};

Limits limits_of(const PrimDimension& dimension, const std::vector<bool>& kept)
{
    const auto low = static_cast<std::size_t>(std::find(kept.begin(), kept.end(), true) - kept.begin());
    const auto high =
        kept.size() - 1 - static_cast<std::size_t>(std::find(kept.rbegin(), kept.rend(), true) - kept.rbegin());
    const std::vector<double>& values = dimension.distinct;
    const bool exact = dimension.whole || dimension.months;
    Limits limits;
    if (low > 0)
        limits.low = value_of(dimension, exact ? values[low] : shortest_between(values[low - 1], values[low], true));
    if (high + 1 < kept.size())
        limits.high =
            value_of(dimension, exact ? values[high] : shortest_between(values[high], values[high + 1], false));
    return limits;
}

std::string joined(const std::vector<std::string>& words, const char* last)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? last : ", ") + words[i];
    return text;
}

std::string levels_text(const PrimDimension& dimension, const std::vector<bool>& kept)
{
    std::vector<std::string> in, out;
    for (std::size_t rank = 0; rank < kept.size(); ++rank)
        (kept[rank] ? in : out).push_back(dimension.levels[static_cast<std::size_t>(dimension.distinct[rank])]);
    return in.size() > 2 && out.size() == 1 ? "not " + out[0] : joined(in, " or ");
}

std::string restriction_text(const PrimDimension& dimension, const std::vector<bool>& kept)
{
    if (!dimension.ordered)
        return fmt::format("{} is {}", dimension.name, levels_text(dimension, kept));
    const Limits limits = limits_of(dimension, kept);
    if (dimension.months)
        return fmt::format("{} is {}", dimension.name,
                           limits.low.empty()    ? limits.high + " or earlier"
                           : limits.high.empty() ? limits.low + " or later"
                                                 : "from " + limits.low + " to " + limits.high);
    return fmt::format("{} is {} [{}]", dimension.name,
                       limits.low.empty()    ? "at most " + limits.high
                       : limits.high.empty() ? "at least " + limits.low
                                             : "between " + limits.low + " and " + limits.high,
                       dimension.unit.empty() ? "-" : dimension.unit);
}

std::string goal_text(const Question& question)
{
    std::vector<std::string> goals;
    for (const Goal& goal : question.goals)
        goals.push_back(goal.text);
    return joined(goals, " and ");
}

/// The steps of a trajectory that tell something: about a dozen, the chosen one among them.
std::string trajectory_table(const FoundBox& box, const PrimShare& all)
{
    TextTable table({"", "points", "of all points", "density", "coverage"});
    const std::size_t steps = box.trajectory.size(), every = std::max<std::size_t>(1, steps / 10);
    for (std::size_t i = 0; i < steps; ++i)
        if (i % every == 0 || i == box.chosen || i + 1 == steps) {
            const PrimShare& share = box.trajectory[i].share;
            table.add({i == box.chosen ? "taken" : "", fmt::format("{}", share.points),
                       percent(static_cast<double>(share.points) / static_cast<double>(all.points)),
                       percent(share.density()), percent(share.hits / all.hits)});
        }
    return table.text();
}

std::string box_sentences(const PrimPoints& points, const Discovery& found, std::size_t b, const Question& question)
{
    const FoundBox& box = found.boxes[b];
    std::string text = fmt::format(
        "{}. {} {} {} in {} of the runs where {}; that is {} of all runs that {} it ({} of {} design points).\n", b + 1,
        b == 0 ? "The goal is" : "Apart from these, the goal is", question.fails ? "not" : "", "met",
        percent(box.share.density()), box_text(points, box.box), percent(box.share.hits / found.all.hits),
        question.fails ? "fail" : "meet", box.share.points, found.all.points);
    for (std::size_t at = text.find("  "); at != std::string::npos; at = text.find("  "))
        text.erase(at, 1);
    std::vector<std::string> values;
    for (std::size_t d = 0; d < points.dimensions.size(); ++d)
        if (box.box.restricts(d))
            values.push_back(fmt::format("{} {:.2g}", points.dimensions[d].name, box.quasi_p[d]));
    return text +
           fmt::format("   Quasi-p values: {}. Elsewhere {} of runs.\n", joined(values, ", "),
                       percent((box.rest.hits - box.share.hits) / std::max(1.0, box.rest.runs - box.share.runs)));
}

} // namespace

std::string box_text(const PrimPoints& points, const PrimBox& box)
{
    std::vector<std::string> words;
    for (std::size_t d = 0; d < points.dimensions.size(); ++d)
        if (box.restricts(d))
            words.push_back(restriction_text(points.dimensions[d], box.kept[d]));
    return joined(words, " and ");
}

std::string discovery_text(const PrimPoints& points, const Discovery& found, const Question& question,
                           const PrimOptions& options)
{
    std::string text = fmt::format("{}: {} in {} of {} runs at {} design points.\n", goal_text(question),
                                   question.fails ? "not met" : "met", percent(found.all.density()),
                                   thousands(found.all.runs), found.all.points);
    if (found.all.hits == 0 || found.all.hits == found.all.runs)
        return text + "There is nothing to tell apart.\n";
    for (std::size_t b = 0; b < found.boxes.size(); ++b)
        text += "\n" + box_sentences(points, found, b, question) + "\n" + trajectory_table(found.boxes[b], found.all);
    const std::string none = found.boxes.empty() ? "No box was found" : "No further box was found";
    if (found.boxes.size() < options.boxes)
        text +=
            fmt::format("\n{}{}\n", none,
                        found.rest_points == 0
                            ? "."
                            : fmt::format(" that chance would not make: the best ({} in {} points) is matched in {} "
                                          "of shuffles of the runs over the points.",
                                          percent(found.rest_density), found.rest_points, percent(found.rest_p_value)));
    return text;
}

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
            const Limits limits = in && dimension.ordered ? limits_of(dimension, box.box.kept[d]) : Limits{};
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
    result.title = "boxes of factors in which " + goal_text(question) + (question.fails ? " is not met" : " is met");
    result.settings = {{"goal", goal_text(question)},
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
