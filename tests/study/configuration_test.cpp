#include "mutualise/study/configuration.hpp"

#include "study/small_study.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("the first difference of two texts is a key with its table and both values")
{
    const std::string before = "a = 1\n[t]\nb = 2\nc = 3\n";
    CHECK_FALSE(first_difference(before, before).has_value());
    const auto changed = first_difference(before, "a = 1\n[t]\nb = 5\nc = 4\n").value();
    CHECK(changed.key == "t.b");
    CHECK(changed.before == "2");
    CHECK(changed.now == "5");
    const auto gone = first_difference(before, "a = 1\n[t]\nc = 3\n").value();
    CHECK(gone.key == "t.b");
    CHECK(gone.now == "nothing");
    const auto come = first_difference(before, "a = 1\n[t]\nb = 2\nx = 9\nc = 3\n").value();
    CHECK(come.key == "t.x");
    CHECK(come.before == "nothing");
    const auto moved = first_difference(before, "a = 1\n[u]\nb = 2\nc = 3\n").value();
    CHECK(moved.key == "t.b");
}

TEST_CASE("settings between two scenarios make the second of the first, whatever was changed, added or taken away")
{
    const Folder folder;
    const std::string scenarios = MUTUALISE_SOURCE_DIR "/scenarios/";
    const SystemData& data = *real_data();
    const auto text = [&](const std::string& file, const std::vector<std::string>& settings = {}) {
        return canonical_text(read_scenario(scenarios + file, data, settings).scenario, data);
    };
    const std::string base = text("historical.toml");
    for (const std::string& other :
         {base, text("no-levers.toml"), text("taskforce.toml"), text("everything.toml"), text("default-mutual.toml"),
          text("historical.toml", {"lever.right_to_challenge.from=2011-01", "parameters.attitudes.mean=0.5"}),
          text("librarians.toml")}) {
        const std::string settings = settings_between(base, other);
        INFO(settings);
        CHECK(canonical_text(scenario_of_texts(base, settings, data), data) == other);
        CHECK(settings.empty() == (other == base));
    }
    // A lever that becomes one of another kind under the same name.
    const std::string one = "[lever.x]\nname = \"awareness_campaign\"\nfrom = \"2012-07\"\nintensity = 0.5\n";
    const std::string two = "[lever.x]\nname = \"pension_protection\"\nfrom = \"2012-07\"\nshare = 0.5\n";
    const auto own = [&](const std::string& lever) {
        return canonical_text(read_scenario(folder.write("own.toml", lever), data).scenario, data);
    };
    CHECK(canonical_text(scenario_of_texts(own(one), settings_between(own(one), own(two)), data), data) == own(two));
}
