/// \file What a calibration learned, as a result file.
#include "mutualise/analysis/calibration_report.hpp"
#include "mutualise/analysis/quantiles.hpp"
#include "mutualise/scenario/document.hpp"

#include <fmt/format.h>
#include <limits>
#include <numeric>

namespace mutualise
{

namespace
{

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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
                    {"seed", fmt::format("0x{:016x}", calibration.plan.seed)},
                    {"waves", std::to_string(calibration.plan.waves)},
                    {"cutoff", written(calibration.plan.cutoff)},
                    {"effective_sample_size", written(result.fitted.effective_sample_size)},
                    {"log_evidence", written(result.fitted.log_evidence)}};
    out.sources = result.sources;
    out.axes.push_back({"quantile", "probability", "1", std::vector<double>(five_levels.begin(), five_levels.end())});
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
