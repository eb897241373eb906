#include "mutualise/record/result_file.hpp"

#include "mutualise/record/recorded_file.hpp"
#include "record/synthetic.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

Result example()
{
    Result r;
    r.analysis = "compare";
    r.title = "a beside b: café";
    r.settings = {{"confidence", "0.9"}, {"failed", "refuse"}};
    r.sources = {{"a.h5", "abc"}, {"b.h5", "def"}};
    r.axes = {{"service", "service", "", std::vector<std::string>{"libraries", "fire"}},
              {"time", "last day of the month", "", std::vector<Month>{Month::of(2012, 2), Month::of(2015, 12)}},
              {"level", "level", "1", std::vector<double>{0.5, 1, 2}}};
    r.variables = {{"gain", "what is gained", "1", {"service", "time"}, std::vector<double>{1, 2.5, -3, std::nan("")}},
                   {"name", "what it is called", "", {"level"}, std::vector<std::string>{"low", "", "hoch"}},
                   {"count", "how many", "1", {"level"}, std::vector<std::int64_t>{1, -2, 5'000'000'000}},
                   {"all", "in all", "GBP", {}, std::vector<double>{7}}};
    r.provenance = {"1", "c", "g", "-O2", "mutualise compare", "2020-01-02T03:04:05Z"};
    return r;
}

} // namespace

TEST_CASE("a result comes back as it was written, to the last name and bit")
{
    const ScratchFolder folder;
    const std::string hash = write_result(folder.path / "r.h5", example());
    const Result back = read_result(folder.path / "r.h5"), out = example();
    CHECK(back.analysis == out.analysis);
    CHECK(back.title == out.title);
    CHECK(back.settings == out.settings);
    REQUIRE(back.sources.size() == 2);
    CHECK(back.sources[1].hash == "def");
    REQUIRE(back.axes.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(back.axes[i].name == out.axes[i].name);
        CHECK(back.axes[i].units == out.axes[i].units);
        CHECK(back.axes[i].values == out.axes[i].values);
    }
    REQUIRE(back.variables.size() == 4);
    CHECK(back.variable("gain").axes == std::vector<std::string>{"service", "time"});
    CHECK(back.numbers("gain")[1] == 2.5);
    CHECK(std::isnan(back.numbers("gain")[3]));
    CHECK(back.variable("name").values == out.variable("name").values);
    CHECK(back.variable("count").values == out.variable("count").values);
    CHECK(back.numbers("all") == std::vector<double>{7});
    CHECK(back.variable("all").units == "GBP");
    CHECK(canonical_hash(folder.path / "r.h5") == hash);
    CHECK(recorded_hash(folder.path / "r.h5") == hash);
}

TEST_CASE("a result's hash follows its values and choices, not who made it when")
{
    const ScratchFolder folder;
    const auto hash_of = [&](const Result& result) { return write_result(folder.path / "r.h5", result); };
    const std::string hash = hash_of(example());
    Result other = example();
    other.provenance.created = "2021-01-02T03:04:05Z";
    other.title = "otherwise";
    CHECK(hash_of(other) == hash);
    other = example();
    other.settings[0].second = "0.95";
    CHECK(hash_of(other) != hash);
    other = example();
    other.sources[0].hash = "abd";
    CHECK(hash_of(other) != hash);
    other = example();
    std::get<std::vector<double>>(other.variables[0].values)[0] = 1.0000000000000002;
    CHECK(hash_of(other) != hash);
}

TEST_CASE("a result without any row is written and read")
{
    const ScratchFolder folder;
    Result r = example();
    r.axes.push_back({"turned", "nothing", "1", std::vector<double>{}});
    r.variables.push_back({"turned_run", "nothing", "1", {"turned"}, std::vector<std::int64_t>{}});
    r.variables.push_back({"turned_name", "nothing", "", {"turned"}, std::vector<std::string>{}});
    write_result(folder.path / "r.h5", r);
    CHECK(read_result(folder.path / "r.h5").axis("turned").length() == 0);
}

TEST_CASE("a result is no recorded file, a recorded file no result, and a wrong shape is our own mistake")
{
    const ScratchFolder folder;
    write_result(folder.path / "r.h5", example());
    write_ensemble(folder.path / "e.h5", synthetic_ensemble(1));
    CHECK_THROWS_WITH(RecordedFile(folder.path / "r.h5"), Contains("mutualise result"));
    CHECK_THROWS_WITH(read_result(folder.path / "e.h5"), Contains("mutualise ensemble"));
    CHECK(is_recorded_file(folder.path / "e.h5"));
    CHECK(!is_recorded_file(folder.path / "r.h5"));
    Result wrong = example();
    wrong.variables[0].axes = {"service"};
    CHECK_THROWS_AS(write_result(folder.path / "w.h5", wrong), std::logic_error);
    CHECK(!std::filesystem::exists(folder.path / "w.h5"));
}
