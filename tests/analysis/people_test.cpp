// Which runs live among the same people, told from what files say alone.
#include "mutualise/analysis/people.hpp"

#include "mutualise/scenario/reader.hpp"
#include "mutualise/study/configuration.hpp"
#include "study/small_study.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

Scenario history(std::uint64_t people, double scale)
{
    Scenario scenario =
        read_scenario(MUTUALISE_SOURCE_DIR "/scenarios/historical.toml", *real_data(), {"posterior=none"}).scenario;
    scenario.population.seed = people;
    scenario.population.scale = scale;
    return scenario;
}

Recording file_of(const Scenario& scenario)
{
    Recording labels;
    labels.data = real_data();
    labels.resolved_scenario = canonical_text(scenario, *real_data());
    return labels;
}

/// Two variants of other people, each at its own scale and moved to a half.
Recording study_of_two(const Scenario& one, const Scenario& other)
{
    Recording labels;
    labels.data = real_data();
    StudyRecord& study = labels.study.emplace();
    for (const Scenario* each : {&one, &other}) {
        const auto variant = static_cast<std::uint32_t>(study.scenarios.size());
        const std::string base = canonical_text(*each, *real_data());
        Scenario half = *each;
        half.population.scale = 0.5;
        study.scenarios.push_back(base);
        study.settings.emplace_back();
        study.settings.push_back(settings_between(base, canonical_text(half, *real_data())));
        study.variant_of_point.insert(study.variant_of_point.end(), 2, variant);
    }
    return labels;
}

} // namespace

TEST_CASE("people are the same where every setting of the population is, whichever of a file's texts says it")
{
    const Scenario one = history(7, 1), other = history(8, 1);
    const Recording study = study_of_two(one, other);
    // What lays the scale alone over two variants leaves each its own seed.
    REQUIRE(study.study->settings[1] == study.study->settings[3]);
    CHECK(people_of(study, 1) != people_of(study, 3));
    CHECK(people_of(study, 0) != people_of(study, 1));
    CHECK(people_of(study, 0) == people_of(file_of(one), 0));
    CHECK(people_of(study, 1) == people_of(file_of(history(7, 0.5)), 0));
    CHECK(people_of(study, 3) == people_of(file_of(history(8, 0.5)), 0));
    Scenario reciprocal = one;
    reciprocal.population.reciprocal = true;
    CHECK(people_of(file_of(reciprocal), 0) != people_of(file_of(one), 0));
}

TEST_CASE("levers, the runs' seed and the horizon change nobody, but other data do")
{
    const Scenario one = history(7, 1);
    Scenario later = one;
    later.seed += 1;
    later.horizon.last = later.horizon.last + 1;
    later.levers = {};
    CHECK(people_of(file_of(later), 0) == people_of(file_of(one), 0));
    auto data = std::make_shared<SystemData>(*real_data());
    data->digest = "other";
    Recording labels = file_of(one);
    labels.data = data;
    CHECK(people_of(labels, 0) != people_of(file_of(one), 0));
}
