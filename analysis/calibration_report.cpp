#include "mutualise/analysis/calibration_report.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/digest.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/scenario/document.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>

namespace mutualise
{

namespace
{

constexpr std::array<double, 5> levels{0.05, 0.25, 0.5, 0.75, 0.95};
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::array<double, 5> quantiles_of(std::vector<double> values)
{
    std::erase_if(values, [](double value) { return std::isnan(value); });
    std::array<double, 5> out;
    out.fill(nan);
    if (values.empty())
        return out;
    std::sort(values.begin(), values.end());
    for (std::size_t i = 0; i < levels.size(); ++i)
        out[i] = quantile_of_sorted(values, levels[i]);
    return out;
}

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

std::vector<double> ranks_of(const std::vector<double>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        ranks[order[i]] = static_cast<double>(i);
    return ranks;
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
        one.posterior = quantiles_of(values);
        for (std::size_t i = 0; i < levels.size(); ++i)
            one.prior[i] = value_at(factor, levels[i]);
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
        check.quantiles = quantiles_of(runs);
        std::erase_if(runs, [](double value) { return std::isnan(value); });
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
    std::vector<std::vector<double>> ranks;
    for (std::size_t f = 0; f < n; ++f)
        ranks.push_back(ranks_of(places_of(result, f)));
    const auto draws = static_cast<double>(result.fitted.draws.size());
    const double mean = (draws - 1) / 2, variance = (draws * draws - 1) / 12;
    std::vector<double> out(n * n);
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b) {
            double sum = 0;
            for (std::size_t i = 0; i < ranks[a].size(); ++i)
                sum += (ranks[a][i] - mean) * (ranks[b][i] - mean);
            out[a * n + b] = sum / draws / variance;
        }
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
    const std::vector<double> together = rank_correlations(calibration, result);
    const std::size_t n = calibration.study.factors.size();
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (std::fabs(together[a * n + b]) >= 0.3)
                out +=
                    fmt::format("the record hardly separates {} and {}: rank correlation {:+.2f}\n",
                                calibration.study.factors[a].id, calibration.study.factors[b].id, together[a * n + b]);
    return out + check_text(calibration, result.fitted.check);
}

namespace
{

void add_parameters(const Calibration& calibration, const CalibrationResult& result, Result& out)
{
    std::vector<std::string> ids;
    for (const Factor& factor : calibration.study.factors)
        ids.push_back(factor.id);
    out.axes.push_back({"parameter", "fitted parameter", "1", ids});
    out.axes.push_back({"parameter_again", "fitted parameter", "1", ids});
    std::vector<double> prior, posterior, divergence, draws, candidates;
    for (const ParameterLearned& one : learned_parameters(calibration, result)) {
        prior.insert(prior.end(), one.prior.begin(), one.prior.end());
        posterior.insert(posterior.end(), one.posterior.begin(), one.posterior.end());
        divergence.push_back(one.divergence);
    }
    const auto all_values = [&](const Points& points, std::vector<double>& values) {
        for (const auto& place : points) {
            const std::vector<double> at = values_at(calibration.study, place);
            values.insert(values.end(), at.begin(), at.end());
        }
    };
    const Points& run = result.fitted.rounds[result.fitted.rounds.size() - 2].points;
    all_values(run, candidates);
    all_values(result.fitted.draws, draws);
    std::vector<double> number(run.size()), order(result.fitted.draws.size());
    std::iota(number.begin(), number.end(), 0.0);
    std::iota(order.begin(), order.end(), 0.0);
    out.axes.push_back({"candidate", "parameter set truly run", "1", number});
    out.axes.push_back({"draw", "draw of the posterior", "1", order});
    out.variables.push_back({"prior", "quantiles of the prior", "1", {"parameter", "quantile"}, prior});
    out.variables.push_back({"posterior", "quantiles of the posterior", "1", {"parameter", "quantile"}, posterior});
    out.variables.push_back(
        {"divergence", "Kullback-Leibler divergence of posterior from prior [nat]", "1", {"parameter"}, divergence});
    out.variables.push_back({"rank_correlation",
                             "rank correlation of two parameters in the posterior",
                             "1",
                             {"parameter", "parameter_again"},
                             rank_correlations(calibration, result)});
    out.variables.push_back(
        {"candidate_value", "values of the parameter sets truly run", "1", {"candidate", "parameter"}, candidates});
    out.variables.push_back(
        {"weight", "importance weight after the true runs", "1", {"candidate"}, result.fitted.weights});
    out.variables.push_back({"draw_value", "values of the posterior's draws", "1", {"draw", "parameter"}, draws});
}

void add_statistics(const Calibration& calibration, const CalibrationResult& result, Result& out)
{
    std::vector<std::string> ids, sources, figures;
    std::vector<double> observed, error, discrepancy, quantiles, tail, implausibility, covered;
    for (const SummaryStatistic& statistic : calibration.statistics) {
        ids.push_back(statistic.id);
        sources.push_back(statistic.source);
        figures.push_back(statistic.figure);
        observed.push_back(statistic.observed.value);
        error.push_back(statistic.observed.error);
        discrepancy.push_back(statistic.observed.discrepancy);
    }
    for (const PredictiveCheck& check : predictive_checks(calibration, result)) {
        quantiles.insert(quantiles.end(), check.quantiles.begin(), check.quantiles.end());
        tail.push_back(check.tail);
        implausibility.push_back(check.implausibility);
        covered.push_back(check.coverage);
    }
    out.axes.push_back({"statistic", "summary statistic", "1", ids});
    out.variables.push_back({"evidence", "evidence ids", "", {"statistic"}, sources});
    out.variables.push_back({"figure", "the record's figure", "", {"statistic"}, figures});
    out.variables.push_back({"observed", "the record's figure, as fitted", "1", {"statistic"}, observed});
    out.variables.push_back({"error", "its standard deviation", "1", {"statistic"}, error});
    out.variables.push_back(
        {"discrepancy", "standard deviation between the best model and the truth", "1", {"statistic"}, discrepancy});
    out.variables.push_back(
        {"predictive", "quantiles of the posterior's runs, as fitted", "1", {"statistic", "quantile"}, quantiles});
    out.variables.push_back({"tail", "posterior predictive share below the figure", "1", {"statistic"}, tail});
    out.variables.push_back(
        {"implausibility", "of the figure under the posterior", "1", {"statistic"}, implausibility});
    out.variables.push_back(
        {"coverage", "of the last round's runs by 95 % intervals of emulators", "1", {"statistic"}, covered});
}

} // namespace

namespace
{

/// The waves' points, how implausible each is of each statistic in the end, and how well each round was foreseen.
void add_waves(const Calibration& calibration, const CalibrationResult& result, Result& out)
{
    std::vector<double> number, wave, values, implausibility, foreseen;
    for (std::size_t w = 0; w < result.fitted.waves.size(); ++w) {
        for (const auto& place : result.fitted.rounds[w].points) {
            number.push_back(static_cast<double>(number.size()));
            wave.push_back(static_cast<double>(w + 1));
            const std::vector<double> at = values_at(calibration.study, place);
            values.insert(values.end(), at.begin(), at.end());
        }
        const std::vector<double>& covered = result.fitted.waves[w].coverage;
        std::size_t fitted = 0;
        for (const SummaryStatistic& statistic : calibration.statistics)
            foreseen.push_back(statistic.fitted && !covered.empty() ? covered[fitted++] : nan);
    }
    for (const std::vector<double>& of_point : result.fitted.implausibility) {
        std::size_t fitted = 0;
        for (const SummaryStatistic& statistic : calibration.statistics)
            implausibility.push_back(statistic.fitted ? of_point[fitted++] : nan);
    }
    std::vector<double> candidates;
    std::size_t fitted = 0;
    for (const SummaryStatistic& statistic : calibration.statistics)
        candidates.push_back(statistic.fitted ? result.fitted.coverage[fitted++] : nan);
    out.axes.push_back({"wave_point", "point of a wave", "1", number});
    out.variables.push_back({"wave_of_point", "the wave it is of", "1", {"wave_point"}, wave});
    out.variables.push_back({"wave_value", "its parameters", "1", {"wave_point", "parameter"}, values});
    out.variables.push_back({"wave_implausibility",
                             "of the point, by statistic, by the last emulators",
                             "1",
                             {"wave_point", "statistic"},
                             implausibility});
    out.variables.push_back({"wave_coverage",
                             "of the wave's runs by 95 % intervals of the emulators before",
                             "1",
                             {"wave", "statistic"},
                             foreseen});
    out.variables.push_back({"candidate_coverage",
                             "of the candidates' runs by 95 % intervals of the emulators before",
                             "1",
                             {"statistic"},
                             candidates});
}

void add_check(const RankCheck& check, Result& out)
{
    if (check.ranks.empty())
        return;
    std::vector<double> history(check.ranks.front().size()), ranks, mean, spread;
    std::iota(history.begin(), history.end(), 0.0);
    for (std::size_t f = 0; f < check.ranks.size(); ++f) {
        ranks.insert(ranks.end(), check.ranks[f].begin(), check.ranks[f].end());
        mean.push_back(check.deviation(f).mean);
        spread.push_back(check.deviation(f).spread);
    }
    out.axes.push_back({"history", "run of the first wave taken for the record", "1", history});
    out.variables.push_back(
        {"rank", "rank of the true parameter in the posterior of its history", "1", {"parameter", "history"}, ranks});
    out.variables.push_back(
        {"rank_mean", "deviation of the mean rank from one half, in standard errors", "1", {"parameter"}, mean});
    out.variables.push_back({"rank_spread",
                             "deviation of the ranks' mean squared distance from one half, in standard errors",
                             "1",
                             {"parameter"},
                             spread});
    out.settings.emplace_back("check_effective_sample_size", written(check.effective_sample_size));
}

} // namespace

Result report_result(const Calibration& calibration, const CalibrationResult& result)
{
    Result out;
    out.analysis = "calibrate";
    out.title = calibration.description;
    out.settings = {{"calibration", calibration.name},
                    {"seed", fmt::format("0x{:016x}", calibration.seed)},
                    {"waves", std::to_string(calibration.waves)},
                    {"cutoff", written(calibration.cutoff)},
                    {"effective_sample_size", written(result.fitted.effective_sample_size)},
                    {"log_evidence", written(result.fitted.log_evidence)}};
    out.sources = result.sources;
    out.axes.push_back({"quantile", "probability", "1", std::vector<double>(levels.begin(), levels.end())});
    add_parameters(calibration, result, out);
    add_statistics(calibration, result, out);
    add_check(result.fitted.check, out);
    std::vector<double> wave, left, worst;
    for (std::size_t w = 0; w < result.fitted.waves.size(); ++w) {
        wave.push_back(static_cast<double>(w + 1));
        left.push_back(result.fitted.waves[w].share_left);
        worst.push_back(result.fitted.waves[w].worst);
    }
    out.axes.push_back({"wave", "wave of history matching", "1", wave});
    add_waves(calibration, result, out);
    out.variables.push_back({"share_left", "of the prior's volume, not ruled out", "1", {"wave"}, left});
    out.variables.push_back({"threshold", "largest implausibility but one allowed", "1", {"wave"}, worst});
    return out;
}

} // namespace mutualise
