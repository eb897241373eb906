// Calibrating the model itself, at a fiftieth of its scale over five months: files, rounds, resuming, and parameters
// recovered from the model's own histories.
#include "mutualise/analysis/calibration_report.hpp"
#include "study/small_study.hpp"
#include "support/sanitized.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/record/recorded_file.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fmt/format.h>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const char* const priors = R"(
base = "SOURCE/scenarios/historical.toml"
seeds = "independent"

[settings.population]
scale = 0.02

[settings.horizon]
last = "2010-09"
spin_up_months = 3

[design]
kind = "latin_hypercube"
points = 10

[outputs]
observables = ["interested_share", "undecided_share", "staff_left", "employees_by_owner"]

[factor.mean]
key = "parameters.attitudes.mean"
range = [0.35, 0.55]

[factor.spread]
key = "parameters.attitudes.spread"
range = [0.2, 0.35]

[factor.leaving]
key = "parameters.turnover.rate_factor"
range = [0.5, 2]
distribution = "loguniform"
)";

const char* const figures = R"(
study = "priors.toml"
description = "Who is interested, who leaves"
seed = 3

[waves]
number = 1
points = 36
replicates = 2

[sampler]
particles = 100
moves = 5

[posterior]
candidates = 24
replicates = 1
draws = 12

[statistic.interested]
meaning = "civil servants interested"
source = "F-88"
of = ["interested_share[civil_service]@2010-09"]
observed = 0.16
error = 0.005

[statistic.undecided]
meaning = "civil servants undecided"
source = "F-88"
of = ["undecided_share[civil_service]@2010-09"]
observed = 0.15
error = 0.005

[statistic.left]
meaning = "share of staff who leave"
source = "assumed"
of = ["staff_left@2010-05..2010-09"]
over = ["employees_by_owner@2010-09"]
as = "logarithm"
within = [0.03, 0.08]
)";

/// Both files in a folder.
struct Files : Folder {
    Files()
    {
        std::string text = priors;
        text.replace(text.find("SOURCE"), 6, MUTUALISE_SOURCE_DIR);
        write("priors.toml", text);
    }
    Calibration read(const std::string& text = figures) const
    {
        return read_calibration(write("figures.toml", text), *real_data());
    }
    std::string problems(const std::string& text) const
    {
        std::string all;
        try {
            read(text);
        } catch (const InputError& error) {
            for (const Problem& problem : error.problems())
                all += fmt::format("{} {}\n", problem.line, problem.text);
        }
        return all;
    }
};

std::string with(std::string text, const std::string& from, const std::string& to)
{
    text.replace(text.find(from), from.size(), to);
    return text;
}

WaveRuns run_round(const Calibration& calibration, const Folder& folder, std::uint32_t round, const Points& points,
                   std::uint32_t replicates)
{
    const Study study = study_of_round(calibration, round, points, replicates);
    return runs_of_round(calibration,
                         sweep(study, real_data(), into(folder.path(fmt::format("round {}", round)))).merged, points,
                         replicates, MissingRuns::refuse, true);
}

} // namespace

TEST_CASE("figures of the record become values with a standard deviation")
{
    const Files files;
    const Calibration calibration = files.read();
    REQUIRE(calibration.statistics.size() == 3);
    CHECK(calibration.statistics[0].observed.value == 0.16);
    CHECK(calibration.statistics[0].observed.error == 0.005);
    const Observation& left = calibration.statistics[2].observed;
    CHECK(left.value == Approx((std::log(0.03) + std::log(0.08)) / 2));
    CHECK(left.error == Approx((std::log(0.08) - std::log(0.03)) / std::sqrt(12.0)));
    const Calibration shares =
        files.read(with(figures, "observed = 0.16\nerror = 0.005", "successes = 7\ntrials = 10"));
    CHECK(shares.statistics[0].observed.value == 0.7);
    CHECK(shares.statistics[0].observed.error == Approx(std::sqrt(7.5 / 11 * 3.5 / 11 / 10)));
    const std::vector<double> outcomes{0.2, 0.1, 50, 1000};
    CHECK(calibration.statistics[2].value(outcomes) == Approx(std::log(0.05)));
}

TEST_CASE("what a calibration file gets wrong is refused, all at once, before anything runs")
{
    const Files files;
    CHECK(files.problems(figures).empty());
    const std::string wrong =
        with(with(with(figures, "interested_share[civil_service]@2010-09", "intrested_share[civil_service]@2010-09"),
                  "points = 36", "points = 3"),
             "within = [0.03, 0.08]", "within = [0.08, 0.03]");
    const std::string problems = files.problems(wrong);
    CHECK_THAT(problems, Contains("interested_share"));
    CHECK_THAT(problems, Contains("waves.points"));
    CHECK_THAT(problems, Contains("must rise"));
    CHECK_THAT(files.problems(with(figures, "source = \"assumed\"\n", "")), Contains("source"));
    CHECK_THAT(files.problems(with(figures, "staff_left@2010-05..2010-09", "mutuals_live@2010-09")),
               Contains("leave mutuals_live out"));
    CHECK_THAT(files.problems(
                   with(figures, "interested_share[civil_service]@2010-09", "interested_share[civil_service]@2013-07")),
               Contains("does not record 2013-07"));
    CHECK_THAT(files.problems(
                   with(figures, "interested_share[civil_service]@2010-09", "interested_share[civil_servant]@2010-09")),
               Contains("did you mean \"civil_service\"?"));
    CHECK_THAT(files.problems(with(figures, "interested_share[civil_service]@2010-09", "interested_share@2010-09")),
               Contains("which means nothing"));
    CHECK_THAT(files.problems(with(figures, "within = [0.03, 0.08]", "within = [0.03, 0.08]\nerror = 1")),
               Contains("says nothing beside within"));
    CHECK_THAT(files.problems(with(figures, "error = 0.005\n", "")), Contains("error") && Contains("is missing"));
    files.write("again.toml", figures);
    CHECK_THAT(files.problems(std::string("statistics = \"again.toml\"\n") + figures), Contains("is there twice"));
    CHECK_THAT(files.problems(with(figures, "error = 0.005", "error = 0")), Contains("neither error nor discrepancy"));
    CHECK_THAT(files.problems(with(figures, "draws = 12", "draws = 200")), Contains("no more draws or candidates"));
}

TEST_CASE("every calibration shipped is one: its figures have sources, its study has parameters")
{
    int calibrations = 0, studies = 0;
    for (const auto& entry : std::filesystem::directory_iterator(MUTUALISE_SOURCE_DIR "/scenarios/calibration")) {
        CAPTURE(entry.path().string());
        if (!contains(text_of(entry.path()), "\nstudy = ")) { // what a calibration's `study` names
            CHECK(read_study(entry.path(), *real_data()).factors.size() >= 2);
            ++studies;
            continue;
        }
        const Calibration calibration = read_calibration(entry.path(), *real_data());
        CHECK(!calibration.description.empty());
        CHECK(calibration.statistics.size() == 24);
        for (const SummaryStatistic& each : calibration.statistics)
            CHECK(!each.source.empty());
        CHECK(calibration.study.factors.size() >= 2);
        ++calibrations;
    }
    CHECK(calibrations == 3);
    CHECK(studies == 3);
}

// Simulation-based calibration on the model: 72 histories from the prior, each fitted with the same emulators; ranks of
// three parameters. The false alarm rate of each test is below 1e-9 for exact posteriors.
TEST_CASE("parameters of the model's own histories are recovered",
          sanitized ? "[.][full][statistical]" : "[full][statistical]")
{
    const Files files;
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
    Learned learned(observed, seen, 100);
    std::array<double, 3> mean{}, squares{}, width{};
    for (std::uint32_t h = 0; h < histories; ++h) {
        for (std::size_t s = 0; s < observed.size(); ++s)
            observed[s].value = truth_runs.values[s][h][0];
        learned.observe(observed);
        const TemperedSample sample =
            sample_posterior(3, [&](std::span<const double> u) { return learned.log_likelihood(u); }, {100, 5, 50 + h});
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
    const Files files;
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
    const Files files;
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
    const Calibration other = files.read(with(figures, "seed = 3", "seed = 4"));
    CHECK_THROWS_AS(calibrate(other, real_data(), options), Mismatch);
}
