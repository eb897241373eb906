// JSON's texts, byte by byte.
#include "mutualise/core/json.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

TEST_CASE("JSON holds every text and cannot end a script element")
{
    CHECK(json::text("a\"b\\c\n") == "\"a\\\"b\\\\c\\u000a\"");
    CHECK(json::text("</script>") == "\"\\u003c/script\\u003e\"");
    CHECK(json::text("café") == "\"café\"");
}
