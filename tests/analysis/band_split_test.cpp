// Bands split: what is chance, against variances computed run by run.
#include "mutualise/analysis/band_split.hpp"

#include "mutualise/analysis/outcome.hpp"
#include "mutualise/core/errors.hpp"
#include "study/small_study.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

using Files = std::vector<std::filesystem::path>;

/// Twelve small runs of history, with these settings laid over.
Files recorded(const Folder& folder, const std::string& name, std::vector<std::string> settings)
{
    settings.insert(settings.end(), {"population.scale=0.02", "horizon.last=2011-06", "horizon.spin_up_months=2"});
    const Study study = read_study(folder.write(name + ".toml", "base = \"" MUTUALISE_SOURCE_DIR
                                                                "/scenarios/historical.toml\"\nreplicates = 12\n"),
                                   *real_data(), {settings, {}, {}});
    return {sweep(study, real_data(), into(folder.path(name))).merged};
}

double variance(const Files& files, const std::string& outcome)
{
    const std::vector<double> values = outcome_of(RecordedFile(files[0]), parse_outcome(outcome));
    double mean = 0, squares = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return squares / static_cast<double>(values.size() - 1);
}

Result split(const Files& files, const Files& fixed)
{
    const BandsOptions options;
    Result bands = bands_of(files, options);
    split_bands(bands, files, fixed, options);
    return bands;
}

} // namespace

TEST_CASE("chance's share of a band is the variance of the runs with one set of parameters over that with draws")
{
    const Folder folder;
    const Files drawn = recorded(folder, "drawn", {}), fixed = recorded(folder, "fixed", {"posterior=none"});
    const Result bands = split(drawn, fixed);
    const std::vector<double>& shares = bands.numbers("employees_in_mutuals_chance_share");
    const std::size_t months = bands.axis("time").length();
    REQUIRE(shares.size() == 2 * months);
    const double expected =
        variance(fixed, "employees_in_mutuals@2011-06") / variance(drawn, "employees_in_mutuals@2011-06");
    CHECK(expected > 0);
    CHECK(expected != Approx(1).margin(0.01));
    CHECK(shares[months - 1] == Approx(expected));
    CHECK(shares[2 * months - 1] == Approx(expected * std::sqrt(2. / 11 + 2. / 11)));
    CHECK_THAT(split_table(bands), Contains("by chance") && Contains("2011-06"));

    CHECK_THROWS_WITH(split(fixed, drawn), Contains("draws no parameters"));
    CHECK_THROWS_WITH(split(drawn, drawn), Contains("posterior=none"));
    const Files other = recorded(folder, "other", {"posterior=none", "parameters.procurement.track_record_chance=0.9"});
    CHECK_THROWS_AS(split(drawn, other), Mismatch);
    CHECK_THROWS_WITH(split(drawn, other), Contains("track_record_chance"));
    const Files levers = recorded(folder, "levers", {"posterior=none", "remove=[\"support\"]"});
    CHECK_THROWS_WITH(split(drawn, levers), Contains("differ in more than the draws"));
}
