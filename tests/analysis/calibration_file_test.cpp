// What a calibration's files say: figures of the record with their errors, what is refused, and those shipped.
#include "small_calibration.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

TEST_CASE("figures of the record become values with a standard deviation")
{
    const CalibrationFiles files;
    const Calibration calibration = files.read();
    REQUIRE(calibration.statistics.size() == 3);
    CHECK(calibration.statistics[0].observed.value == 0.16);
    CHECK(calibration.statistics[0].observed.error == 0.005);
    const Observation& left = calibration.statistics[2].observed;
    CHECK(left.value == Approx((std::log(0.03) + std::log(0.08)) / 2));
    CHECK(left.error == Approx((std::log(0.08) - std::log(0.03)) / std::sqrt(12.0)));
    const Calibration shares =
        files.read(with(small_figures, "observed = 0.16\nerror = 0.005", "successes = 7\ntrials = 10"));
    CHECK(shares.statistics[0].observed.value == 0.7);
    CHECK(shares.statistics[0].observed.error == Approx(std::sqrt(7.5 / 11 * 3.5 / 11 / 10)));
    const std::vector<double> outcomes{0.2, 0.1, 50, 1000};
    CHECK(calibration.statistics[2].value(outcomes) == Approx(std::log(0.05)));
}

TEST_CASE("what a calibration file gets wrong is refused, all at once, before anything runs")
{
    const CalibrationFiles files;
    CHECK(files.problems(small_figures).empty());
    const std::string wrong = with(
        with(with(small_figures, "interested_share[civil_service]@2010-09", "intrested_share[civil_service]@2010-09"),
             "points = 36", "points = 3"),
        "within = [0.03, 0.08]", "within = [0.08, 0.03]");
    const std::string problems = files.problems(wrong);
    CHECK_THAT(problems, Contains("interested_share"));
    CHECK_THAT(problems, Contains("waves.points"));
    CHECK_THAT(problems, Contains("must rise"));
    CHECK_THAT(files.problems(with(small_figures, "source = \"assumed\"\n", "")), Contains("source"));
    CHECK_THAT(files.problems(with(small_figures, "staff_left@2010-05..2010-09", "mutuals_live@2010-09")),
               Contains("leave mutuals_live out"));
    CHECK_THAT(files.problems(with(small_figures, "interested_share[civil_service]@2010-09",
                                   "interested_share[civil_service]@2013-07")),
               Contains("does not record 2013-07"));
    CHECK_THAT(files.problems(with(small_figures, "interested_share[civil_service]@2010-09",
                                   "interested_share[civil_servant]@2010-09")),
               Contains("did you mean \"civil_service\"?"));
    CHECK_THAT(
        files.problems(with(small_figures, "interested_share[civil_service]@2010-09", "interested_share@2010-09")),
        Contains("which means nothing"));
    CHECK_THAT(files.problems(with(small_figures, "within = [0.03, 0.08]", "within = [0.03, 0.08]\nerror = 1")),
               Contains("says nothing beside within"));
    CHECK_THAT(files.problems(with(small_figures, "error = 0.005\n", "")), Contains("error") && Contains("is missing"));
    files.write("again.toml", small_figures);
    CHECK_THAT(files.problems(std::string("statistics = \"again.toml\"\n") + small_figures),
               Contains("is there twice"));
    CHECK_THAT(files.problems(with(small_figures, "error = 0.005", "error = 0")),
               Contains("neither error nor discrepancy"));
    CHECK_THAT(files.problems(with(small_figures, "draws = 12", "draws = 200")),
               Contains("no more draws or candidates"));
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
