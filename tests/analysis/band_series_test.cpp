// Which series are banded, of which runs: by category or summed, of the design points asked for, over several files.
#include "analysis/compared.hpp"
#include "mutualise/analysis/bands.hpp"
#include "mutualise/core/errors.hpp"
#include "study/small_study.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

using Files = std::vector<std::filesystem::path>;
using Names = std::vector<std::string>;

} // namespace

TEST_CASE("what grows with the scale is banded as a sum, and by category where asked, all else by category alone")
{
    const Folder folder;
    write_ensemble(folder.path("e.h5"), sound(3));
    const Files files{folder.path("e.h5")};
    BandsOptions options;
    options.observables = {Observable::exits, Observable::mean_attitude, Observable::services_active,
                           Observable::lever_cost};
    const auto names = [&] {
        Names found;
        for (const ResultVariable& variable : bands_of(files, options).variables)
            found.push_back(variable.name);
        return found;
    };
    CHECK(names() == Names{"point_name", "exits", "mean_attitude", "services_active", "lever_cost"});
    options.categories = true;
    CHECK(names() == Names{"point_name", "exits", "exits_by_service_reason", "mean_attitude", "services_active",
                           "lever_cost", "lever_cost_by_lever"});
    const Result bands = bands_of(files, options);
    CHECK(bands.variable("exits").axes == Names{"design_point", "statistic", "time"});
    CHECK(bands.variable("exits_by_service_reason").axes ==
          Names{"design_point", "statistic", "time", "service", "reason"});
    CHECK(bands.variable("mean_attitude").axes == Names{"design_point", "statistic", "time", "service"});
    CHECK(bands.variable("mean_attitude").units == "1");
    CHECK(std::get<Names>(bands.axis("service").values) == Names{"community_health", "libraries", "youth services"});
    CHECK(bands.axis("lever").length() == lever_names.size());
    CHECK(std::ranges::count(bands.axes, std::string("service"), &ResultAxis::name) == 1);
}

TEST_CASE("progress through bands counts every month and category once, to the steps that it names from the start")
{
    const Folder folder;
    write_ensemble(folder.path("e.h5"), sound(3));
    const Files files{folder.path("e.h5")};
    BandsOptions options;
    options.observables = {Observable::mean_attitude, Observable::exits};
    options.memory = 4 * 3 * sizeof(double); // four cells of three runs at a time
    std::vector<std::size_t> done;
    options.tick = [&](std::size_t reached, std::size_t steps) {
        done.push_back(reached);
        CHECK(steps == 5 * 3 + 5); // months by services, months
    };
    bands_of(files, options);
    CHECK(done == std::vector<std::size_t>{4, 8, 12, 15, 19, 20});
}

TEST_CASE("bands of some design points are those of their own runs alone")
{
    const Folder folder;
    const Study study = small_study(folder, 2,
                                    "seeds = \"independent\"\n[outputs]\nobservables = [\"staff_left\", "
                                    "\"employees_by_owner\", \"mean_attitude\"]\n");
    const Files files{sweep(study, real_data(), into(folder.path("s"))).merged};
    BandsOptions options;
    options.points = {1, 3};
    options.observables = {Observable::staff_left};
    const Result bands = bands_of(files, options);
    CHECK(bands.title == "small, 4 runs");
    CHECK(setting(bands, "runs") == "4");
    CHECK(setting(bands, "runs_left_out") == "0");
    CHECK(std::get<std::vector<double>>(bands.axis("design_point").values) == std::vector<double>{1, 3});
    CHECK(std::get<Names>(bands.variable("point_name").values) ==
          Names{"historical: launch_rate=0.0004 start=2010-06", "historical: launch_rate=0.0004 start=2010-08"});
    const std::vector<double> left = outcome_of(RecordedFile(files[0]), parse_outcome("staff_left@2010-09"));
    REQUIRE(left.size() == 10); // replicate by replicate
    const std::vector<double>& values = bands.numbers("staff_left");
    const std::size_t months = bands.axis("time").length();
    REQUIRE(values.size() == 2 * band_statistics.size() * months);
    for (const std::size_t place : {0U, 1U}) {
        const double* of_point = &values[place * band_statistics.size() * months];
        CHECK(of_point[months - 1] == Approx((left[options.points[place]] + left[options.points[place] + 5]) / 2));
        CHECK(of_point[8 * months - 1] == 2); // runs
    }
    CHECK(left[1] != left[3]);

    options.points = {};
    CHECK(bands_of(files, options).title == "small, 10 runs");
    options.points = {4, 5};
    CHECK_THROWS_WITH(bands_of(files, options), Contains("there is no design point 5: the study has 5"));
    options.points = {};
    options.observables = {Observable::staff_left, Observable::launches};
    CHECK_THROWS_WITH(bands_of(files, options), Contains("does not record launches"));
    options.observables = {};
    Names all;
    for (const ResultVariable& variable : bands_of(files, options).variables)
        all.push_back(variable.name);
    CHECK(all == Names{"point_name", "employees_by_owner", "staff_left", "mean_attitude"});
}

TEST_CASE("bands are over the runs of all files, which record the same months, and of no more values than are opened")
{
    const Folder folder;
    write_ensemble(folder.path("a.h5"), sound(3));
    write_ensemble(folder.path("b.h5"), sound(3, 100));
    const Files both{folder.path("a.h5"), folder.path("b.h5")};
    BandsOptions options;
    options.missing = MissingRuns::leave_out;
    options.observables = {Observable::services_active};
    CHECK(bands_of(both, options).title == "synthetic, 6 runs");
    CHECK(bands_of(both, options).numbers("services_active").back() == 6);

    Ensemble shorter = sound(3, 200);
    shorter.scenario.horizon.last = shorter.scenario.horizon.last - 1;
    for (auto& run : shorter.runs)
        run.trajectory = Trajectory(shorter.scenario.horizon.rows(), run.trajectory.lengths());
    shorter.with_proposals = shorter.with_decisions = shorter.with_snapshots = false;
    write_ensemble(folder.path("c.h5"), shorter);
    CHECK_THROWS_WITH(bands_of(Files{both[0], folder.path("c.h5")}, options),
                      Contains("c.h5 records other months than " + both[0].string()));

    options.points.assign(1000000, 0);
    CHECK_THROWS_WITH(bands_of(both, options), Contains("bands of 5 months and categories at 1000000 design points"));
}
