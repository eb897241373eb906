#include "cli/command.hpp"
#include "study/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr const char* small_study = R"(base = "base.toml"
replicates = 3
[design]
kind = "saltelli"
points = 1
skip = 6
second_order = false
[factor.strength]
key = "lever.right.strength"
range = [0, 1]
[factor.bond]
lever = "bond_exemption"
)";

} // namespace

TEST_CASE("the command prints a study's points and says how many runs they make")
{
    const StudyFolder folder;
    const std::string study = folder.write("small.toml", small_study).string();
    const Outcome done = command(folder, "design " + study);
    CHECK(done.code == 0);
    CHECK(done.out ==
          "point,variant,strength,bond\n0,base,0.625,on\n1,base,0.125,on\n2,base,0.625,on\n3,base,0.125,on\n");
    CHECK(contains(done.err, "4 points x 3 replicates = 12 runs"));
}

TEST_CASE("the command writes SALib's files once, and overwrites them only when told to")
{
    const StudyFolder folder;
    const std::string study = folder.write("small.toml", small_study).string();
    const std::string arguments = "design " + study + " --salib " + folder.path("s").string();
    CHECK(command(folder, arguments).code == 0);
    CHECK(text_of(folder.path("s-problem.txt")) == "strength 0 1\nbond 0 1\n");
    CHECK(text_of(folder.path("s-sample.txt")) == "0.625 1\n0.125 1\n0.625 1\n0.125 1\n");
    CHECK(command(folder, arguments).code == 2);
    CHECK(command(folder, arguments + " --force").code == 0);
}

TEST_CASE("the command checks studies as it checks scenarios")
{
    const StudyFolder folder;
    const std::string study = folder.write("small.toml", small_study).string();
    const Outcome valid = command(folder, "validate " + study + " " + folder.path("base.toml").string());
    CHECK(valid.code == 0);
    CHECK(contains(valid.out, "small.toml: valid study; 4 points x 3 replicates = 12 runs"));
    CHECK(contains(valid.out, "base.toml: valid; "));
    const Outcome refused = command(folder, "validate " + folder.write("bad.toml", "[design]\nkind = 3\n").string());
    CHECK(refused.code == 3);
    CHECK(contains(refused.err, "nothing was run; 1 problem in "));
}
