#include "scenario/mutations.hpp"
#include "scenario/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("all problems of a file are reported at once, by line, their messages aligned")
{
    const std::vector<Problem> found = problems("[horizon]\n"
                                                "first = \"2012-31-07\"\n"
                                                "[lever.bond_exemption]\n"
                                                "from = \"2012-07\"\n"
                                                "share  = 1.4\n"
                                                "monhts = 12\n"
                                                "services = [\"libraries\", \"liesure\"]\n"
                                                "[parameters.review]\n"
                                                "ballot_weight = nan\n"
                                                "[colour]\n");
    INFO(listed(found));
    REQUIRE(found.size() == 6);
    CHECK(found[0].line == 2);
    CHECK(found[0].column == 9);
    CHECK(found[1].line == 5);
    CHECK(found[1].column == 10);
    CHECK(found[2].line == 6);
    CHECK(found[2].column == 1);
    CHECK(found[3].line == 7);
    CHECK(found[3].column == 26);
    CHECK(found[4].line == 9);
    CHECK(found[5].line == 10);
    CHECK(contains(found[1].text, "lever.bond_exemption.share = 1.4"));
    CHECK(contains(found[1].text, "   must lie in [0, 1] (share of the bond waived)"));
    CHECK(contains(found[2].text, "lever.bond_exemption.monhts"));
    CHECK(contains(found[2].text, "   is unknown; did you mean \"months\"?"));
    CHECK(found[1].text.find("must lie") == found[2].text.find("is unknown"));
}

TEST_CASE("a fault in a base is reported with the base's file and line, after the faults of the overlay")
{
    const Folder folder;
    folder.write("bases/below.toml", "seed = 1\n[parameters.attitudes]\nmean = 2\nspread = 3\n");
    const auto path =
        folder.write("above.toml", "base = \"bases/below.toml\"\n[parameters.attitudes]\nspread = 0.1\nmaen = 1\n");
    const std::vector<Problem> found = problems_of(path);
    INFO(listed(found));
    REQUIRE(found.size() == 2);
    CHECK(found[0].file.ends_with("above.toml"));
    CHECK(found[0].line == 4);
    CHECK(found[1].file.ends_with("bases/below.toml"));
    CHECK(found[1].line == 3);
}

TEST_CASE("a base that is not TOML is reported in its own file")
{
    const Folder folder;
    folder.write("below.toml", "seed = 1\nseed = 2\n");
    const auto found = problems_of(folder.write("above.toml", "base = \"below.toml\"\n"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].file.ends_with("below.toml"));
    CHECK(found[0].line == 2);
}

TEST_CASE("a cycle of bases is refused where it closes")
{
    const Folder folder;
    folder.write("b.toml", "seed = 2\nbase = \"a.toml\"\n");
    const auto found = problems_of(folder.write("a.toml", "base = \"b.toml\"\n"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].file.ends_with("b.toml"));
    CHECK(found[0].line == 2);
    CHECK(contains(found[0].text, "closes a cycle"));
    const auto own = problems_of(folder.write("own.toml", "base = \"own.toml\"\n"));
    REQUIRE(own.size() == 1);
    CHECK(contains(own[0].text, "closes a cycle"));
}

TEST_CASE("a file that is not there, a folder, and bytes that are no text are refused")
{
    const Folder folder;
    CHECK(contains(listed(problems_of(folder.path("missing.toml"))), "there is no such file"));
    CHECK(contains(listed(problems_of(folder.path(""))), "cannot be read"));
    const auto bytes = problems_of(folder.write("bytes.toml", std::string("[a]\n\xEF\xBB\xB7\xFF\0\x80", 10)));
    CHECK(bytes.size() == 1);
    CHECK(contains(listed(problems_of(folder.write("large.toml", std::string(5 << 20, '#')))), "larger than"));
}

TEST_CASE("an empty file is the default scenario, named after the file")
{
    const Folder folder;
    Scenario expected;
    expected.name = "quiet";
    CHECK(read_scenario(folder.write("quiet.toml", ""), small_system()).scenario == expected);
}

TEST_CASE("cutting the scenario short anywhere never crashes the reader")
{
    const Folder folder;
    for (std::size_t length = 0; length < valid_scenario.size(); length += 7)
        CHECK_NOTHROW(problems_of(folder.write("cut.toml", std::string(valid_scenario.substr(0, length)))));
}
