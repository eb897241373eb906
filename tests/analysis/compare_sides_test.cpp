// Which runs stand on either side of a comparison, and which of them are pairs.
#include "analysis/compared.hpp"
#include "mutualise/core/errors.hpp"
#include "study/small_study.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const std::string one_observable = "[outputs]\nobservables = [\"mutuals_live\"]\n";

/// The file of a study's runs.
std::filesystem::path swept(const Folder& folder, const std::string& name, const Study& study)
{
    return sweep(study, real_data(), into(folder.path(name))).merged;
}

/// Variants "record" and "bare" of the small study's scenario, a point each.
Study two_variants(const Folder& folder, const std::string& variants)
{
    return read_study(
        folder.write("two.toml", "base = \"" MUTUALISE_SOURCE_DIR "/scenarios/historical.toml\"\nreplicates = 1\n" +
                                     one_observable + variants),
        *real_data(), {{"population.scale=0.01", "horizon.last=2010-09", "horizon.spin_up_months=2"}, {}, {}});
}

std::string name_of(const std::filesystem::path& file, const std::optional<std::string>& point)
{
    return compare({file, point}, {file, point}, {}).base;
}

void lose(Ensemble& ensemble, std::uint32_t run)
{
    std::erase_if(ensemble.runs, [&](const RunRecord& each) { return each.index == run; });
    ensemble.failures.push_back({run, 7, "lost"});
}

} // namespace

TEST_CASE("a side of a study is one design point, by its number or by the variant that has no other")
{
    const Folder folder;
    const auto five = swept(folder, "five", small_study(folder, 1, one_observable)),
               two = swept(folder, "two", two_variants(folder, "[variant.record]\n[variant.bare]\n"));
    CHECK(name_of(five, "0") == "historical: launch_rate=0.0002 start=2010-06");
    CHECK(name_of(five, "4") == "historical: launch_rate=0.001 start=2010-09");
    CHECK(name_of(two, "0") == "record");
    CHECK(name_of(two, "1") == "bare");
    CHECK(name_of(two, "record") == "record");
    CHECK(name_of(two, "bare") == "bare");
    CHECK_THROWS_WITH(name_of(five, "5"), Contains("has design points 0 to 4, not 5"));
    CHECK_THROWS_WITH(name_of(five, std::nullopt), Contains("has 5 design points; name one, like"));
    CHECK_THROWS_WITH(name_of(five, "historical"), Contains("has 5 design points; name one by its number"));
    CHECK_THROWS_WITH(name_of(five, "4th"), Contains("has no variant '4th'"));
    CHECK_THROWS_WITH(name_of(two, "bear"), Contains("has no variant 'bear'"));
}

TEST_CASE("where there is one design point it may go without a name, or by its own")
{
    const Folder folder;
    const auto one = swept(folder, "one", two_variants(folder, "[variant.record]\n"));
    CHECK(name_of(one, std::nullopt) == "record");
    CHECK(name_of(one, "0") == "record");
    CHECK(name_of(one, "record") == "record");
    CHECK_THROWS_WITH(name_of(one, "1"), Contains("has one design point, and '1' is not it"));
    const std::filesystem::path plain = folder.path("plain.h5");
    write_ensemble(plain, sound(2));
    CHECK(name_of(plain, std::nullopt) == "synthetic");
    CHECK(name_of(plain, "0") == "synthetic");
    CHECK(name_of(plain, "synthetic") == "synthetic");
    CHECK_THROWS_WITH(name_of(plain, "other"), Contains("has one design point, and 'other' is not it"));
}

TEST_CASE("sides of other months, services or regions are not compared")
{
    const ScratchFolder folder;
    const Ensemble base = sound(2);
    Ensemble variant = base;
    auto renamed = std::make_shared<SystemData>(*base.data);
    renamed->services[1].name = "museums";
    variant.data = renamed;
    CHECK_THROWS_WITH(compared(folder, base, variant), Contains("have different services or regions"));
    renamed = std::make_shared<SystemData>(*base.data);
    renamed->regions[2].name = "ulster";
    variant.data = renamed;
    CHECK_THROWS_WITH(compared(folder, base, variant), Contains("have different services or regions"));
    variant = base;
    variant.scenario.horizon.first = variant.scenario.horizon.first + 1;
    variant.scenario.horizon.last = variant.scenario.horizon.last + 1;
    CHECK_THROWS_WITH(compared(folder, base, variant), Contains("record different months"));
}

TEST_CASE("runs that either side has lost are left out of both, and counted")
{
    const ScratchFolder folder;
    Ensemble base = sound(6), variant = sound(6);
    lose(base, 1);
    lose(variant, 2);
    lose(variant, 3);
    CHECK_THROWS_WITH(compared(folder, base, variant), Contains("1 runs of synthetic and 2 of synthetic failed"));
    CompareOptions options;
    options.missing = MissingRuns::leave_out;
    const CompareResult c = compared(folder, base, variant, options);
    CHECK(c.runs == 3); // 0, 4 and 5
    CHECK(total(c, "mutuals_live", 2, 2) == 0);
    CHECK(setting(c.result, "runs_left_out") == "3");
    CHECK(setting(c.result, "runs") == "3");
    CHECK(setting(c.result, "paired") == "yes");
    options.unpaired = true;
    const CompareResult u = compared(folder, base, variant, options);
    CHECK(setting(u.result, "runs_left_out") == "3");
    CHECK(setting(u.result, "runs") == "4");
    CHECK(setting(u.result, "paired") == "no");
}

TEST_CASE("lost runs explain neither another seed nor that no pair is left")
{
    const ScratchFolder folder;
    CompareOptions leave_out;
    leave_out.missing = MissingRuns::leave_out;
    Ensemble base = sound(2), variant = sound(2);
    variant.runs[1].seed += 1; // none was lost
    CHECK_THROWS_WITH(compared(folder, base, variant, leave_out), Contains("1 of their seeds are common"));
    base = sound(4), variant = sound(4);
    lose(variant, 3);
    CHECK(compared(folder, base, variant, leave_out).runs == 3);
    variant.runs[1].seed += 1; // of two runs without a pair, one is explained
    CHECK_THROWS_WITH(compared(folder, base, variant, leave_out), Contains("2 of their seeds are common"));
    CHECK_THROWS_WITH(compared(folder, variant, base, leave_out), Contains("2 of their seeds are common"));
    lose(base, 3); // lost on both sides: it explains none
    CHECK_THROWS_WITH(compared(folder, base, variant, leave_out), Contains("2 of their seeds are common"));
    base = sound(5), variant = sound(4);
    lose(variant, 3);
    CHECK_THROWS_WITH(compared(folder, base, variant, leave_out), Contains("3 of their seeds are common")); // a fifth
    CHECK_THROWS_WITH(compared(folder, variant, base, leave_out), Contains("3 of their seeds are common"));
    base = sound(2), variant = sound(2);
    lose(base, 0);
    lose(variant, 1);
    CHECK_THROWS_WITH(compared(folder, base, variant, leave_out), Contains("0 of their seeds are common"));
    CHECK_THROWS_WITH(compared(folder, base, variant), Contains("1 runs of synthetic and 1 of synthetic failed"));
    base = sound(3);
    variant = sound(3);
    lose(base, 0);
    lose(variant, 1);
    CHECK(compared(folder, base, variant, leave_out).runs == 1);
}
