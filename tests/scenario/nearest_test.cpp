#include "mutualise/scenario/nearest.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

TEST_CASE("the edit distance counts insertions, deletions, replacements and swaps of neighbours")
{
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("abc", "") == 3);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("monhts", "months") == 1);
    CHECK(edit_distance("ca", "abc") == 3); // optimal string alignment: no edit within a swap
    CHECK(edit_distance("leisure", "leisure") == 0);
}

TEST_CASE("a suggestion names the nearest name, or the valid ones where they are few, or nothing")
{
    CHECK(suggestion("monhts", {"share", "months"}) == "; did you mean \"months\"?");
    CHECK(suggestion("colour", {"share", "months"}) == "; valid: share, months");
    CHECK(suggestion("colour", {}).empty());
    CHECK(suggestion(std::string(5000, 'x'), std::vector<std::string_view>(20, "months")).empty());
}
