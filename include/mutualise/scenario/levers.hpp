/// \file The eight levers (model section 6): what a policy maker chooses, from when, for which services and regions.
///
/// A lever covers the decisions of the months in [from, until) and moves expectations from `announced` on. Two spells
/// of one kind never cover the same service and region in the same month, so at most one is in force anywhere.
#pragma once

#include "mutualise/core/field.hpp"
#include "mutualise/core/ids.hpp"
#include "mutualise/core/month.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace mutualise
{

/// When and where a lever acts. Bit s of `services` is ServiceId{s}, bit r of `regions` RegionId{r}.
struct LeverScope {
    std::string id; ///< the key of its table in the scenario
    Month from;
    Month until = never;
    Month announced; ///< when expectations move; default `from`
    std::uint64_t services = ~std::uint64_t{0};
    std::uint64_t regions = ~std::uint64_t{0};

    bool covers(ServiceId s, RegionId r) const
    {
        return (services >> s.value & 1) != 0 && (regions >> r.value & 1) != 0;
    }
    bool in_force(Month m) const { return from <= m && m < until; }
    bool expected(Month m) const { return announced <= m && m < until; }
    friend bool operator==(const LeverScope&, const LeverScope&) = default;
};

/// How the contract of an overridden case is awarded.
enum RightContract { right_brings_no_contract = 0, right_brings_tender = 1, right_brings_direct = 2 };

/// A vetoed group may have the veto overridden.
struct RightToMutualise {
    static constexpr std::string_view name = "right_to_mutualise";
    LeverScope scope;
    double strength = 1;         ///< chance that an invoked right overrides a veto
    double response_months = 36; ///< each level must answer within this
    bool arbiter = false;        ///< an arbiter overrides iff q >= arbiter_threshold (and then with `strength`)
    double arbiter_threshold = 0.5;
    int contract = right_brings_no_contract; ///< a RightContract
    friend bool operator==(const RightToMutualise&, const RightToMutualise&) = default;
};

/// Mutuals that are young need no bond.
struct BondExemption {
    static constexpr std::string_view name = "bond_exemption";
    LeverScope scope;
    double months = 36; ///< since founding (a group not yet founded is 0 months old)
    double share = 1;   ///< share of the bond waived
    friend bool operator==(const BondExemption&, const BondExemption&) = default;
};

/// First contracts without competition, and protected for a time.
struct ContractPreference {
    static constexpr std::string_view name = "contract_preference";
    LeverScope scope;
    double strength = 0;         ///< chance of a direct first award: d := max(d, strength)
    double protected_months = 0; ///< term of the first contract, and freedom from competition, at least this
    double score_margin = 0;     ///< added to a mutual's score in open competition
    bool reserved = false;       ///< only mutuals may bid; the PQQ applies
    friend bool operator==(const ContractPreference&, const ContractPreference&) = default;
};

/// Prequalification in proportion to the lot.
struct PqqProportionality {
    static constexpr std::string_view name = "pqq_proportionality";
    LeverScope scope;
    double turnover_cap = 100;        ///< turnover asked is at most this times the lot's annual value
    double accounts_years = 10;       ///< accounts asked are at most this
    double balance_waived_months = 0; ///< no balance-sheet test for groups younger than this; 0: never waived
    double count_predecessor = 0;     ///< p_credit := max(p_credit, this)
    friend bool operator==(const PqqProportionality&, const PqqProportionality&) = default;
};

/// Grants to groups that apply, out of a budget.
struct SupportProgramme {
    static constexpr std::string_view name = "support_programme";
    LeverScope scope;
    double budget = 1e7;       ///< it runs out; multiplied by the population's scale
    double grant = 48000;      ///< paid per proposal granted
    double quality_gain = 0.1; ///< q := q + gain (1 - q)
    double time_factor = 0.8;  ///< multiplies the building time
    double entry_quality = 0;  ///< q_entry: granted only if q >= this
    friend bool operator==(const SupportProgramme&, const SupportProgramme&) = default;
};

/// Those who step out keep their pension.
struct PensionProtection {
    static constexpr std::string_view name = "pension_protection";
    LeverScope scope;
    double share = 1; ///< share of the pension deterrent removed
    friend bool operator==(const PensionProtection&, const PensionProtection&) = default;
};

/// A campaign that moves attitudes while it runs.
struct AwarenessCampaign {
    static constexpr std::string_view name = "awareness_campaign";
    LeverScope scope;
    double intensity = 1;
    friend bool operator==(const AwarenessCampaign&, const AwarenessCampaign&) = default;
};

/// Where units go that are left at a deadline.
enum DivestmentDefault { default_public_body = 0, default_mutual = 1 };

/// On `deadline` the covered organisations must have parted with their units of the covered services.
/// The alternative weighs in ballots from `announced` to `deadline`; reviews are expedited from `from` to `deadline`.
struct DivestmentDeadline {
    static constexpr std::string_view name = "divestment_deadline";
    LeverScope scope; ///< `until` is ignored beyond the deadline
    Month deadline;
    double coverage = 1;                 ///< share of organisations
    int otherwise = default_public_body; ///< a DivestmentDefault: where what is not approved goes (key `default`)
    double opt_out =
        0.5; ///< default mutual: share of staff against (y < x_back) at which a unit opts out; above 1: never
    bool guaranteed_contract = true; ///< approved proposals get an uncontested first contract
    Month decide_by = never; ///< expedited review: pending cases launched before `requests_until` are put to the vote
                             ///< and decided in this month
    Month requests_until = never; ///< later proposals have no place in the expedited review
    friend bool operator==(const DivestmentDeadline&, const DivestmentDeadline&) = default;
};

/// The levers of one run.
struct Levers {
    std::vector<RightToMutualise> right;
    std::vector<BondExemption> bond;
    std::vector<ContractPreference> preference;
    std::vector<PqqProportionality> pqq;
    std::vector<SupportProgramme> support;
    std::vector<PensionProtection> pension;
    std::vector<AwarenessCampaign> campaign;
    std::vector<DivestmentDeadline> deadline;
    friend bool operator==(const Levers&, const Levers&) = default;
};

/// The lever of this kind in force here and now; null if none.
template <class Lever>
const Lever* in_force(const std::vector<Lever>& levers, Month month, ServiceId service, RegionId region)
{
    for (const Lever& lever : levers)
        if (lever.scope.in_force(month) && lever.scope.covers(service, region))
            return &lever;
    return nullptr;
}

/// The lever of this kind that people here reckon with (announced, not yet over); one in force before one announced.
template <class Lever>
const Lever* expected(const std::vector<Lever>& levers, Month month, ServiceId service, RegionId region)
{
    if (const Lever* now = in_force(levers, month, service, region))
        return now;
    for (const Lever& lever : levers)
        if (lever.scope.expected(month) && lever.scope.covers(service, region))
            return &lever;
    return nullptr;
}

/// Calls visit(member pointer) for each kind of lever.
template <class Visit>
void for_each_lever_kind(Visit&& visit)
{
    visit(&Levers::right);
    visit(&Levers::bond);
    visit(&Levers::preference);
    visit(&Levers::pqq);
    visit(&Levers::support);
    visit(&Levers::pension);
    visit(&Levers::campaign);
    visit(&Levers::deadline);
}

} // namespace mutualise
