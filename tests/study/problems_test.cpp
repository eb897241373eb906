/// \file Studies that are refused: every problem at once, each at its line, with the nearest name.
#include "study/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr std::string_view valid_study = R"(base = "base.toml"
description = "a small study"
replicates = 4
seeds = "common"
seed = 3

[design]
kind = "sobol"
points = 8
scramble = "owen"

[factor.strength]
key = "lever.right.strength"
range = [0.2, 1]
distribution = "triangular"
mode = 0.5

[factor.months]
key = "lever.right.response_months"
range = [1, 12]

[factor.bond]
lever = "bond_exemption"

[outputs]
observables = ["mutuals_live"]
months = ["2012-12"]
)";

struct Mutation {
    std::string find, replacement;
    int line;
    std::string part;
    std::size_t count = 1; ///< of problems that follow
};

const std::vector<Mutation> mutations{
    {"replicates", "replicate", 3, "did you mean \"replicates\"?"},
    {"replicates = 4", "replicates = 0", 3, "must lie in [1, "},
    {"base = \"base.toml\"", "base = \"bas.toml\"", 1, "there is no such file"},
    {"base = \"base.toml\"", "", 1, "base   is missing"},
    {"seeds = \"common\"", "seeds = \"commom\"", 4, "did you mean \"common\"?"},
    {"seed = 3", "seed = -3", 5, "must be a whole number from 0"},
    {"kind = \"sobol\"", "kind = \"sobel\"", 8, "did you mean \"sobol\"?"},
    {"kind = \"sobol\"", "", 7, "design.kind   is missing"},
    {"points = 8", "", 8, "design.points   is missing"},
    {"points = 8", "points = 8.5", 9, "must be a whole number"},
    {"points = 8", "trajectories = 8", 9, "is unknown", 2},
    {"scramble = \"owen\"", "scramble = \"oven\"", 10, "did you mean \"owen\"?"},
    {"key = \"lever.right.strength\"", "key = \"lever.right.strenth\"", 13, "did you mean \"lever.right.strength\"?"},
    {"key = \"lever.right.strength\"", "key = 3", 13, "must be a key"},
    {"range = [0.2, 1]", "range = [0.2, 1.4]", 14, "factor.strength.range = 1.4   must lie in [0, 1]"},
    {"range = [0.2, 1]", "range = [1, 0.2]", 14, "from a lower to a higher value"},
    {"range = [0.2, 1]", "range = [0.2]", 14, "must be a list of two"},
    {"range = [0.2, 1]", "", 15, "needs a range"},
    {"distribution = \"triangular\"", "distribution = \"triangula\"", 15, "did you mean \"triangular\"?"},
    {"distribution = \"triangular\"", "", 16, "mode = 0.5   is no part of this factor's distribution"},
    {"mode = 0.5", "mode = 0.1", 16, "must lie in [0.2, 1]"},
    {"mode = 0.5", "", 15, "factor.strength.mode   is missing"},
    {"range = [1, 12]", "range = [1, 12.5]", 20, "must be a whole number"},
    {"range = [1, 12]", "range = [1, 12]\nvalues = [1, 2]", 21, "cannot stand beside a range"},
    {"range = [1, 12]", "range = [1, 12]\nsteps = 13", 21, "more than there are whole values"},
    {"range = [1, 12]", "values = [1, 2, 1]", 20, "is listed twice"},
    {"range = [1, 12]", "range = [1, 12]\nstap = 3", 21, "is unknown; did you mean \"step\"?"},
    {"lever = \"bond_exemption\"", "lever = \"bond_exemtion\"", 23, "did you mean \"bond_exemption\"?"},
    {"lever = \"bond_exemption\"", "lever = \"bond_exemption\"\nrange = [0, 1]", 24, "does not fit this factor"},
    {"lever = \"bond_exemption\"", "on = \"there.toml\"", 23, "there is no such file"},
    {"lever = \"bond_exemption\"", "on = { lever.right.strenth = 1 }", 23, "did you mean \"strength\"?"},
    {"lever = \"bond_exemption\"", "", 22, "moves nothing"},
    {"key = \"lever.right.response_months\"", "key = \"lever.right.strength\"", 18, "moves lever.right.strength, which",
     2},
    {"observables = [\"mutuals_live\"]", "observables = [\"mutuals_life\"]", 26, "did you mean \"mutuals_live\"?"},
    {"months = [\"2012-12\"]", "months = [\"2014-12\"]", 27, "must lie in the horizon of base"},
};

std::string mutated(const Mutation& m)
{
    std::string text(valid_study);
    const std::size_t at = text.find(m.find);
    REQUIRE(at != std::string::npos);
    return text.replace(at, m.find.size(), m.replacement);
}

} // namespace

TEST_CASE("a valid study has no problem")
{
    const StudyFolder folder;
    CHECK(listed(folder.problems(std::string(valid_study))).empty());
}

TEST_CASE("every fault of a study is refused at its line, with what is allowed")
{
    const StudyFolder folder;
    for (const Mutation& m : mutations) {
        const std::vector<Problem> found = folder.problems(mutated(m));
        INFO("replace: " << m.find << "\nby: " << m.replacement << "\nexpected at line " << m.line << ": " << m.part
                         << "\nfound:\n"
                         << listed(found));
        CHECK(holds(found, m.line, m.part));
        CHECK(found.size() == m.count);
    }
}

TEST_CASE("all problems of a study come at once, those of its scenario too")
{
    const StudyFolder folder;
    folder.write("bad.toml", "sede = 1\n[horizon]\nlast = \"2001-01\"\n");
    const std::vector<Problem> found =
        folder.problems("base = \"bad.toml\"\nreplicates = 0\n[design]\nkind = \"gird\"\n");
    INFO(listed(found));
    CHECK(found.size() == 4);
    CHECK(found[0].file.ends_with("study.toml"));
    CHECK(found[3].file.ends_with("bad.toml"));
}

TEST_CASE("a point whose scenario is invalid is refused by its number, once for all points of the same fault")
{
    const StudyFolder folder;
    const std::vector<Problem> found = folder.problems(study_of_base(R"([design]
kind = "grid"
[factor.until]
key = "lever.right.until"
values = ["2012-01", "2013-01"]
[factor.strength]
key = "lever.right.strength"
values = [0, 0.5, 1]
)"));
    INFO(listed(found));
    REQUIRE(found.size() == 1);
    CHECK(found[0].line == 6);
    CHECK(contains(found[0].text, "point 0 and 2 others: lever.right.until = \"2012-01\""));
}

TEST_CASE("a lever that falls outside the horizon at some points is a notice, as under an overlay")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base("[design]\nkind = \"grid\"\n[factor.from]\nkey = "
                                                  "\"lever.right.from\"\nvalues = [\"2012-01\", \"2014-06\"]\n"));
    REQUIRE(study.notices.size() == 1);
    CHECK(contains(study.notices[0], "never takes effect"));
}

TEST_CASE("a key that a factor moves cannot be set on the command line")
{
    const StudyFolder folder;
    const auto found = folder.problems(std::string(valid_study), {{"lever.right.strength=1"}, {}, {}});
    REQUIRE(found.size() == 1);
    CHECK(contains(found[0].text, "moves lever.right.strength, which --set moves too"));
}

TEST_CASE("the seed of a scenario cannot be set in a study, which has its own")
{
    const StudyFolder folder;
    CHECK(holds(folder.problems(study_of_base("[settings]\nseed = 3\n")), 3, "settings.seed   cannot be set here"));
    const auto found = folder.problems(std::string(valid_study), {{"seed=3"}, {}, {}});
    REQUIRE(found.size() == 1);
    CHECK(contains(found[0].text, "has no effect in a study"));
}

TEST_CASE("a grid that explodes is refused before it is made")
{
    const StudyFolder folder;
    std::string text = "[design]\nkind = \"grid\"\n";
    for (const char* key : {"launch_rate", "champion_share", "impose_chance", "quorum"})
        text += std::string("[factor.") + key + "]\nkey = \"parameters.proposals." + key +
                "\"\nrange = [0, 0.001]\nsteps = 100\n";
    const auto found = folder.problems(study_of_base(text));
    REQUIRE(found.size() == 1);
    CHECK(contains(found[0].text, "makes 100000000 points"));
}

TEST_CASE("files are told apart: a study varies, a scenario does not")
{
    const StudyFolder folder;
    CHECK(is_study_file(folder.write("a.toml", std::string(valid_study))));
    CHECK(is_study_file(folder.write("b.toml", "base = \"base.toml\"\nreplicates = 3\n")));
    CHECK_FALSE(is_study_file(folder.path("base.toml")));
    CHECK_FALSE(is_study_file(folder.path("nowhere.toml")));
}
