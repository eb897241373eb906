/// \file Keyed random numbers: a draw is a pure function of (run seed, purpose, entity, step, counterpart, index).
///
/// Philox4x32-10 (Salmon et al. 2011, SC'11, doi:10.1145/2063384.2063405). No generator state outlives a decision, so
/// results depend on no order of evaluation, and runs of one seed under different levers share their luck.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace mutualise
{

/// What a draw is for. Append only: a number's value is part of the model's recorded results.
enum class Purpose : std::uint8_t {
    test = 0,
    // population (keyed by the population seed)
    organisation_thinning = 1,
    organisation_traits = 2,
    organisation_size = 3,
    unit_traits = 4,
    unit_size = 5,
    team_traits = 6,
    employee_traits = 7,
    ties = 8,
    manager_traits = 9,
    contractor_traits = 10,
    outsourced_stock = 11,
    // runs (keyed by the run seed)
    service_attitude = 20,
    organisation_cuts = 21,
    turnover = 22,
    initial_state = 23,
    launch = 30,
    sponsor = 31,
    whole_branch = 32,
    building_time = 33,
    building_survival = 34,
    quality = 35,
    support_application = 36,
    support_consent = 37,
    ballot_imposed = 38,
    responsive_bid = 39,
    review_time = 40,
    manager_veto = 41,
    finance_veto = 42,
    leadership_veto = 43,
    invoke_right = 44,
    override_veto = 45,
    appeal = 46,
    deadline_coverage = 47,
    opt_out = 48,
    direct_award = 50,
    direct_time = 51,
    tender_time = 52,
    outsourcing = 53,
    bundle = 54,
    credit = 55,
    partner = 56,
    track_record = 57,
    bond_demand = 58,
    bond_bank = 59,
    host_guarantee = 60,
    contractor_order = 61,
    bid_cost = 62,
    bid_quality = 63,
    public_body_entry = 64,
    mutual_entry = 65,
    award_tie = 66,
    contract_term = 67,
    mobilisation_time = 70,
    mobilisation_survival = 71,
    legal_challenge = 72,
    legal_end = 73,
    legal_delay = 74,
    pension_bond = 75,
    first_term = 76,
    inherited_reserves = 80,
    trading_result = 81,
    recruitment = 82,
    contract_extension = 83,
    extension_months = 84,
    failed_units = 85,
    stock_contract = 86,
    // designs of studies (keyed by the design's seed and the factor's id)
    design_order = 90,
    design_value = 91,
    design_scramble = 92,
    // calibration (keyed by its own seed)
    calibration_start = 120,
    calibration_resample = 121,
    calibration_move = 122,
    calibration_choice = 123,
    // analyses (keyed by the analysis's seed)
    resampling = 140,
};

/// The seed of one run (or of the population).
struct RunKey {
    std::uint64_t seed = 0;
    friend constexpr bool operator==(RunKey, RunKey) = default;
};

/// The Philox counter at which a decision's numbers begin.
std::array<std::uint32_t, 4> first_counter(Purpose purpose, std::uint32_t entity, std::uint32_t step,
                                           std::uint32_t counterpart);

/// The numbers of one decision, in order. A UniformRandomBitGenerator, so Boost.Random's integer distributions take it.
/// `counterpart` (who else is part of the decision: a manager, a tender, a rival) must stay below 2^24.
class Stream
{
public:
    using result_type = std::uint32_t;
    Stream(RunKey key, Purpose purpose, std::uint32_t entity, std::uint32_t step, std::uint32_t counterpart = 0);

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return 0xFFFF'FFFFU; }
    result_type operator()();

    double uniform();                         ///< in (0, 1), never 0 or 1: an odd multiple of 2^-53
    double normal();                          ///< standard normal, by the quantile function
    double gamma(double shape);               ///< mean `shape`, scale 1 (Marsaglia & Tsang 2000), shape > 0
    double beta(double alpha, double beta);   ///< in [0, 1]
    std::uint32_t below(std::uint32_t bound); ///< uniform on [0, bound), exactly, bound >= 1

private:
    std::array<std::uint32_t, 2> key_;
    std::array<std::uint32_t, 4> counter_; ///< block, entity, step, purpose << 24 | counterpart
    std::array<std::uint32_t, 4> block_{};
    unsigned used_ = 4; ///< words of `block_` already given out
};

/// 0 .. count - 1 in random order (Fisher & Yates, from the last place down).
std::vector<std::uint32_t> shuffled(Stream& stream, std::uint32_t count);

/// The first uniform of a stream: most decisions need no more.
double uniform(RunKey key, Purpose purpose, std::uint32_t entity, std::uint32_t step, std::uint32_t counterpart = 0);

/// The seed of run `index` of an ensemble with base seed `base`: a Philox image, so that seeds never repeat or overlap.
RunKey run_key(std::uint64_t base, std::uint32_t index);

} // namespace mutualise
