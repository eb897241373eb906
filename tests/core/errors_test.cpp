/// \file Input errors name every problem and its place.
#include "mutualise/core/errors.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

TEST_CASE("an input error lists every problem with its place")
{
    const InputError error({{"a.toml", 3, 5, "unknown key"}, {"a.toml", 7, 1, "out of range"}});
    CHECK(std::string(error.what()) == "a.toml:3:5  unknown key\na.toml:7:1  out of range");
    CHECK(error.problems().size() == 2);
}

TEST_CASE("a problem outside any file has no place")
{
    CHECK(std::string(InputError({{"", 0, 0, "no such lever"}}).what()) == "no such lever");
    CHECK(std::string(InputError({{"a.toml", 0, 0, "cannot be read"}}).what()) == "a.toml  cannot be read");
}
