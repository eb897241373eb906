/// \file A calibration of the model small enough to be run in a test: a fiftieth of its scale, five months.
#pragma once

#include "mutualise/analysis/calibration_report.hpp"
#include "mutualise/core/errors.hpp"
#include "study/small_study.hpp"

#include <fmt/format.h>
#include <string>

namespace mutualise::testing
{

inline const char* const small_priors = R"(
base = "SOURCE/scenarios/historical.toml"
seeds = "independent"

[settings.population]
scale = 0.02

[settings.horizon]
last = "2010-09"
spin_up_months = 3

[design]
kind = "latin_hypercube"
points = 10

[outputs]
observables = ["interested_share", "undecided_share", "staff_left", "employees_by_owner"]

[factor.mean]
key = "parameters.attitudes.mean"
range = [0.35, 0.55]

[factor.spread]
key = "parameters.attitudes.spread"
range = [0.2, 0.35]

[factor.leaving]
key = "parameters.turnover.rate_factor"
range = [0.5, 2]
distribution = "loguniform"
)";

inline const char* const small_figures = R"(
study = "priors.toml"
description = "Who is interested, who leaves"
seed = 3

[waves]
number = 1
points = 36
replicates = 2

[sampler]
particles = 100
moves = 5

[posterior]
candidates = 24
replicates = 1
draws = 12

[statistic.interested]
meaning = "civil servants interested"
source = "F-88"
of = ["interested_share[civil_service]@2010-09"]
observed = 0.16
error = 0.005

[statistic.undecided]
meaning = "civil servants undecided"
source = "F-88"
of = ["undecided_share[civil_service]@2010-09"]
observed = 0.15
error = 0.005

[statistic.left]
meaning = "share of staff who leave"
source = "assumed"
of = ["staff_left@2010-05..2010-09"]
over = ["employees_by_owner@2010-09"]
as = "logarithm"
within = [0.03, 0.08]
)";

/// Both files in a folder.
struct CalibrationFiles : Folder {
    CalibrationFiles()
    {
        std::string text = small_priors;
        text.replace(text.find("SOURCE"), 6, MUTUALISE_SOURCE_DIR);
        write("priors.toml", text);
    }
    Calibration read(const std::string& text = small_figures) const
    {
        return read_calibration(write("figures.toml", text), *real_data());
    }
    std::string problems(const std::string& text) const
    {
        std::string all;
        try {
            read(text);
        } catch (const InputError& error) {
            for (const Problem& problem : error.problems())
                all += fmt::format("{} {}\n", problem.line, problem.text);
        }
        return all;
    }
};

/// The text with the first `from` replaced.
inline std::string with(std::string text, const std::string& from, const std::string& to)
{
    text.replace(text.find(from), from.size(), to);
    return text;
}

} // namespace mutualise::testing
