#include "scenario/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const std::string below = "[horizon]\n"
                          "first = \"2010-05\"\n"
                          "last = \"2013-12\"\n"
                          "[lever.right]\n"
                          "name = \"right_to_mutualise\"\n"
                          "from = \"2012-01\"\n"
                          "until = \"2013-01\"\n"
                          "[lever.split]\n"
                          "name = \"divestment_deadline\"\n"
                          "from = \"2011-01\"\n"
                          "deadline = \"2012-04\"\n";

} // namespace

TEST_CASE("a lever without effect is an error where the file without a base says so itself")
{
    const auto found = problems(below + "[lever.bond_exemption]\nfrom = \"2014-01\"\n");
    CHECK(holds(found, 13, "never takes effect: the horizon ends in 2013-12"));
}

TEST_CASE("it is the base's error when read through an overlay that changes nothing about it")
{
    const Folder folder;
    folder.write("below.toml", below + "[lever.bond_exemption]\nfrom = \"2014-01\"\n");
    const auto found = problems_of(folder.write("above.toml", "base = \"below.toml\"\nseed = 3\n"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].file.ends_with("below.toml"));
}

TEST_CASE("a lever without effect is a notice where a setting moved a date of it or of the horizon")
{
    const Folder folder;
    CHECK(read(folder, below).notices.empty());
    const auto moved = read(folder, below, {"lever.right.from=2014-02", "lever.right.until=never"}).notices;
    REQUIRE(moved.size() == 1);
    CHECK(contains(moved[0], "--set: lever.right never takes effect: the horizon ends in 2013-12"));
    const auto cut = read(folder, below, {"horizon.last=2011-06"}).notices;
    REQUIRE(cut.size() == 2);
    CHECK(contains(cut[0], "lever.right never takes effect"));
    CHECK(contains(cut[1], "lever.split never takes effect: its deadline is after the horizon"));
    const auto late = read(folder, below, {"horizon.first=2013-01"}).notices;
    REQUIRE(late.size() == 2);
    CHECK(contains(late[0], "it is over before the horizon starts in 2013-01"));
}

TEST_CASE("a lever without effect is a notice where an overlay moved its date")
{
    const Folder folder;
    folder.write("below.toml", below);
    const auto above = folder.write("above.toml", "base = \"below.toml\"\n[lever.split]\ndeadline = \"2015-04\"\n");
    const auto notices = read_scenario(above, small_system()).notices;
    REQUIRE(notices.size() == 1);
    CHECK(contains(notices[0], "above.toml:3: lever.split never takes effect"));
}

TEST_CASE("a lever announced within the horizon and in force after it moves expectations only: a notice")
{
    const Folder folder;
    const auto notices =
        read(folder, below + "[lever.bond_exemption]\nannounced = \"2013-06\"\nfrom = \"2014-01\"\n").notices;
    REQUIRE(notices.size() == 1);
    CHECK(contains(notices[0], "moves expectations only"));
}

TEST_CASE("a lever in force in the first or the last month alone takes effect")
{
    const Folder folder;
    const std::string horizon = "[horizon]\nfirst = \"2010-05\"\nlast = \"2013-12\"\n";
    CHECK(read(folder, horizon + "[lever.bond_exemption]\nfrom = \"2009-01\"\nuntil = \"2010-06\"\n").notices.empty());
    CHECK(read(folder, horizon + "[lever.bond_exemption]\nfrom = \"2013-12\"\n").notices.empty());
}

TEST_CASE("spells of one kind may touch in time, or share a month in other places")
{
    const Folder folder;
    const std::string first =
        "[lever.a]\nname = \"bond_exemption\"\nfrom = \"2012-01\"\nuntil = \"2012-07\"\nservices = [\"libraries\"]\n";
    const auto second = [](const std::string& rest) { return "[lever.b]\nname = \"bond_exemption\"\n" + rest; };
    CHECK_NOTHROW(read(folder, first + second("from = \"2012-07\"\n")));
    CHECK_NOTHROW(read(folder, first + second("from = \"2012-06\"\nservices = [\"leisure\"]\n")));
    CHECK_NOTHROW(read(folder, first + second("from = \"2012-06\"\nnations = [\"wales\"]\n")));
    const auto found = problems(first + second("from = \"2012-06\"\n"));
    CHECK(holds(found, 8, "overlaps lever.a"));
    CHECK(holds(found, 8, "for libraries in north_east in 2012-06"));
}

TEST_CASE("an open divestment spell ends with its deadline")
{
    const Folder folder;
    const auto second = [](const std::string& from) {
        return "[lever.more]\nname = \"divestment_deadline\"\ndeadline = \"2013-04\"\nfrom = \"" + from + "\"\n";
    };
    CHECK_NOTHROW(read(folder, below + second("2012-05")));
    CHECK(holds(problems(below + second("2012-04")), 15, "overlaps lever.split"));
}
