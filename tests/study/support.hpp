/// \file Studies on disk, and a small scenario to vary.
#pragma once

#include "mutualise/scenario/reader.hpp"
#include "mutualise/study/study.hpp"
#include "scenario/support.hpp"

#include <string>
#include <string_view>

namespace mutualise::testing
{

inline constexpr std::string_view base_scenario = R"(
[horizon]
first = "2010-05"
last = "2013-12"

[lever.right]
name = "right_to_mutualise"
from = "2012-07"
strength = 0.8
response_months = 6
arbiter = true
contract = "none"

[lever.bond_exemption]
from = "2012-07"
services = ["libraries"]
share = 0.5
)";

/// A folder with base.toml in it.
class StudyFolder : public Folder
{
public:
    StudyFolder() { write("base.toml", std::string(base_scenario)); }

    Study read(const std::string& text, const StudyOptions& options = {}) const
    {
        return read_study(write("study.toml", text), small_system(), options);
    }
    /// The problems of a study; empty if it is valid.
    std::vector<Problem> problems(const std::string& text, const StudyOptions& options = {}) const
    {
        try {
            read(text, options);
        } catch (const InputError& error) {
            return error.problems();
        }
        return {};
    }
};

/// A study of base.toml: factors and a design.
inline std::string study_of_base(const std::string& rest) { return "base = \"base.toml\"\n" + rest; }

inline Scenario scenario_at(const Study& study, std::size_t point)
{
    return scenario_of(study, study.points[point], small_system());
}

inline std::vector<std::vector<double>> values_of(const Study& study)
{
    std::vector<std::vector<double>> rows;
    for (const DesignPoint& point : study.points)
        rows.push_back(point.values);
    return rows;
}

} // namespace mutualise::testing
