/// \file What runs under the posterior predict of the record's figures.
#include "mutualise/analysis/calibration_report.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/quantiles.hpp"
#include "mutualise/random/portable.hpp"

#include <cmath>
#include <limits>

namespace mutualise
{

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
        check.coverage =
            statistic.fitted ? result.fitted.last_coverage[fitted++] : std::numeric_limits<double>::quiet_NaN();
        checks.push_back(check);
    }
    return checks;
}

} // namespace mutualise
