#include "mutualise/analysis/calibration_report.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/quantiles.hpp"
#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/digest.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/scenario/document.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

constexpr double hardly_separated = 0.3; ///< rank correlation that is worth a line; assumed
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// One coordinate of the draws, in the cube.
std::vector<double> places_of(const CalibrationResult& result, std::size_t factor)
{
    std::vector<double> places;
    for (const auto& draw : result.fitted.draws)
        places.push_back(draw[factor]);
    return places;
}

/// The prior is even over the cube: Σ p ln(p B) over B parts, less the (B − 1) / 2n that chance alone gives.
double divergence_of(const std::vector<double>& places)
{
    constexpr std::size_t parts = 10;
    std::array<double, parts> counts{};
    for (const double place : places)
        counts[std::min(parts - 1, static_cast<std::size_t>(place * parts))] += 1;
    const auto n = static_cast<double>(places.size());
    double sum = -static_cast<double>(parts - 1) / (2 * n);
    for (const double count : counts)
        if (count > 0)
            sum += count / n * portable::log(count / n * parts);
    return std::max(0.0, sum);
}

/// Σ (a − ā)(b − b̄) / n.
double covariance_of(const std::vector<double>& a, const std::vector<double>& b, double mean)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - mean) * (b[i] - mean);
    return sum / static_cast<double>(a.size());
}

} // namespace

std::vector<ParameterLearned> learned_parameters(const Calibration& calibration, const CalibrationResult& result)
{
    std::vector<ParameterLearned> all;
    for (std::size_t f = 0; f < calibration.study.factors.size(); ++f) {
        const Factor& factor = calibration.study.factors[f];
        ParameterLearned one;
        one.id = factor.id;
        const std::vector<double> places = places_of(result, f);
        one.divergence = divergence_of(places);
        std::vector<double> values;
        for (const double place : places)
            values.push_back(value_at(factor, place));
        one.posterior = five_quantiles(values);
        for (std::size_t i = 0; i < five_levels.size(); ++i)
            one.prior[i] = value_at(factor, five_levels[i]);
        all.push_back(one);
    }
    return all;
}

std::vector<PredictiveCheck> predictive_checks(const Calibration& calibration, const CalibrationResult& result)
{
    std::vector<PredictiveCheck> checks;
    std::size_t fitted = 0;
    for (std::size_t s = 0; s < calibration.statistics.size(); ++s) {
        const SummaryStatistic& statistic = calibration.statistics[s];
        std::vector<double> runs;
        for (const auto& replicates : result.predictive.values[s])
            runs.insert(runs.end(), replicates.begin(), replicates.end());
        PredictiveCheck check;
        check.id = statistic.id;
        check.observed = statistic.observed.value;
        check.quantiles = five_quantiles(runs);
        std::erase_if(runs, [](double value) { return std::isnan(value); });
        check.runs = runs.size();
        const MeanEstimate mean = mean_of(runs);
        const double own = mean.standard_error * mean.standard_error * static_cast<double>(mean.count);
        const double blur = statistic.observed.error * statistic.observed.error +
                            statistic.observed.discrepancy * statistic.observed.discrepancy;
        check.implausibility = std::fabs(check.observed - mean.mean) / std::sqrt(own + blur + 1e-300);
        for (const double run : runs)
            check.tail += (blur > 0 ? portable::normal_cdf((check.observed - run) / std::sqrt(blur))
                                    : (run <= check.observed ? 1.0 : 0.0)) /
                          static_cast<double>(runs.size());
        check.coverage = statistic.fitted ? result.fitted.last_coverage[fitted++] : nan;
        checks.push_back(check);
    }
    return checks;
}

std::vector<double> rank_correlations(const Calibration& calibration, const CalibrationResult& result)
{
    const std::size_t n = calibration.study.factors.size();
    const double mean = (static_cast<double>(result.fitted.draws.size()) - 1) / 2;
    std::vector<std::vector<double>> ranks;
    std::vector<double> variance;
    for (std::size_t f = 0; f < n; ++f) {
        ranks.push_back(mid_ranks(places_of(result, f)));
        variance.push_back(covariance_of(ranks[f], ranks[f], mean));
    }
    std::vector<double> out(n * n);
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b)
            out[a * n + b] = covariance_of(ranks[a], ranks[b], mean) / std::sqrt(variance[a] * variance[b]);
    return out;
}

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

namespace
{

/// Ranks of the truth over histories that the first wave's runs are.
std::string check_text(const Calibration& calibration, const RankCheck& check)
{
    if (check.ranks.empty())
        return "";
    double mean = 0, spread = 0;
    std::string by_mean, by_spread;
    for (std::size_t f = 0; f < check.ranks.size(); ++f) {
        const RankCheck::Deviation deviation = check.deviation(f);
        if (std::fabs(deviation.mean) >= std::fabs(mean)) {
            mean = deviation.mean;
            by_mean = calibration.study.factors[f].id;
        }
        if (std::fabs(deviation.spread) >= std::fabs(spread)) {
            spread = deviation.spread;
            by_spread = calibration.study.factors[f].id;
        }
    }
    return fmt::format(
        "\nsimulation-based calibration: {} histories from the prior, each fitted (effective sample size "
        "{:.0f}); of {} parameters the ranks\nstray most, in standard errors, by {:+.1f} in their mean ({}) "
        "and {:+.1f} in their spread ({})\n",
        check.ranks.front().size(), check.effective_sample_size, check.ranks.size(), mean, by_mean, spread, by_spread);
}

} // namespace

std::string report_text(const Calibration& calibration, const CalibrationResult& result)
{
    std::string out = fmt::format("{}: {} rounds; {} candidates truly run, effective sample size {:.0f}; {} draws\n\n",
                                  calibration.name, result.fitted.rounds.size(), result.fitted.weights.size(),
                                  result.fitted.effective_sample_size, result.fitted.draws.size());
    for (std::size_t w = 1; w < result.fitted.waves.size(); ++w)
        out += fmt::format("wave {}: {:.3g} of the prior's volume is left, implausibility at most {:.2f}\n", w + 1,
                           result.fitted.waves[w].share_left, result.fitted.waves[w].worst);
    TextTable parameters({"parameter", "prior 5 %", "50 %", "95 %", "posterior 5 %", "50 %", "95 %", "learned [nat]"});
    for (const ParameterLearned& one : learned_parameters(calibration, result))
        parameters.add({one.id, fmt::format("{:.4g}", one.prior[0]), fmt::format("{:.4g}", one.prior[2]),
                        fmt::format("{:.4g}", one.prior[4]), fmt::format("{:.4g}", one.posterior[0]),
                        fmt::format("{:.4g}", one.posterior[2]), fmt::format("{:.4g}", one.posterior[4]),
                        fmt::format("{:.2f}", one.divergence)});
    out += "\n" + parameters.text() + "\n";
    TextTable checks({"statistic", "record", "runs 5 %", "50 %", "95 %", "tail", "implausibility", "covered"});
    const std::vector<PredictiveCheck> predicted = predictive_checks(calibration, result);
    for (std::size_t s = 0; s < predicted.size(); ++s) {
        const SummaryStatistic& statistic = calibration.statistics[s];
        const PredictiveCheck& check = predicted[s];
        const auto shown = [&](double value) {
            return fmt::format("{:.4g}", statistic.as == FittedAs::logarithm ? portable::exp(value) : value);
        };
        checks.add({check.id, statistic.figure, shown(check.quantiles[0]), shown(check.quantiles[2]),
                    shown(check.quantiles[4]), fmt::format("{:.2f}", check.tail),
                    fmt::format("{:.2f}", check.implausibility),
                    statistic.fitted ? percent(check.coverage) : "not fitted"});
    }
    out += checks.text() + "\n";
    for (const PredictiveCheck& check : predicted)
        if (check.runs < result.fitted.draws.size())
            out += fmt::format("{}: of {} runs, the others have no such value\n", check.id, check.runs);
    const std::vector<double> together = rank_correlations(calibration, result);
    const std::size_t n = calibration.study.factors.size();
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (std::fabs(together[a * n + b]) >= hardly_separated)
                out +=
                    fmt::format("the record hardly separates {} and {}: rank correlation {:+.2f}\n",
                                calibration.study.factors[a].id, calibration.study.factors[b].id, together[a * n + b]);
    return out + check_text(calibration, result.fitted.check);
}

} // namespace mutualise
