// Rounds of a calibration as studies: what each is, and which numbers of its runs are fitted.
#include "small_calibration.hpp"

#include "mutualise/core/errors.hpp"
#include "record/synthetic.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const Points three{{0, 0.5, 1}, {0.25, 0, 0.5}, {0.75, 1, 0}};

struct StopHere {
};

} // namespace

TEST_CASE("a round is a study of the priors' values at its places, each run with luck of its own round")
{
    const CalibrationFiles files;
    const Calibration calibration = files.read();
    const Study study = study_of_round(calibration, 4, three, 7);
    CHECK(study.name == calibration.name + "-round-4");
    CHECK(study.description == "Round 4 of a calibration");
    CHECK(study.replicates == 7);
    CHECK(study.seeds == Seeds::independent);
    CHECK(study.seed == run_key(3, 4).seed / 2);
    CHECK(study.design.kind == DesignKind::list);
    REQUIRE(study.points.size() == 3);
    for (std::size_t p = 0; p < 3; ++p)
        CHECK(study.points[p].values == values_at(calibration.study, three[p]));
    // Even from 0.35 to 0.55, from 0.2 to 0.35, and in the logarithm from 0.5 to 2.
    const std::vector<double> values = values_at(calibration.study, three[1]);
    REQUIRE(values.size() == 3);
    CHECK(values[0] == Approx(0.4));
    CHECK(values[1] == Approx(0.2));
    CHECK(values[2] == Approx(1));
    CHECK(round_folder_of("there", 2) == std::filesystem::path("there") / "round-2");
}

TEST_CASE("what is fitted is observed under its own name, what is only shown is not")
{
    const CalibrationFiles files;
    Calibration calibration = files.read();
    calibration.statistics[1].fitted = false;
    const std::vector<Observation> observed = observations_of(calibration);
    REQUIRE(observed.size() == 2);
    CHECK(observed[0].name == "interested");
    CHECK(observed[0].value == 0.16);
    CHECK(observed[1].name == "left");
    CHECK(observed[1].error == calibration.statistics[2].observed.error);
}

TEST_CASE("a round's runs are told by place and statistic, and a file that is not the round's is refused")
{
    const CalibrationFiles files;
    Calibration calibration = files.read();
    calibration.statistics[1].fitted = false;
    const std::filesystem::path file =
        sweep(study_of_round(calibration, 1, three, 2), real_data(), into(files.path("round"))).merged;
    const auto runs = [&](const Points& points, std::uint32_t replicates, MissingRuns missing, bool fitted_only) {
        return runs_of_round(calibration, file, points, replicates, missing, fitted_only);
    };
    const WaveRuns all = runs(three, 2, MissingRuns::refuse, false);
    const RecordedFile recorded(file);
    const auto outcome = [&](const char* text) { return outcome_of(recorded, parse_outcome(text)); };
    const std::vector<double> interested = outcome("interested_share[civil_service]@2010-09"),
                              undecided = outcome("undecided_share[civil_service]@2010-09"),
                              left = outcome("staff_left@2010-05..2010-09"),
                              staff = outcome("employees_by_owner@2010-09");
    REQUIRE(all.values.size() == 3);
    CHECK(all.points == three);
    for (std::size_t p = 0; p < 3; ++p) { // replicate by replicate
        CHECK(all.values[0][p] == std::vector<double>{interested[p], interested[p + 3]});
        CHECK(all.values[1][p] == std::vector<double>{undecided[p], undecided[p + 3]});
        REQUIRE(all.values[2][p].size() == 2);
        CHECK(all.values[2][p][1] == Approx(std::log(left[p + 3] / staff[p + 3])));
    }
    const WaveRuns fitted = runs(three, 2, MissingRuns::refuse, true);
    REQUIRE(fitted.values.size() == 2);
    CHECK(fitted.values[0] == all.values[0]);
    CHECK(fitted.values[1] == all.values[2]);

    CHECK_THROWS_WITH(runs(three, 3, MissingRuns::refuse, true),
                      Contains("3 of the 9 runs of") && Contains("--failed leave-out does without them"));
    CHECK(runs(three, 3, MissingRuns::leave_out, true).values == fitted.values);
    CHECK_THROWS_WITH(runs({three[0], three[1]}, 2, MissingRuns::refuse, true),
                      Contains("does not hold the 2 points of its round"));
    const std::filesystem::path scenario = files.path("scenario.h5"); // of one point, and no study's
    write_ensemble(scenario, synthetic_ensemble(1));
    CHECK_THROWS_WITH(runs_of_round(calibration, scenario, {three[0]}, 1, MissingRuns::refuse, true),
                      Contains("does not hold the 1 points of its round"));
}

TEST_CASE("whoever waits is told which round of how many runs: the waves, the candidates and the draws")
{
    const CalibrationFiles files;
    const Calibration calibration = files.read(with(small_figures, "number = 1", "number = 2"));
    CalibrationOptions options;
    options.folder = files.path("rounds");
    options.provenance = by_hand();
    options.news = [](std::uint32_t round, std::uint32_t rounds, const SweepNews& news) {
        CHECK(round == 1);
        CHECK(rounds == 4);
        CHECK(news.runs == 72);
        throw StopHere{};
    };
    CHECK_THROWS_AS(calibrate(calibration, real_data(), options), StopHere);
    CHECK(std::filesystem::exists(files.path("rounds") / "round-1"));
}

TEST_CASE("a round of which one share is done waits for the others, and one of which every run fails says why")
{
    const CalibrationFiles files;
    const Calibration calibration = files.read();
    CalibrationOptions options;
    options.provenance = by_hand();
    options.folder = files.path("shares");
    options.share = {2, 2};
    CHECK_THROWS_WITH(calibrate(calibration, real_data(), options),
                      "round 1: shard 2/2 is done; when all are, the same command goes on");

    // Cases are England's.
    files.write("nowhere.toml", "base = \"" MUTUALISE_SOURCE_DIR "/scenarios/historical.toml\"\n[case.nowhere]\n"
                                "service = \"libraries\"\nregion = \"scotland\"\nmonth = \"2010-05\"\n");
    files.write("priors.toml", with(small_priors, "SOURCE/scenarios/historical.toml", "nowhere.toml"));
    options.folder = files.path("whole");
    options.share = {};
    CHECK_THROWS_WITH(calibrate(files.read(), real_data(), options),
                      Contains("round 1: every run failed: case nowhere: no free unit"));
}
