/// \file What was found in words: a sentence a box, and the way it was peeled.
#include "box_text.hpp"

#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

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
           fmt::format("   Quasi-p values: {}. Elsewhere {} of runs.\n", enumeration(values, ", "),
                       percent((box.rest.hits - box.share.hits) / std::max(1.0, box.rest.runs - box.share.runs)));
}

} // namespace

std::string discovery_text(const PrimPoints& points, const Discovery& found, const Question& question,
                           const PrimOptions& options)
{
    std::string text = fmt::format("{}: {} in {} of {} runs at {} design points.\n", goals_text(question),
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

} // namespace mutualise
