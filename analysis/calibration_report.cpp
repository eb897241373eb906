/// \file What a calibration taught, in tables and sentences.
#include "mutualise/analysis/calibration_report.hpp"

#include "mutualise/analysis/text_table.hpp"
#include "mutualise/random/portable.hpp"

#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr double hardly_separated = 0.3; ///< rank correlation that is worth a line; assumed

std::string parameters_table(const std::vector<ParameterLearned>& learned)
{
    TextTable parameters({"parameter", "prior 5 %", "50 %", "95 %", "posterior 5 %", "50 %", "95 %", "learned [nat]"});
    for (const ParameterLearned& one : learned)
        parameters.add({one.id, fmt::format("{:.4g}", one.prior[0]), fmt::format("{:.4g}", one.prior[2]),
                        fmt::format("{:.4g}", one.prior[4]), fmt::format("{:.4g}", one.posterior[0]),
                        fmt::format("{:.4g}", one.posterior[2]), fmt::format("{:.4g}", one.posterior[4]),
                        fmt::format("{:.2f}", one.divergence)});
    return parameters.text();
}

std::string checks_table(const Calibration& calibration, const std::vector<PredictiveCheck>& predicted)
{
    TextTable checks({"statistic", "record", "runs 5 %", "50 %", "95 %", "tail", "implausibility", "covered"});
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
    return checks.text();
}

/// Pairs of parameters that the record says little of apart.
std::string hardly_separated_text(const Calibration& calibration, const CalibrationResult& result)
{
    std::string out;
    const std::vector<double> together = rank_correlations(calibration, result);
    const std::size_t n = calibration.study.factors.size();
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (std::fabs(together[a * n + b]) >= hardly_separated)
                out +=
                    fmt::format("the record hardly separates {} and {}: rank correlation {:+.2f}\n",
                                calibration.study.factors[a].id, calibration.study.factors[b].id, together[a * n + b]);
    return out;
}

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
    for (std::size_t w = 1; w < result.fitted.waves.size(); ++w) {
        const WaveReport& wave = result.fitted.waves[w];
        out += fmt::format("wave {}: {:.3g} of the prior's volume is left, implausibility at most {:.2f}{}\n", w + 1,
                           wave.share_left, wave.worst,
                           wave.worst > calibration.plan.cutoff
                               ? fmt::format("; the search stopped short of {}", calibration.plan.cutoff)
                               : "");
    }
    const std::vector<PredictiveCheck> predicted = predictive_checks(calibration, result);
    out += "\n" + parameters_table(learned_parameters(calibration, result)) + "\n" +
           checks_table(calibration, predicted) + "\n";
    for (const PredictiveCheck& check : predicted)
        if (check.runs < result.fitted.draws.size())
            out += fmt::format("{}: of {} runs, the others have no such value\n", check.id, check.runs);
    return out + hardly_separated_text(calibration, result) + check_text(calibration, result.fitted.check);
}

} // namespace mutualise
