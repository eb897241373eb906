#include "study/support.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const std::string plain = study_of_base(R"(replicates = 4
[design]
kind = "latin_hypercube"
points = 6
[factor.strength]
key = "lever.right.strength"
range = [0, 1]
[factor.bond]
lever = "bond_exemption"
)");

std::string text_of(const Study& study) { return canonical_text(study, small_system()); }

} // namespace

TEST_CASE("equal studies have equal text, whatever folder they lie in and however they are laid out")
{
    const StudyFolder one, two;
    const std::string text = text_of(one.read(plain));
    CHECK(text == text_of(two.read(plain)));
    CHECK(text == text_of(two.read("# a comment\n" + plain + "\n\n")));
    CHECK_FALSE(contains(text, one.path("").string()));
}

TEST_CASE("whatever can change a recorded number changes the text")
{
    const StudyFolder folder;
    std::set<std::string> texts{text_of(folder.read(plain))};
    std::size_t count = 1;
    const auto differs = [&](const std::string& find, const std::string& replacement,
                             const StudyOptions& options = {}) {
        std::string text = plain;
        if (!find.empty())
            text.replace(text.find(find), find.size(), replacement);
        texts.insert(text_of(folder.read(text, options)));
        CHECK(texts.size() == ++count);
    };
    differs("replicates = 4", "replicates = 5");
    differs("replicates = 4", "replicates = 4\nseed = 2");
    differs("replicates = 4", "replicates = 4\nseeds = \"independent\"");
    differs("points = 6", "points = 7");
    differs("points = 6", "points = 6\nseed = 2");
    differs("latin_hypercube", "sobol");
    differs("range = [0, 1]", "range = [0, 0.9]");
    differs("range = [0, 1]", "range = [0, 1]\ndistribution = \"beta\"\nalpha = 2\nbeta = 2");
    differs("lever = \"bond_exemption\"", "off = { parameters.review.appeal_chance = 0.5 }");
    differs("lever = \"bond_exemption\"", "off = { parameters.review.appeal_chance = 0.6 }");
    differs("[design]", "[outputs]\nmonths = [\"2012-01\"]\n[design]");
    differs("[design]", "[outputs]\nobservables = [\"exits\"]\n[design]");
    differs("", "", {{"parameters.review.appeal_chance=0.7"}, {}, {}});
    differs("", "", {{}, {}, 12});
}

TEST_CASE("the rows of a table are part of the text")
{
    const StudyFolder folder;
    const std::string study = study_of_base("[design]\nkind = \"table\"\nfile = \"t.csv\"\n[factor.strength]\nkey = "
                                            "\"lever.right.strength\"\n");
    const auto text_with = [&](const std::string& table) {
        folder.write("t.csv", table);
        return text_of(folder.read(study));
    };
    CHECK(text_with("strength\n0.1\n0.2\n") == text_with("0.1\n0.2\n"));
    CHECK(text_with("strength\n0.1\n0.2\n") != text_with("strength\n0.1\n0.3\n"));
    CHECK(text_with("strength\n0.1\n0.2\n") != text_with("strength\n0.2\n0.1\n"));
}
