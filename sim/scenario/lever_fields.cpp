#include "mutualise/scenario/levers.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<RightToMutualise>> fields<RightToMutualise>()
{
    using L = RightToMutualise;
    static constexpr std::array<std::string_view, 3> contracts{"none", "tender", "direct"};
    static const std::array<Field<L>, 5> list{{
        {"strength", &L::strength, "-", 0, 1, "assumed", "chance that an invoked right overrides a veto"},
        {"response_months",
         &L::response_months,
         "months",
         1,
         36,
         "assumed",
         "each level must answer within this",
         {},
         true},
        {"arbiter", &L::arbiter, "-", 0, 1, "F-101", "an arbiter overrides vetoes of good cases only"},
        {"arbiter_threshold", &L::arbiter_threshold, "-", 0, 1, "assumed",
         "the arbiter overrides only where quality is at least this"},
        {"contract", &L::contract, "-", 0, 2, "F-142, F-20", "the contract the right brings", contracts},
    }};
    return list;
}

template <>
std::span<const Field<BondExemption>> fields<BondExemption>()
{
    using L = BondExemption;
    static const std::array<Field<L>, 2> list{{
        {"months", &L::months, "months", 0, 240, "assumed", "exempt until this long after founding", {}, true},
        {"share", &L::share, "-", 0, 1, "assumed", "share of the bond waived"},
    }};
    return list;
}

template <>
std::span<const Field<ContractPreference>> fields<ContractPreference>()
{
    using L = ContractPreference;
    static const std::array<Field<L>, 4> list{{
        {"strength", &L::strength, "-", 0, 1, "assumed", "chance of a direct first award (raises d to this)"},
        {"protected_months",
         &L::protected_months,
         "months",
         0,
         240,
         "F-141",
         "least term of the first contract, free from competition",
         {},
         true},
        {"score_margin", &L::score_margin, "-", 0, 1, "assumed", "added to a mutual's score in open competition"},
        {"reserved", &L::reserved, "-", 0, 1, "assumed", "only mutuals may bid"},
    }};
    return list;
}

template <>
std::span<const Field<PqqProportionality>> fields<PqqProportionality>()
{
    using L = PqqProportionality;
    static const std::array<Field<L>, 4> list{{
        {"turnover_cap", &L::turnover_cap, "-", 0, 100, "F-114",
         "turnover asked is at most this times the lot's annual value"},
        {"accounts_years", &L::accounts_years, "years", 0, 10, "F-112", "years of accounts asked are at most this"},
        {"balance_waived_months",
         &L::balance_waived_months,
         "months",
         0,
         240,
         "assumed",
         "no balance-sheet test for groups younger than this",
         {},
         true},
        {"count_predecessor", &L::count_predecessor, "-", 0, 1, "assumed",
         "least chance that the unit's own history counts"},
    }};
    return list;
}

template <>
std::span<const Field<SupportProgramme>> fields<SupportProgramme>()
{
    using L = SupportProgramme;
    static const std::array<Field<L>, 5> list{{
        {"budget", &L::budget, "GBP", 0, 1e12, "F-138", "the programme ends when this is spent"},
        {"grant", &L::grant, "GBP", 1, 1e9, "F-118", "paid per proposal"},
        {"quality_gain", &L::quality_gain, "-", 0, 1, "assumed", "share of the gap to quality 1 closed by support"},
        {"time_factor", &L::time_factor, "-", 0.1, 1, "assumed", "multiplies the building time"},
        {"entry_quality", &L::entry_quality, "-", 0, 1, "assumed", "least quality that is granted support"},
    }};
    return list;
}

template <>
std::span<const Field<PensionProtection>> fields<PensionProtection>()
{
    using L = PensionProtection;
    static const std::array<Field<L>, 1> list{{
        {"share", &L::share, "-", 0, 1, "assumed; F-89", "share of the pension deterrent removed"},
    }};
    return list;
}

template <>
std::span<const Field<AwarenessCampaign>> fields<AwarenessCampaign>()
{
    using L = AwarenessCampaign;
    static const std::array<Field<L>, 1> list{{
        {"intensity", &L::intensity, "-", 0, 5, "assumed", "strength of the campaign"},
    }};
    return list;
}

template <>
std::span<const Field<DivestmentDeadline>> fields<DivestmentDeadline>()
{
    using L = DivestmentDeadline;
    static constexpr std::array<std::string_view, 2> defaults{"public_body", "mutual"};
    static const std::array<Field<L>, 7> list{{
        {"deadline", &L::deadline, "month", 0, 0, "F-129",
         "when covered organisations must have parted with their units"},
        {"coverage", &L::coverage, "-", 0, 1, "assumed", "share of organisations covered"},
        {"default", &L::otherwise, "-", 0, 1, "F-102, F-103", "where units without an approved proposal go", defaults},
        {"opt_out", &L::opt_out, "-", 0, 1.01, "assumed",
         "under default mutual, share of staff against at which a unit opts out; above 1 never"},
        {"guaranteed_contract", &L::guaranteed_contract, "-", 0, 1, "F-121",
         "approved proposals get an uncontested first contract"},
        {"decide_by", &L::decide_by, "month", 0, 0, "F-24",
         "expedited review: cases in hand are voted and decided this month"},
        {"requests_until", &L::requests_until, "month", 0, 0, "F-129",
         "proposals launched in this month or later have no place in the expedited review"},
    }};
    return list;
}

} // namespace mutualise
