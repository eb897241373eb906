/// \file The draws as a posterior, and as its file.
#include "mutualise/analysis/calibration_report.hpp"

#include "mutualise/core/digest.hpp"
#include "mutualise/scenario/document.hpp"

#include <fmt/format.h>

namespace mutualise
{

Posterior posterior_of(const Calibration& calibration, const CalibrationResult& result)
{
    Posterior posterior;
    posterior.name = calibration.name;
    const std::vector<ParameterLearned> learned = learned_parameters(calibration, result);
    for (std::size_t f = 0; f < calibration.study.factors.size(); ++f) {
        const Factor& factor = calibration.study.factors[f];
        PosteriorParameter parameter;
        parameter.id = factor.id;
        for (const MovedKey& key : factor.keys)
            parameter.keys.push_back({key.path, key.offset});
        parameter.centre = learned[f].posterior[2];
        for (const auto& draw : result.fitted.draws)
            parameter.values.push_back(value_at(factor, draw[f]));
        posterior.parameters.push_back(std::move(parameter));
    }
    seal(posterior);
    return posterior;
}

std::string posterior_text(const Calibration& calibration, const CalibrationResult& result, const SystemData& data,
                           const Provenance& provenance)
{
    const Posterior posterior = posterior_of(calibration, result);
    std::string text =
        fmt::format("# Parameter sets from the posterior of {}, each as likely.\n# Made by: {}\n# With: mutualise {} "
                    "({})\n# What was asked: {}\nhash = {}\ncalibration = {}\ndraws = "
                    "{}\ncandidates_effective_sample_size = {:.1f}\n",
                    calibration.file.filename().string(), provenance.command_line, provenance.version,
                    provenance.commit, sha256_hex(canonical_text(calibration, data)), toml_string(posterior.hash),
                    toml_string(calibration.name), posterior.draws(), result.fitted.effective_sample_size);
    for (const PosteriorParameter& parameter : posterior.parameters) {
        text += fmt::format("\n[parameter.{}]\n", written_key(parameter.id));
        std::string keys;
        for (const PosteriorParameter::Key& key : parameter.keys)
            keys += fmt::format("{}{} = {}", keys.empty() ? "" : ", ", toml_string(key.path), written(key.offset));
        text += fmt::format("keys = {{ {} }}\ncentre = {}\nvalues = [", keys, written(parameter.centre));
        std::size_t column = 0;
        for (const double value : parameter.values)
            text += fmt::format("{}{},", column++ % 8 == 0 ? "\n    " : " ", written(value));
        text += "\n]\n";
    }
    return text;
}

} // namespace mutualise
