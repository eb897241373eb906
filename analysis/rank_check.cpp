#include "mutualise/analysis/rank_check.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mutualise
{

namespace
{

/// Every other point of a wave.
WaveRuns every_other(const WaveRuns& wave, std::size_t first)
{
    WaveRuns half;
    half.values.resize(wave.values.size());
    for (std::size_t p = first; p < wave.points.size(); p += 2) {
        half.points.push_back(wave.points[p]);
        for (std::size_t s = 0; s < wave.values.size(); ++s)
            half.values[s].push_back(wave.values[s][p]);
    }
    return half;
}

struct History {
    std::vector<double> truth;  ///< place in the cube
    std::vector<double> record; ///< its statistics, as if observed
};

/// Runs in which every statistic has a value.
std::vector<History> histories_of(std::span<const Observation> observed, const WaveRuns& runs, std::uint64_t seed)
{
    std::vector<History> histories;
    for (std::size_t p = 0; p < runs.points.size(); ++p) {
        Stream stream({seed}, Purpose::calibration_start, static_cast<std::uint32_t>(p), 1);
        History history{runs.points[p], {}};
        for (std::size_t s = 0; s < observed.size(); ++s) {
            const double blur =
                std::sqrt(observed[s].error * observed[s].error + observed[s].discrepancy * observed[s].discrepancy);
            history.record.push_back(runs.values[s][p].front() + blur * stream.normal());
        }
        if (std::none_of(history.record.begin(), history.record.end(), [](double value) { return std::isnan(value); }))
            histories.push_back(std::move(history));
    }
    return histories;
}

/// A weighted sample of one history's posterior, summed up as its points come.
class WeightedRank
{
public:
    explicit WeightedRank(const History& history) : history_(&history), below_(history.truth.size()) {}

    void add(const std::vector<double>& point, double log_weight)
    {
        if (log_weight > most_) {
            rescale(portable::exp(std::max(-700.0, most_ - log_weight)));
            most_ = log_weight;
        }
        const double weight = portable::exp(std::max(-700.0, log_weight - most_));
        all_ += weight;
        squares_ += weight * weight;
        for (std::size_t k = 0; k < below_.size(); ++k)
            below_[k] += point[k] < history_->truth[k] ? weight : 0;
    }

    double rank(std::size_t parameter) const { return below_[parameter] / all_; }
    double effective_sample_size() const { return all_ * all_ / squares_; }

private:
    void rescale(double by)
    {
        all_ *= by;
        squares_ *= by * by;
        for (double& each : below_)
            each *= by;
    }

    const History* history_;
    std::vector<double> below_;
    double most_ = -std::numeric_limits<double>::max(), all_ = 0, squares_ = 0;
};

} // namespace

RankCheck::Deviation RankCheck::deviation(std::size_t parameter) const
{
    const auto n = static_cast<double>(ranks[parameter].size());
    double mean = 0, square = 0;
    for (const double rank : ranks[parameter]) {
        mean += rank / n;
        square += (rank - 0.5) * (rank - 0.5) / n;
    }
    return {(mean - 0.5) / std::sqrt(1.0 / 12 / n), (square - 1.0 / 12) / std::sqrt(1.0 / 180 / n)};
}

RankCheck check_ranks(std::span<const Observation> observed, const WaveRuns& first_wave, std::uint64_t seed,
                      std::uint32_t samples)
{
    const std::size_t dimensions = first_wave.points.front().size();
    const std::vector<WaveRuns> seen{every_other(first_wave, 0)};
    const std::vector<History> histories = histories_of(observed, every_other(first_wave, 1), seed);
    RankCheck check;
    if (seen.front().points.size() < dimensions + 3 || histories.empty())
        return check;
    const Learned learned(observed, seen, seen.front().points.size());
    std::vector<WeightedRank> ranks(histories.begin(), histories.end());
    constexpr std::uint32_t block = 4096;
    for (std::uint32_t start = 0; start < samples; start += block) {
        const std::uint32_t count = std::min(block, samples - start);
        Points points(count, std::vector<double>(dimensions));
        std::vector<std::vector<double>> weights(count);
        for_each_row(count, [&](std::size_t i) {
            Stream stream({seed}, Purpose::calibration_start, start + static_cast<std::uint32_t>(i), 2);
            for (double& each : points[i])
                each = stream.uniform();
            const StatisticsAt at = learned.statistics_at(points[i]);
            for (const History& history : histories)
                weights[i].push_back(at.log_density(history.record));
        });
        for_each_row(histories.size(), [&](std::size_t h) {
            for (std::uint32_t i = 0; i < count; ++i)
                ranks[h].add(points[i], weights[i][h]);
        });
    }
    std::vector<double> effective;
    check.ranks.resize(dimensions);
    for (const WeightedRank& rank : ranks) {
        effective.push_back(rank.effective_sample_size());
        for (std::size_t k = 0; k < dimensions; ++k)
            check.ranks[k].push_back(rank.rank(k));
    }
    std::sort(effective.begin(), effective.end());
    check.effective_sample_size = effective[effective.size() / 2];
    return check;
}

} // namespace mutualise
