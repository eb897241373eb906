#include "mutualise/analysis/proposal_pairs.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

namespace
{

ProposalRow proposal(std::uint32_t number, std::uint32_t unit, int reason, bool founded)
{
    ProposalRow row;
    row.proposal = number;
    row.unit = unit;
    row.reason = static_cast<std::int8_t>(reason);
    row.stage = 2;
    row.flags = founded ? 16 : 0;
    return row;
}

DecisionRow decision(Decision what, int outcome, std::uint32_t counterpart = 0)
{
    DecisionRow row;
    row.decision = static_cast<std::uint8_t>(what);
    row.outcome = static_cast<std::uint8_t>(outcome);
    row.counterpart = counterpart;
    return row;
}

} // namespace

TEST_CASE("proposals are paired by unit and attempt, not by number or date")
{
    const std::vector<ProposalRow> base{proposal(0, 7, 15, false), proposal(1, 3, -1, true), proposal(2, 7, -1, false)};
    const std::vector<ProposalRow> variant{proposal(0, 9, -1, true), proposal(1, 7, -1, true)};
    const std::vector<ProposalPair> pairs = pair_proposals(base, variant);
    REQUIRE(pairs.size() == 4); // 3, 7 first, 7 second, 9
    CHECK((pairs[0].base == &base[1] && pairs[0].variant == nullptr));
    CHECK((pairs[1].base == &base[0] && pairs[1].variant == &variant[1]));
    CHECK((pairs[2].base == &base[2] && pairs[2].variant == nullptr));
    CHECK((pairs[3].base == nullptr && pairs[3].variant == &variant[0]));
    CHECK(fate_text(pairs[1].base) == "failed_bond");
    CHECK(fate_text(pairs[1].variant) == "founded");
    CHECK(fate_text(pairs[2].base) == "in hand (review)");
    CHECK(fate_text(pairs[3].base) == "never launched");
}

TEST_CASE("the first decision that differed is found in the order in which they fell")
{
    using D = Decision;
    const std::vector<DecisionRow> base{decision(D::ballot, 1), decision(D::manager_veto, 0, 1),
                                        decision(D::manager_veto, 1, 2)};
    std::vector<DecisionRow> variant = base;
    CHECK(!first_difference(base, variant));
    variant[2].outcome = 0;
    auto difference = first_difference(base, variant);
    REQUIRE(difference);
    CHECK(decision_text(difference->base) == "manager_veto (level 2): yes");
    CHECK(decision_text(difference->variant) == "manager_veto (level 2): no");
    // The right lets a vetoed group go on: the base stops where the variant invokes it.
    variant = base;
    variant.push_back(decision(D::invoke_right, 1, 2));
    difference = first_difference(base, variant);
    REQUIRE(difference);
    CHECK(!difference->base);
    CHECK(decision_text(difference->variant) == "invoke_right (level 2): yes");
    CHECK(decision_text(decision(D::override_veto, 0, 200)) == "override_veto (finance): no");
}
