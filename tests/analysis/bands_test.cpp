// Bands against the formula by which the runs were made: run k's cells are cell(0) + 90,000 k.
#include "mutualise/analysis/bands.hpp"

#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/errors.hpp"
#include "record/synthetic.hpp"
#include "support/squeezed.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// 41 runs numbered 0 to 40: a cell of run k is that of run 0 plus 90,000 k, in eighths for reals.
Ensemble whole_ensemble()
{
    Ensemble e = synthetic_ensemble(41);
    for (std::uint32_t r = 0; r < 41; ++r) {
        e.runs[r].index = r;
        for (std::size_t i = 0; i < observable_count; ++i) {
            const auto o = static_cast<Observable>(i);
            Trajectory& t = e.runs[r].trajectory;
            for (int row = 0; row < t.rows(); ++row)
                for (std::size_t a = 0; a < t.lengths()(spec(o).first); ++a)
                    for (std::size_t b = 0; b < t.lengths()(spec(o).second); ++b)
                        t.at(o, row, a, b) = cell_value(o, r, row, a, b);
        }
    }
    e.runs[7].trajectory.at(Observable::award_price, 2, 1) = std::nan("");
    e.failures.clear();
    return e;
}

double at(const Result& result, const std::string& name, std::size_t statistic, std::size_t row,
          std::size_t category = 0)
{
    const auto& values = result.numbers(name);
    const std::size_t cells = values.size() / band_statistics.size(), width = cells / 5;
    return values[statistic * cells + row * width + category];
}

} // namespace

TEST_CASE("bands are exact means, errors and quantiles, however little memory they may take")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", whole_ensemble());
    const std::vector<std::filesystem::path> files{folder.path / "e.h5"};
    BandsOptions options;
    options.categories = true;
    const Result roomy = bands_of(files, options);
    options.memory = 3 * 41 * sizeof(double); // three cells at a time
    const Result narrow = bands_of(files, options);
    CHECK(narrow.variables.size() == roomy.variables.size());
    for (const char* name : {"exits", "exits_by_service_reason", "mean_attitude", "lever_cost_by_lever"})
        CHECK(narrow.numbers(name) == roomy.numbers(name));

    // services_active has one cell: 90,000 k + 30 * 30 * row + 15, whatever the scale.
    const double step =
        cell_value(Observable::services_active, 1, 3, 0, 0) - cell_value(Observable::services_active, 0, 3, 0, 0);
    const double zero = cell_value(Observable::services_active, 0, 3, 0, 0);
    CHECK(at(roomy, "services_active", 0, 3) == Approx(zero + 20 * step));
    CHECK(at(roomy, "services_active", 1, 3) == Approx(step * std::sqrt(41 * 42 / 12.0 / 41))); // variance of 0 to 40
    CHECK(at(roomy, "services_active", 2, 3) == Approx(zero + 2 * step));
    CHECK(at(roomy, "services_active", 3, 3) == Approx(zero + 10 * step));
    CHECK(at(roomy, "services_active", 4, 3) == Approx(zero + 20 * step));
    CHECK(at(roomy, "services_active", 6, 3) == Approx(zero + 38 * step));
    CHECK(at(roomy, "services_active", 7, 3) == 41);
    // A sum over three services, of a public sector eight times the size simulated.
    double median = 0;
    for (std::size_t s = 0; s < 3; ++s)
        median += 8 * cell_value(Observable::mutuals_live, 20, 4, s, 0);
    CHECK(at(roomy, "mutuals_live", 4, 4) == Approx(median));
    // A mean price that one run lacks in one month.
    CHECK(at(roomy, "award_price", 7, 2, 1) == 40);
    CHECK(at(roomy, "award_price", 7, 2, 0) == 41);
    CHECK(at(roomy, "award_price", 0, 2, 1) ==
          Approx(cell_value(Observable::award_price, 0, 2, 1, 0) + (820 - 7) / 40.0 * step / 8));
}

TEST_CASE("the table gives the headlines' mean, error, quantiles and runs in the last month")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", whole_ensemble());
    const std::vector<std::filesystem::path> files{folder.path / "e.h5"};
    // Run k's live mutuals of the whole public sector in April 2012; 720,000 from run to run in each of three services.
    const auto of_run = [](std::uint32_t k) {
        double sum = 0;
        for (std::size_t s = 0; s < 3; ++s)
            sum += 8 * cell_value(Observable::mutuals_live, k, 4, s, 0);
        return sum;
    };
    std::string expected = "synthetic " + thousands(of_run(20)) + " " + thousands(3 * 720000 * std::sqrt(42 / 12.0));
    for (const std::uint32_t k : {2U, 10U, 20U, 30U, 38U})
        expected += " " + thousands(of_run(k));
    const std::string table = squeezed(bands_table(bands_of(files, {})));
    CHECK_THAT(table, Catch::Contains(std::string(spec(Observable::mutuals_live).long_name) + ", 2012-04\n"));
    CHECK_THAT(table, Catch::Contains(expected + " 41\n"));
    CHECK_THAT(table, !Catch::Contains("2011-12")); // no milestone
}

TEST_CASE("bands are not taken over runs that failed, unless told")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble(3));
    const std::vector<std::filesystem::path> files{folder.path / "e.h5"};
    CHECK_THROWS_AS(bands_of(files, {}), Mismatch);
    BandsOptions told;
    told.missing = MissingRuns::leave_out;
    const Result result = bands_of(files, told);
    CHECK(std::ranges::find(result.settings, std::pair<std::string, std::string>{"runs_left_out", "2"}) !=
          result.settings.end());
}
