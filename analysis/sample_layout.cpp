/// \file Telling a sample's structure from its numbers.
#include "mutualise/analysis/foreign_sample.hpp"

#include "mutualise/core/errors.hpp"

#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace mutualise
{

namespace
{

constexpr double same = 1e-6; ///< of an input's range: what writing numbers as text may move them

bool differ(const InputMatrix& inputs, std::size_t one, std::size_t other, std::size_t j)
{
    return !(std::fabs(inputs.at(one, j) - inputs.at(other, j)) <= same * (inputs.upper[j] - inputs.lower[j]));
}

Problem at_row(const InputMatrix& inputs, std::size_t row, const std::string& text)
{
    return {inputs.file, inputs.line.empty() ? 0 : inputs.line[row], 1, text};
}

[[noreturn]] void refuse(const Problem& problem) { throw InputError({problem}); }

/// Row `row` must be row `most`, but in column j row `one`. What is wrong, in words.
std::optional<std::string> wrong_cross(const InputMatrix& inputs, std::size_t row, std::size_t most, std::size_t one,
                                       std::size_t j, const char* name)
{
    for (std::size_t k = 0; k < inputs.names.size(); ++k) {
        const std::size_t like = k == j ? one : most;
        if (differ(inputs, row, like, k))
            return fmt::format("row {} should be {} of {}: {} = {} differs from row {}, {}", row + 1, name,
                               inputs.names[j], inputs.names[k], inputs.at(row, k), like + 1, inputs.at(like, k));
    }
    return std::nullopt;
}

/// The first row that breaks this order, if any.
std::optional<Problem> broken(const InputMatrix& inputs, const SaltelliLayout& layout)
{
    for (std::size_t i = 0; i < layout.base; ++i) {
        const std::size_t a = i * layout.block(), b = a + layout.block() - 1;
        for (std::size_t j = 0; j < layout.factors; ++j) {
            const std::size_t ab = a + 1 + j, ba = ab + layout.factors;
            if (const auto wrong = wrong_cross(inputs, ab, a, b, j, "A with B's value"))
                return at_row(inputs, ab, *wrong);
            if (!layout.second_order)
                continue;
            if (const auto wrong = wrong_cross(inputs, ba, b, a, j, "B with A's value"))
                return at_row(inputs, ba, *wrong);
        }
    }
    return std::nullopt;
}

SaltelliLayout layout_of(const InputMatrix& inputs, bool second_order)
{
    SaltelliLayout layout{inputs.names.size(), 0, second_order};
    layout.base = inputs.rows / layout.block();
    return layout;
}

} // namespace

SaltelliLayout saltelli_layout(const InputMatrix& inputs, SecondOrder second_order)
{
    const std::size_t factors = inputs.names.size();
    std::vector<SaltelliLayout> sound;
    std::optional<Problem> first;
    for (const bool pairs : {true, false}) {
        if (second_order == (pairs ? SecondOrder::no : SecondOrder::yes))
            continue;
        const SaltelliLayout layout = layout_of(inputs, pairs);
        if (layout.rows() != inputs.rows || layout.base == 0)
            continue;
        if (const auto problem = broken(inputs, layout)) {
            if (!first)
                first = problem;
        } else {
            sound.push_back(layout);
        }
    }
    if (sound.size() == 1)
        return sound.front();
    if (sound.size() > 1)
        refuse({inputs.file, 0, 0,
                "is Saltelli's sample with and without rows of second order; say --second-order yes or no"});
    if (first)
        refuse({first->file, first->line, first->column,
                fmt::format("this is no sample of Saltelli's in SALib's row order: {}", first->text)});
    refuse({inputs.file, 0, 0,
            fmt::format("has {} rows; Saltelli's sample of {} inputs has a multiple of {}", inputs.rows, factors,
                        second_order == SecondOrder::yes ? fmt::format("{}", 2 * factors + 2)
                        : second_order == SecondOrder::no
                            ? fmt::format("{} (without second order)", factors + 2)
                            : fmt::format("{} (with second order) or {} (without)", 2 * factors + 2, factors + 2))});
}

MorrisLayout morris_layout(const InputMatrix& inputs)
{
    const std::size_t factors = inputs.names.size(), length = factors + 1;
    if (inputs.rows % length != 0)
        refuse({inputs.file, 0, 0,
                fmt::format("has {} rows; trajectories of {} inputs have {} rows each", inputs.rows, factors, length)});
    MorrisLayout layout{factors, inputs.rows / length, {}};
    std::vector<Problem> problems;
    for (std::size_t t = 0; t < layout.trajectories; ++t) {
        std::vector<bool> moved(factors);
        for (std::size_t from = t * length; from + 1 < (t + 1) * length; ++from) {
            std::vector<std::size_t> moves;
            for (std::size_t j = 0; j < factors; ++j)
                if (differ(inputs, from, from + 1, j))
                    moves.push_back(j);
            if (moves.size() != 1) {
                problems.push_back(
                    at_row(inputs, from + 1,
                           fmt::format("from row {} to row {} {} inputs move; a step of a trajectory "
                                       "moves one",
                                       from + 1, from + 2, moves.empty() ? "no" : std::to_string(moves.size()))));
                continue;
            }
            const std::size_t j = moves.front();
            if (moved[j])
                problems.push_back(at_row(inputs, from + 1,
                                          fmt::format("from row {} to row {} {} moves for the second time in its "
                                                      "trajectory",
                                                      from + 1, from + 2, inputs.names[j])));
            moved[j] = true;
            layout.steps.push_back(
                {from, j, (inputs.at(from + 1, j) - inputs.at(from, j)) / (inputs.upper[j] - inputs.lower[j])});
        }
    }
    constexpr std::size_t most = 20; // assumed: a page is enough to see what is wrong
    if (problems.size() > most)
        problems.resize(most);
    if (!problems.empty())
        throw InputError(problems);
    return layout;
}

} // namespace mutualise
