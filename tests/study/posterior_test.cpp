// Studies under a posterior: replicate k has draw k at every point, the record says what each run had, and repeats it.
#include "study/small_study.hpp"

#include "mutualise/record/recorded_file.hpp"
#include "mutualise/scenario/posterior.hpp"
#include "mutualise/scenario/reading.hpp"
#include "mutualise/study/repeat.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr const char* four_draws = R"(
[parameter.mean]
keys = { "parameters.attitudes.mean" = 0 }
values = [0.4, 0.42, 0.44, 0.46]

[parameter.rate]
keys = { "parameters.proposals.launch_rate" = 0 }
values = [0.0001, 0.0002, 0.0003, 0.0004]
)";

constexpr const char* two_points = R"(
replicates = 6
[settings]
posterior = "fit"
[design]
kind = "list"
rows = [{ sponsor = 0.001 }, { sponsor = 0.002 }, { rate = 0.0009 }]
[factor.sponsor]
key = "parameters.proposals.sponsor_rate"
range = [0, 0.1]
[factor.rate]
key = "parameters.proposals.launch_rate"
range = [0, 0.001]
)";

std::shared_ptr<const SystemData> data_with_posterior(const Folder& folder)
{
    auto data = std::make_shared<SystemData>(*real_data());
    Problems problems;
    folder.write("posterior/fit.toml", four_draws);
    folder.write("posterior/other.toml", four_draws);
    data->posteriors = read_posteriors(folder.path("posterior"), problems);
    REQUIRE(problems.empty());
    return data;
}

std::size_t column_of(const std::string& wanted)
{
    std::size_t column = 0, found = 0;
    for_each_process([&](const char* process, auto, auto fields) {
        for (const auto& field : fields) {
            if (std::string(process) + "." + std::string(field.name) == wanted)
                found = column;
            ++column;
        }
    });
    return found;
}

} // namespace

TEST_CASE("replicate k has draw k at every point, a factor overrides its parameter alone, and the file says so")
{
    const Folder folder;
    const auto data = data_with_posterior(folder);
    const Study study =
        read_study(folder.write("s.toml", "base = \"" MUTUALISE_SOURCE_DIR "/scenarios/historical.toml\"\n" +
                                              std::string(two_points)),
                   *data, {{"population.scale=0.01", "horizon.last=2010-07", "horizon.spin_up_months=2"}, {}, {}});
    const SweepResult swept = sweep(study, data, into(folder.path("runs")));
    REQUIRE(swept.failures.empty());

    const Posterior& posterior = *data->find_posterior("fit");
    const RecordedFile file(swept.merged);
    const std::size_t mean = column_of("attitudes.mean"), rate = column_of("proposals.launch_rate");
    const std::vector<double> values = file.parameter_values();
    const std::size_t width = values.size() / 18;
    // A factor's parameter is the factor's at every point: where nothing moves it, at the centre.
    for (std::uint32_t run = 0; run < 18; ++run) {
        const std::size_t draw = draw_of_run(posterior, run / 3);
        CHECK(values[run * width + mean] == posterior.parameters[0].values[draw]);
        CHECK(values[run * width + rate] == (run % 3 == 2 ? 0.0009 : 0.00025));
    }
    // A point by itself stands at the centre, its runs where they drew.
    const Scenario point = scenario_of_point(file, 1, *data), run = scenario_of_run(file, 4, *data);
    CHECK(point.parameters.attitudes.mean == scenario_of(study, study.points[1], *data).parameters.attitudes.mean);
    CHECK(point.posterior.drawn == run.posterior.drawn);
    CHECK(run.parameters.attitudes.mean == posterior.parameters[0].values[draw_of_run(posterior, 1)]);
    CHECK(point.parameters.attitudes.mean != run.parameters.attitudes.mean);
    const RepeatResult repeated = repeat(file, data, {}, {});
    CHECK(repeated.runs == 18);
    CHECK(repeated.differences.empty());
}

namespace
{

/// Whether runs draw, and from what, is a factor's.
Study drawn_by_level(const Folder& folder, const SystemData& data, const std::string& levels)
{
    return read_study(folder.write("levels.toml", "base = \"" MUTUALISE_SOURCE_DIR "/scenarios/historical.toml\"\n"
                                                  "replicates = 4\n[settings]\nposterior = \"none\"\n"
                                                  "[design]\nkind = \"grid\"\n[factor.known.levels]\n" +
                                                      levels),
                      data, {{"population.scale=0.01", "horizon.last=2010-06", "horizon.spin_up_months=2"}, {}, {}});
}

} // namespace

TEST_CASE("a level that brings the posterior records what each run drew")
{
    const Folder folder;
    const auto data = data_with_posterior(folder);
    const Study study =
        drawn_by_level(folder, *data, "all = { posterior = \"none\" }\nfit = { posterior = \"fit\" }\n");
    REQUIRE(study.points.size() == 2);
    const RecordedFile file(sweep(study, data, into(folder.path("runs"))).merged);
    const Posterior& posterior = *data->find_posterior("fit");
    const std::vector<double> values = file.parameter_values();
    const std::size_t mean = column_of("attitudes.mean"), width = values.size() / 8;
    const double own = scenario_of(study, study.points[0], *data).parameters.attitudes.mean;
    for (std::uint32_t run = 0; run < 8; ++run)
        CHECK(values[run * width + mean] ==
              (run % 2 == 0 ? own : posterior.parameters[0].values[draw_of_run(posterior, run / 2)]));
    CHECK(repeat(file, data, {}, {}).differences.empty());
}

TEST_CASE("points that draw from different posteriors are bad input, before anything runs")
{
    const Folder folder;
    const auto data = data_with_posterior(folder);
    CHECK_THROWS_WITH(
        drawn_by_level(folder, *data, "fit = { posterior = \"fit\" }\nother = { posterior = \"other\" }\n"),
        Catch::Contains("point 0 draws from the posterior fit, point 1 from other"));
}
