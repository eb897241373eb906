// Posteriors: which draw a run takes, what is drawn and what is not, and that texts hold it all.
#include "mutualise/scenario/number_of.hpp"
#include "mutualise/scenario/posterior.hpp"
#include "mutualise/scenario/reading.hpp"
#include "scenario/support.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const char* const two_parameters = R"(
[parameter.mean]
keys = { "parameters.attitudes.mean" = 0 }
values = [0.4, 0.42, 0.44, 0.46, 0.48]

[parameter.direct]
keys = { "parameters.procurement.direct_council" = 0, "parameters.procurement.direct_central" = -0.1 }
values = [0.5, 0.6, 0.7, 0.8, 0.9]
)";

/// The small system with a posterior of five draws, called "fit".
SystemData with_posterior(const Folder& folder, const std::string& text = two_parameters)
{
    SystemData data = small_system();
    Problems problems;
    folder.write("posterior/fit.toml", text);
    data.posteriors = read_posteriors(folder.path("posterior"), problems);
    if (!problems.empty())
        throw InputError(problems.listed());
    return data;
}

ResolvedScenario scenario_of(const Folder& folder, const SystemData& data, const std::string& text,
                             const std::vector<std::string>& settings = {})
{
    return read_scenario(folder.write("scenario.toml", text), data, settings);
}

} // namespace

TEST_CASE("run k takes draw k of one order of the posterior, every draw once, whatever the scenario")
{
    const Folder folder;
    const SystemData data = with_posterior(folder);
    const Posterior& posterior = *data.find_posterior("fit");
    std::set<std::size_t> taken;
    for (std::uint32_t k = 0; k < 5; ++k)
        taken.insert(draw_of_run(posterior, k));
    CHECK(taken.size() == 5);
    CHECK(draw_of_run(posterior, 5) == draw_of_run(posterior, 0));

    const Scenario one = scenario_of(folder, data, "posterior = \"fit\"\n").scenario;
    const Scenario other = scenario_of(folder, data, "posterior = \"fit\"\nseed = 9\n").scenario;
    for (std::uint32_t k = 0; k < 7; ++k) {
        const Scenario drawn = with_draw(one, data, k);
        const std::size_t draw = draw_of_run(posterior, k);
        CHECK(drawn.parameters.attitudes.mean == Approx(0.4 + 0.02 * static_cast<double>(draw)));
        CHECK(drawn.parameters.procurement.direct_council == Approx(0.5 + 0.1 * static_cast<double>(draw)));
        CHECK(drawn.parameters.procurement.direct_central == Approx(0.4 + 0.1 * static_cast<double>(draw)));
        CHECK(with_draw(other, data, k).parameters == drawn.parameters);
    }
}

TEST_CASE("until it draws, a scenario has the centre, what is set by hand is not drawn, alone, and that is said")
{
    const Folder folder;
    const SystemData data = with_posterior(folder);
    const ResolvedScenario whole = scenario_of(folder, data, "posterior = \"fit\"\n");
    CHECK(whole.scenario.parameters.attitudes.mean == 0.44);
    CHECK(whole.scenario.parameters.procurement.direct_central == Approx(0.6));
    CHECK(whole.notices.empty());
    CHECK_THAT(effective_text(whole, data), Contains("centre of posterior fit"));

    const ResolvedScenario set =
        scenario_of(folder, data, "posterior = \"fit\"\n", {"parameters.procurement.direct_council=0.95"});
    REQUIRE(set.notices.size() == 1);
    CHECK_THAT(set.notices[0], Contains("direct_council") && Contains("fit"));
    const Scenario drawn = with_draw(set.scenario, data, 3);
    CHECK(drawn.parameters.procurement.direct_council == 0.95);
    CHECK(drawn.parameters.attitudes.mean == with_draw(whole.scenario, data, 3).parameters.attitudes.mean);
    CHECK(drawn.parameters.procurement.direct_central ==
          with_draw(whole.scenario, data, 3).parameters.procurement.direct_central);
}

TEST_CASE("posterior = none turns drawing off")
{
    const Folder folder;
    const SystemData data = with_posterior(folder);
    const Scenario off = scenario_of(folder, data, "posterior = \"fit\"\n", {"posterior=none"}).scenario;
    CHECK(off == scenario_of(folder, data, "").scenario);
    CHECK(with_draw(off, data, 2) == off);
}

TEST_CASE("the resolved text holds posterior, hash and keys, reads back to the same, and refuses another's draws")
{
    const Folder folder;
    const SystemData data = with_posterior(folder);
    const Scenario scenario =
        scenario_of(folder, data, "posterior = \"fit\"\n[parameters.attitudes]\nmean = 0.3\n").scenario;
    const std::string text = canonical_text(scenario, data);
    CHECK_THAT(text, Contains(data.posteriors[0].hash) && Contains("drawn = ["));
    const Scenario back = scenario_of(folder, data, text).scenario;
    CHECK(back == scenario);
    CHECK(with_draw(back, data, 1) == with_draw(scenario, data, 1));
    CHECK(canonical_text(scenario_of(folder, data, "").scenario, data).find("posterior") == std::string::npos);

    std::string changed = two_parameters;
    changed.replace(changed.find("0.46"), 4, "0.47");
    const SystemData another = with_posterior(folder, changed);
    CHECK(another.posteriors[0].hash != data.posteriors[0].hash);
    CHECK_THROWS_WITH(scenario_of(folder, another, text), Contains("posterior_hash"));
}

TEST_CASE("defaults are the centres of the shipped posterior, to three digits, and the record's scenario draws from it")
{
    const std::filesystem::path source = MUTUALISE_SOURCE_DIR;
    const SystemData data = load_system_data(source / "scenarios/data");
    const Posterior* posterior = data.find_posterior("record-2012");
    REQUIRE(posterior != nullptr);
    CHECK(posterior->draws() >= 300);
    const Scenario defaults;
    for (const PosteriorParameter& parameter : posterior->parameters)
        for (const PosteriorParameter::Key& key : parameter.keys) {
            INFO(key.path);
            Scenario centre;
            REQUIRE(set_number(centre, key.path, parameter.centre + key.offset));
            const double standing = number_of(defaults, key.path), wanted = number_of(centre, key.path);
            CHECK(std::fabs(standing - wanted) <= 0.005 * std::fabs(wanted));
        }
    const Scenario record = read_scenario(source / "scenarios/historical.toml", data).scenario;
    CHECK(record.posterior.name == "record-2012");
    CHECK(record.posterior.drawn.size() == 25);
}

TEST_CASE("a posterior whose values were edited is refused by its hash")
{
    const Folder folder;
    const std::string hash = with_posterior(folder).posteriors[0].hash;
    const std::string sealed = "hash = \"" + hash + "\"\n" + two_parameters;
    CHECK(with_posterior(folder, sealed).posteriors[0].hash == hash);
    std::string edited = sealed;
    edited.replace(edited.find("0.46"), 4, "0.47");
    CHECK_THROWS_WITH(with_posterior(folder, edited), Contains("is not that of the values here"));
}

TEST_CASE("posteriors that cannot be are refused")
{
    const Folder folder;
    const auto refused = [&](const std::string& from, const std::string& to) {
        std::string text = two_parameters;
        text.replace(text.find(from), from.size(), to);
        try {
            with_posterior(folder, text);
        } catch (const InputError& error) {
            return error.problems().front().text;
        }
        return std::string("nothing");
    };
    CHECK_THAT(refused("attitudes.mean", "attitudes.meen"), Contains("meen"));
    CHECK_THAT(refused("0.9]", "1.9]"), Contains("must lie in [0, 1]"));
    CHECK_THAT(refused("0.8, 0.9]", "0.8]"), Contains("another number of values"));
    CHECK_THAT(refused("[parameter.mean]", "made = 1\n[parameter.mean]"), Contains("is unknown"));
    CHECK_THAT(refused("values = [0.4", "valeus = 3\nvalues = [0.4"), Contains("did you mean \"values\"?"));
    CHECK_THAT(refused("values = [0.4", "centre = 0.43\nvalues = [0.4"),
               Contains("must be the median of the values, 0.44"));
    CHECK_THAT(refused("procurement.direct_council", "attitudes.mean"), Contains("as parameter.direct does"));
    CHECK_THAT(refused("[parameter.mean]", "[parameter]\nx = 3\n[parameter.mean]"), Contains("must be a table"));
    CHECK_THAT(refused(two_parameters, "[parameter]\n"), Contains("is missing"));
    const SystemData data = with_posterior(folder);
    CHECK_THROWS_WITH(scenario_of(folder, data, "posterior = \"fat\"\n"), Contains("did you mean \"fit\"?"));
    CHECK_THROWS_WITH(scenario_of(folder, data, "drawn = [\"parameters.attitudes.mean\"]\n"),
                      Contains("says nothing without a posterior"));
    CHECK_THROWS_WITH(scenario_of(folder, data, "posterior_hash = \"zzz\"\n"),
                      Contains("says nothing without a posterior"));
}

TEST_CASE("a posterior without draws is refused: no run could take one")
{
    for (const char* text : {"[parameter]\n", "[parameter]\nmean = 1\n", "parameter = []\n"}) {
        const Folder folder;
        INFO(text);
        CHECK_THROWS_AS(with_posterior(folder, text), InputError);
    }
}
