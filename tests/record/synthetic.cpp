#include "record/synthetic.hpp"

#include <limits>

namespace mutualise::testing
{

namespace
{

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

std::shared_ptr<const SystemData> data()
{
    auto tables = std::make_shared<SystemData>();
    for (const char* name : {"community_health", "libraries", "youth services"}) {
        tables->services.emplace_back();
        tables->services.back().name = name;
    }
    for (const char* name : {"london", "wales", "scotland"}) {
        tables->regions.emplace_back();
        tables->regions.back().name = name;
    }
    tables->digest = "0123abcd";
    return tables;
}

void fill(Trajectory& t, std::uint32_t run)
{
    for (std::size_t i = 0; i < observable_count; ++i) {
        const auto o = static_cast<Observable>(i);
        for (int row = 0; row < t.rows(); ++row)
            for (std::size_t a = 0; a < t.lengths()(spec(o).first); ++a)
                for (std::size_t b = 0; b < t.lengths()(spec(o).second); ++b)
                    t.at(o, row, a, b) = cell_value(o, run, row, a, b);
    }
    for (std::size_t service = 0; service < t.lengths().services; ++service)
        t.at(Observable::award_price, 0, service) = std::numeric_limits<double>::quiet_NaN();
}

void add_logs(Trajectory& t, std::uint32_t run)
{
    ProposalRow founded{.proposal = 0,
                        .unit = 3'000'000'000U + run,
                        .units = 2,
                        .service = 1,
                        .region = 2,
                        .organisation = 77,
                        .cohort = 3,
                        .route = 1,
                        .stage = 5,
                        .reason = -1,
                        .launched = 1,
                        .decided = 2,
                        .approved = 3,
                        .awarded = 3,
                        .ended = 4,
                        .staff = 120,
                        .value = 1.5e6F,
                        .quality = 0.25F,
                        .ballot = 0.75F,
                        .flags = 25};
    ProposalRow lost{.proposal = 1,
                     .unit = 9,
                     .units = 1,
                     .service = 2,
                     .cohort = 7,
                     .stage = 1,
                     .reason = 0,
                     .launched = 2,
                     .ended = 3,
                     .staff = 8,
                     .value = 2e5F,
                     .quality = 0.5F,
                     .ballot = not_a_number};
    t.proposals = {founded, lost};
    t.decisions = {{.proposal = 0, .row = 2, .decision = 2, .outcome = 1, .counterpart = 0, .probability = 0.5F},
                   {.proposal = 1,
                    .row = 3,
                    .decision = 25,
                    .outcome = 0,
                    .counterpart = 4'000'000'000U + run,
                    .probability = not_a_number}};
    const auto head = static_cast<std::uint32_t>(10 + run);
    t.snapshots = {{.row = 0, .stage = {0, 0}, .owner = {0, 2}, .headcount = {head, 7}, .mean_attitude = {0.25F, 0.5F}},
                   {.row = 4,
                    .stage = {5, 6},
                    .owner = {1, 2},
                    .headcount = {head + 1, 0},
                    .mean_attitude = {0.75F, not_a_number}}};
}

} // namespace

Ensemble synthetic_ensemble(std::size_t runs)
{
    Ensemble e;
    e.scenario.name = "synthetic";
    e.scenario.description = "Made by hand: café, £5";
    e.scenario.horizon = {Month::of(2012, 1), Month::of(2012, 4), 0};
    e.scenario.parameters.attitudes.mean = 0.4375; // whatever the default is
    e.resolved_scenario = "name = \"synthetic\"\n# café\n";
    e.scale = 0.125;
    e.employees = 5'000'000'000;
    e.data = data();
    e.unit_stable = {11, 4'000'000'000U};
    const AxisLengths lengths{e.data->services.size(), e.data->regions.size()};
    for (std::size_t r = 0; r < runs; ++r) {
        const auto index = static_cast<std::uint32_t>(2 * r);
        e.runs.push_back({index, 0xFFFF'FFFF'0000'0000ULL + index, Trajectory(e.scenario.horizon.rows(), lengths)});
        fill(e.runs.back().trajectory, index);
        add_logs(e.runs.back().trajectory, index);
    }
    e.failures = {{1, 0xABCULL, "employees do not add up in 2012-02, libraries: 7 + 1 is not 9"}};
    e.with_proposals = e.with_decisions = e.with_snapshots = true;
    e.provenance = {"0.0.0", "unknown", "by hand", "-O2", "mutualise run synthetic.toml", "2020-01-02T03:04:05Z"};
    return e;
}

} // namespace mutualise::testing
