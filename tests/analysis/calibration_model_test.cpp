// Calibrating the model itself, at a fiftieth of its scale over five months: rounds, resuming, and parameters recovered
// from the model's own histories.
#include "small_calibration.hpp"
#include "support/sanitized.hpp"

#include "mutualise/parallel/loops.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

WaveRuns run_round(const Calibration& calibration, const Folder& folder, std::uint32_t round, const Points& points,
                   std::uint32_t replicates)
{
    const Study study = study_of_round(calibration, round, points, replicates);
    return runs_of_round(calibration,
                         sweep(study, real_data(), into(folder.path(fmt::format("round {}", round)))).merged, points,
                         replicates, MissingRuns::refuse, true);
}

} // namespace

// Simulation-based calibration on the model: 72 histories from the prior, each fitted with the same emulators; ranks of
// three parameters. The false alarm rate of each test is below 1e-9 for exact posteriors.
TEST_CASE("parameters of the model's own histories are recovered",
          sanitized ? "[.][full][statistical]" : "[full][statistical]")
{
    const CalibrationFiles files;
    const Calibration calibration = files.read();
    constexpr std::uint32_t histories = 72; // fewer than 47 could not tell a posterior that is too wide
    const auto cube = [](std::size_t count, std::uint32_t seed) {
        Points points;
        for (std::uint32_t i = 0; i < count; ++i) {
            Stream stream({seed}, Purpose::test, i, 6);
            points.push_back({stream.uniform(), stream.uniform(), stream.uniform()});
        }
        return points;
    };
    const Points truths = cube(histories, 8);
    const WaveRuns truth_runs = run_round(calibration, files, 2, truths, 1);
    const std::vector<WaveRuns> seen{run_round(calibration, files, 1, cube(40, 9), 2)};
    std::vector<Observation> observed = observations_of(calibration);
    for (Observation& each : observed)
        each.error = 0.002;
    const Learned learned(observed, seen, 100);
    std::array<double, 3> mean{}, squares{}, width{};
    for (std::uint32_t h = 0; h < histories; ++h) {
        std::vector<double> history;
        for (std::size_t s = 0; s < observed.size(); ++s)
            history.push_back(truth_runs.values[s][h][0]);
        const TemperedSample sample = sample_posterior(
            3, [&](std::span<const double> u) { return learned.statistics_at(u).log_density(history); },
            {100, 5, 50 + h});
        for (std::size_t k = 0; k < 3; ++k) {
            double rank = 0, low = 1, high = 0;
            for (const auto& point : sample.points) {
                rank += (point[k] < truths[h][k] ? 1.0 : 0.0) / static_cast<double>(sample.points.size());
                low = std::min(low, point[k]);
                high = std::max(high, point[k]);
            }
            mean[k] += rank / histories;
            squares[k] += (rank - 0.5) * (rank - 0.5) / histories;
            width[k] += (high - low) / histories;
        }
    }
    for (std::size_t k = 0; k < 3; ++k) {
        INFO("parameter " << k << ": mean rank " << mean[k] << ", square " << squares[k] << ", width " << width[k]);
        CHECK(std::fabs(mean[k] - 0.5) < 6.2 * std::sqrt(1 / 12.0 / histories));
        CHECK(std::fabs(squares[k] - 1 / 12.0) < 6.2 * std::sqrt(1 / 180.0 / histories));
        CHECK(width[k] < 0.9);
    }
}

TEST_CASE("a calibration resumes from the rounds that are done and gives the same posterior, on any threads")
{
    const CalibrationFiles files;
    const Calibration calibration = files.read();
    const auto fitted = [&](const char* folder, int threads, Share share = {}) {
        const ThreadLimit limit(threads);
        CalibrationOptions options;
        options.share = share;
        options.folder = files.path(folder);
        options.provenance = by_hand();
        std::uint32_t months = 0;
        options.news = [&](std::uint32_t, std::uint32_t, const SweepNews& news) { months += news.merging ? 0 : 1; };
        const CalibrationResult result = calibrate(calibration, real_data(), options);
        return std::pair{posterior_text(calibration, result, *real_data(), by_hand()), months};
    };
    const auto [text, months] = fitted("one", 1);
    CHECK(months > 0);
    const auto [again, months_again] = fitted("one", 3); // all rounds are there
    CHECK(again == text);
    CHECK(months_again == 0);
    CHECK(fitted("one", 2, {1, 2}).first == text); // nothing is left for a share to do
    const auto [anew, months_anew] = fitted("two", 3);
    CHECK(anew == text);
    CHECK(months_anew == months);
    CHECK_THAT(text, Contains("[parameter.leaving]") && Contains("\"parameters.turnover.rate_factor\" = 0"));
}

TEST_CASE(
    "a calibration done in shards says which share is missing, ends as the whole does, and refuses another's rounds")
{
    const CalibrationFiles files;
    const Calibration calibration = files.read();
    CalibrationOptions options;
    options.provenance = by_hand();
    options.folder = files.path("whole");
    const std::string whole =
        posterior_text(calibration, calibrate(calibration, real_data(), options), *real_data(), by_hand());
    options.folder = files.path("shards");
    std::string text;
    std::size_t unfinished = 0;
    for (std::uint32_t sitting = 0; text.empty() && sitting < 12; ++sitting) {
        options.share = {1 + sitting % 2, 2};
        try {
            text = posterior_text(calibration, calibrate(calibration, real_data(), options), *real_data(), by_hand());
        } catch (const RoundUnfinished&) {
            ++unfinished;
        }
    }
    CHECK(text == whole);
    CHECK(unfinished == 3); // the first share of each round
    const Calibration other = files.read(with(small_figures, "seed = 3", "seed = 4"));
    CHECK_THROWS_AS(calibrate(other, real_data(), options), Mismatch);
}
