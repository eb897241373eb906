#include "scenario/mutations.hpp"
#include "scenario/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("the scenario that the mutations spoil is valid")
{
    const auto found = problems(std::string(valid_scenario));
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("there are at least a hundred mutations, each of one place of the scenario")
{
    CHECK(mutations().size() >= 100);
    for (const Mutation& m : mutations()) {
        CAPTURE(std::string(m.find));
        if (!m.find.empty()) {
            CHECK(valid_scenario.find(m.find) != std::string_view::npos);
            CHECK(valid_scenario.find(m.find) == valid_scenario.rfind(m.find));
        }
    }
}

TEST_CASE("every mutated scenario is refused with a problem at the right line")
{
    for (const Mutation& m : mutations()) {
        const std::vector<Problem> found = problems(mutated(m));
        INFO("replace: " << m.find << "\nby: " << m.replacement << "\nexpected: " << m.line << "  " << m.expected
                         << "\nfound:\n"
                         << listed(found));
        CHECK(holds(found, m.line, std::string(m.expected)));
        for (const Problem& p : found) {
            CHECK(p.file.ends_with("scenario.toml"));
            CHECK(p.line > 0);
            CHECK(p.column > 0);
        }
    }
}

TEST_CASE("a single fault makes a single problem")
{
    for (const Mutation& m : mutations()) {
        const std::vector<Problem> found = problems(mutated(m));
        INFO("replace: " << m.find << "\nby: " << m.replacement << "\nfound:\n" << listed(found));
        CHECK(found.size() == 1);
    }
}
