/// \file Texts that nobody means: found by fuzzing (tests/fuzz), each once ended the process.
#include "scenario/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

std::string joined(const std::string& part, int times, const std::string& by)
{
    std::string text = part;
    for (int i = 1; i < times; ++i)
        text += by + part;
    return text;
}

} // namespace

TEST_CASE("a key of a hundred thousand parts is refused on its line, wherever it hides")
{
    const std::string key = joined("a", 100'000, ".");
    for (const std::string& line :
         {"[" + key + "]", key + " = 1", "x = { " + key + " = 1 }", joined("\"a, =\"", 1000, " . ") + " = 1",
          "x = \"\\\"\" \n" + key + " = 1", "x = { y = \"\"\"\n \"\"\", " + key + " = 1 }",
          "x = '\\' # it's\n" + key + " = 1"}) {
        const std::vector<Problem> found = problems("seed = 1\n" + line + "\n");
        INFO(line.substr(0, 40));
        REQUIRE(found.size() == 1);
        CHECK(contains(found[0].text, "is not TOML: a key has more than 100 parts"));
        CHECK(found[0].line >= 2);
    }
    const std::vector<Problem> setting = problems("seed = 1\n", {key + "=1"});
    REQUIRE_FALSE(setting.empty());
}

TEST_CASE("dots that part no keys are as many as one likes")
{
    const std::string dots(500, '.'), numbers = joined("0.5", 500, ", ");
    CHECK(problems("# " + dots + "\ndescription = \"" + dots + " it's\"\nname = '" + dots + "' # " + dots + "\n")
              .empty());
    CHECK(problems("description = \"\"\"\n" + dots + "\"\n\\\"\"\" " + dots + "\"\"\"\n").empty());
    const std::vector<Problem> list = problems("seed = [" + numbers + "]\n");
    REQUIRE(list.size() == 1);
    CHECK_FALSE(contains(list[0].text, "TOML"));
}

TEST_CASE("a base whose name no file system takes is refused where it is given")
{
    const std::vector<Problem> found = problems("base = \"" + joined("a", 5000, "/") + "\"\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].line == 1);
    CHECK(contains(found[0].text, "cannot be read"));
}
