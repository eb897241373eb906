#include "mutualise/analysis/people.hpp"

#include <map>
#include <sstream>

namespace mutualise
{

namespace
{

/// Lays what a TOML text of ours says under [population], one `key = value` a line, over what is there.
void lay_over(std::map<std::string, std::string>& population, const std::string& text)
{
    std::istringstream in(text);
    bool within = false;
    for (std::string line; std::getline(in, line);) {
        const std::size_t equals = line.find(" = ");
        if (line.starts_with("["))
            within = line == "[population]";
        else if (within && equals != std::string::npos)
            population[line.substr(0, equals)] = line.substr(equals + 3);
    }
}

std::string people_in(const std::string& digest, const std::string& scenario, const std::string& settings)
{
    std::map<std::string, std::string> population;
    lay_over(population, scenario);
    lay_over(population, settings);
    std::string text = digest;
    for (const auto& [key, value] : population)
        text += "\n" + key + " = " + value;
    return text;
}

} // namespace

std::string people_of(const Recording& labels, std::uint32_t point)
{
    if (!labels.study)
        return people_in(labels.data->digest, labels.resolved_scenario, "");
    const StudyRecord& study = *labels.study;
    return people_in(labels.data->digest, study.scenarios[study.variant_of_point[point]], study.settings[point]);
}

std::string people_of(const Ensemble& ensemble)
{
    return people_in(ensemble.data->digest, ensemble.resolved_scenario, "");
}

} // namespace mutualise
