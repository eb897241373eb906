#include "mutualise/scenario/describe.hpp"
#include "mutualise/scenario/scenario_fields.hpp"
#include "scenario/mutations.hpp"
#include "scenario/support.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <sstream>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

Scenario read_back(const Scenario& scenario, const SystemData& data)
{
    const Folder folder;
    return read_scenario(folder.write("back.toml", canonical_text(scenario, data)), data).scenario;
}

/// Moves every field a third of the way from its value to its upper bound, a number of many digits.
template <class Owner>
void stir(Owner& owner)
{
    for (const Field<Owner>& field : fields<Owner>()) {
        if (const auto* number = std::get_if<double Owner::*>(&field.member))
            owner.** number = field.integer ? field.upper : owner.**number + (field.upper - owner.**number) / 3;
        else if (const auto* truth = std::get_if<bool Owner::*>(&field.member))
            owner.** truth = !(owner.**truth);
    }
}

} // namespace

TEST_CASE("the canonical text reads back to the same scenario")
{
    const SystemData data = small_system();
    const Folder folder;
    const Scenario scenario = read(folder, std::string(valid_scenario)).scenario;
    CHECK(read_back(scenario, data) == scenario);
    CHECK(canonical_text(read_back(scenario, data), data) == canonical_text(scenario, data));
    CHECK(read_back(Scenario{}, data) == Scenario{});
}

TEST_CASE("numbers of many digits, awkward texts and large seeds survive the canonical text")
{
    const SystemData data = small_system();
    Scenario scenario;
    for_each_process([&](const char*, auto member, auto) { stir(scenario.parameters.*member); });
    scenario.parameters.precedents.weight_organisation = 1;
    scenario.parameters.precedents.weight_region = 1.0 / 3;
    scenario.parameters.precedents.weight_service = 1e-17;
    scenario.parameters.attitudes.unit_share = 0.1 + 0.2;
    scenario.population.scale = std::numeric_limits<double>::min();
    scenario.name = "quotes \" and \\ and \t tabs";
    scenario.description = "two\nlines, caf\xC3\xA9, \x01";
    scenario.seed = std::numeric_limits<std::uint64_t>::max();
    scenario.population.seed = std::uint64_t{1} << 63;
    CHECK(read_back(scenario, data) == scenario);
}

TEST_CASE("equal scenarios have equal texts: order, signs of zero and spelling do not matter")
{
    const SystemData data = small_system();
    const Folder folder;
    const std::string a =
        "[lever.one]\nname = \"bond_exemption\"\nfrom = \"2012-01\"\nuntil = \"2012-03\"\nshare = 1.0\n"
        "[lever.two]\nname = \"bond_exemption\"\nfrom = 2012-03-31\nservices = [\"leisure\", \"libraries\"]\n"
        "[parameters.attitudes]\ncuts_signal = 0\n";
    const std::string b = "[parameters.attitudes]\ncuts_signal = -0.0\n"
                          "[lever.two]\nname = \"bond_exemption\"\nfrom = \"2012-03\"\nservices = [\"libraries\", "
                          "\"leisure\"]\nregions = [\"london\", \"north_east\"]\n"
                          "[lever.one]\nname = \"bond_exemption\"\nfrom = \"2012-01-15\"\nuntil = \"2012-03\"\nshare = "
                          "1\nannounced = \"2012-01\"\n";
    const Scenario first = read(folder, a).scenario, second = read(folder, b).scenario;
    CHECK(first == second);
    CHECK(canonical_text(first, data) == canonical_text(second, data));
}

TEST_CASE("unlike scenarios have unlike texts")
{
    const SystemData data = small_system();
    Scenario other;
    other.parameters.review.head_veto += 1e-15;
    CHECK(canonical_text(other, data) != canonical_text(Scenario{}, data));
}

TEST_CASE("the effective text is the canonical text with comments")
{
    const SystemData data = small_system();
    const Folder folder;
    const ResolvedScenario resolved = read(folder, std::string(valid_scenario));
    std::istringstream in(effective_text(resolved, data));
    std::string plain;
    for (std::string line; std::getline(in, line);) {
        const auto hash = line.find(" # ");
        line = line.substr(0, hash);
        plain += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    CHECK(plain == canonical_text(resolved.scenario, data));
}
