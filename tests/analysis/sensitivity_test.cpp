// Sensitivity of a study's recorded runs: which rows are whose, what is left out, and where the indices go.
#include "mutualise/analysis/sensitivity.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/study/design.hpp"
#include "sensitivity_samples.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const std::vector<std::string> factors{"right", "start"};

/// Variants "base" and "bold" at the same points, two runs each: one below and one above `model(variant, x)`.
template <class Model>
StudyValues study_of(const Rows& rows, Model model)
{
    StudyValues study;
    study.study = "made";
    study.variants = {"base", "bold"};
    study.outcomes = {parse_outcome("employees_in_mutuals@2015-12")};
    study.values.resize(1);
    for (const std::string& name : factors)
        study.factors.emplace_back().name = name;
    for (std::uint32_t v = 0; v < 2; ++v)
        for (const auto& x : rows) {
            study.variant_of_point.push_back(v);
            study.settings.emplace_back();
            study.scale.push_back(1);
            study.seeds.push_back({100, 101});
            study.replicates.push_back({0, 1});
            study.values[0].push_back({model(v, x) - 1, model(v, x) + 1});
        }
    return study;
}

void lose_a_run(StudyValues& study, std::size_t point)
{
    study.seeds[point].pop_back();
    study.replicates[point].pop_back();
    study.values[0][point].pop_back();
}

const BootstrapOptions few{50, 0.9, 1};

const RecordedDesign trajectories{"morris", true, 0, 3, 4, 5};

/// Effects 2 and -3 in base, 10 and 1 in bold.
StudyValues morris_study()
{
    Design design;
    design.kind = DesignKind::morris;
    design.trajectories = trajectories.trajectories;
    design.levels = trajectories.levels;
    design.seed = trajectories.seed;
    return study_of(morris_rows(factors, design), [](std::uint32_t v, const std::vector<double>& x) {
        return v == 0 ? 2 * x[0] - 3 * x[1] : 10 * x[0] + x[1];
    });
}

double saltelli_model(std::uint32_t v, const std::vector<double>& x) { return x[0] + 2 * x[1] + v * x[0] * x[1]; }

/// The indices of one variant from its rows alone.
SobolIndices indices_alone(const SaltelliLayout& layout, const Rows& rows, std::uint32_t v)
{
    return sobol_indices(layout,
                         noisy_outputs_of(rows, 2,
                                          [&](const std::vector<double>& x, std::uint32_t, std::uint32_t replicate) {
                                              return saltelli_model(v, x) + (replicate == 0 ? -1 : 1);
                                          }),
                         few);
}

void check_equal(const std::vector<IndexEstimate>& found, const std::vector<IndexEstimate>& expected)
{
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].value == expected[i].value);
        CHECK(found[i].half_width == expected[i].half_width);
    }
}

} // namespace

TEST_CASE("a study's trajectories give each variant its own effects")
{
    const auto all = sensitivity_of(morris_study(), trajectories, MissingRuns::refuse, few);
    REQUIRE(all.size() == 2);
    const std::vector<std::vector<double>> effects{{2, -3}, {10, 1}};
    for (std::size_t v = 0; v < 2; ++v) {
        CHECK(all[v].method == SensitivityMethod::morris);
        CHECK(all[v].variant == (v == 0 ? "base" : "bold"));
        CHECK(all[v].factors == factors);
        CHECK(all[v].outputs == std::vector<std::string>{"employees_in_mutuals@2015-12"});
        CHECK((all[v].units == 3 && all[v].left_out == 0 && all[v].replicates == 2 && all[v].confidence == 0.9));
        for (std::size_t j = 0; j < 2; ++j) {
            CHECK(all[v].morris[0].mean[j].value == Approx(effects[v][j]));
            CHECK(all[v].morris[0].mean_absolute[j].value == Approx(std::fabs(effects[v][j])));
        }
    }
    RecordedDesign longer = trajectories;
    longer.trajectories = 4;
    CHECK_THROWS_WITH(sensitivity_of(morris_study(), longer, MissingRuns::refuse, few),
                      Contains("a variant has 9 points where its design makes 12"));
}

TEST_CASE("a trajectory that lacks a run is refused, or left out whole and counted")
{
    StudyValues study = morris_study();
    lose_a_run(study, 9 + 4); // bold, the second of three points of its second trajectory
    CHECK_THROWS_WITH(sensitivity_of(study, trajectories, MissingRuns::refuse, few),
                      Contains("made, bold: 1 of 3 trajectories lack a run"));
    const auto all = sensitivity_of(study, trajectories, MissingRuns::leave_out, few);
    CHECK(all[1].morris[0].mean[0].value == Approx(10));
    CHECK(all[1].morris[0].mean[1].value == Approx(1));
    const Result result = sensitivity_result(all);
    using Counts = std::vector<std::int64_t>;
    const auto counts = [&](const char* name) { return std::get<Counts>(result.variable(name).values); };
    CHECK(counts("trajectories") == Counts{3, 2});
    CHECK(counts("left_out") == Counts{0, 1});
    CHECK(counts("replicates") == Counts{2, 2});
    const std::vector<double> mu{2, -3, 10, 1};
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(result.numbers("mu")[i] == Approx(mu[i]));
        CHECK(result.numbers("mu_star")[i] == Approx(std::fabs(mu[i])));
        CHECK(result.numbers("sigma")[i] == Approx(0).margin(1e-9));
    }
    CHECK_THAT(sensitivity_text(all[1]), Contains("bold: Morris' elementary effects of 2 factors from 2 trajectories, "
                                                  "2 replicates; intervals 90 %\n1 trajectories were left out"));
}

TEST_CASE("a study's indices are those of each variant's rows in their order, without base points that lack a run")
{
    for (const bool second : {true, false}) {
        const SaltelliLayout layout{2, 4, second};
        const Rows rows = saltelli_sample(layout);
        const RecordedDesign design{"saltelli", second, 4, 0, 4, 1};
        StudyValues study = study_of(rows, saltelli_model);
        const auto all = sensitivity_of(study, design, MissingRuns::refuse, few);
        REQUIRE(all.size() == 2);
        for (std::uint32_t v = 0; v < 2; ++v) {
            const SobolIndices alone = indices_alone(layout, rows, v);
            CHECK((all[v].units == 4 && all[v].left_out == 0 && all[v].second_order == second));
            check_equal(all[v].sobol[0].first, alone.first);
            check_equal(all[v].sobol[0].total, alone.total);
            check_equal(all[v].sobol[0].second, alone.second);
        }
        lose_a_run(study, layout.rows() + layout.block() + 2); // bold, the second base point
        CHECK_THROWS_WITH(sensitivity_of(study, design, MissingRuns::refuse, few),
                          Contains("bold: 1 of 4 base points lack a run"));
        Rows without = rows;
        const auto from = without.begin() + static_cast<std::ptrdiff_t>(layout.block());
        without.erase(from, from + static_cast<std::ptrdiff_t>(layout.block()));
        const auto rest = sensitivity_of(study, design, MissingRuns::leave_out, few);
        CHECK((rest[0].units == 4 && rest[1].units == 3 && rest[1].left_out == 1));
        check_equal(rest[1].sobol[0].total, indices_alone({2, 3, second}, without, 1).total);
        RecordedDesign larger = design;
        larger.points = 5;
        CHECK_THROWS_WITH(
            sensitivity_of(study, larger, MissingRuns::leave_out, few),
            Contains(second ? "has 24 points where its design makes 30" : "has 16 points where its design makes 20"));
    }
}

TEST_CASE("pairs stand above the diagonal of their matrix, which has nothing else")
{
    const SaltelliLayout layout{2, 4, true};
    const auto all = sensitivity_of(study_of(saltelli_sample(layout), saltelli_model), {"saltelli", true, 4, 0, 4, 1},
                                    MissingRuns::refuse, few);
    const Result result = sensitivity_result(all);
    for (std::size_t v = 0; v < 2; ++v) {
        const auto& s = all[v].sobol[0];
        for (const std::size_t empty : {0U, 2U, 3U})
            CHECK(std::isnan(result.numbers("S2")[v * 4 + empty]));
        CHECK(result.numbers("S2")[v * 4 + 1] == s.second[0].value);
        CHECK(result.numbers("S2_conf")[v * 4 + 1] == s.second[0].half_width);
        for (std::size_t j = 0; j < 2; ++j) {
            CHECK(result.numbers("S1")[v * 2 + j] == s.first[j].value);
            CHECK(result.numbers("S1_conf")[v * 2 + j] == s.first[j].half_width);
            CHECK(result.numbers("ST")[v * 2 + j] == s.total[j].value);
            CHECK(result.numbers("ST_conf")[v * 2 + j] == s.total[j].half_width);
        }
        CHECK(result.numbers("variance")[v] == s.variance.total);
        CHECK(result.numbers("variance_expected")[v] == s.variance.explained);
        CHECK(result.numbers("variance_luck")[v] == s.variance.noise);
        CHECK(result.numbers("variance_shared_luck")[v] == s.variance.shared);
    }
    CHECK_THAT(sensitivity_json(all[1]), Contains("\"variant\": \"bold\"") && Contains("\"S2\": [[null, ") &&
                                             Contains("], [null, null]]") && Contains("\"noise_share\": "));
}

TEST_CASE("other designs, and outcomes that are no numbers, have no indices")
{
    StudyValues study = morris_study();
    CHECK_THROWS_AS(sensitivity_of(study, {"grid", true, 0, 3, 4, 5}, MissingRuns::refuse, few), UsageError);
    study.values[0][3][1] = std::nan("");
    CHECK_THROWS_WITH(sensitivity_of(study, trajectories, MissingRuns::refuse, few),
                      Contains("is no number in 1 of 18 runs"));
}

TEST_CASE("a record's design is read from its own table and from no other")
{
    const RecordedDesign design = recorded_design("name = \"made\"\nseed = 7\n\n[design]\nkind = \"saltelli\"\n"
                                                  "points = 64\nsecond_order = false\nseed = 0x1f\n\n"
                                                  "[factor.right]\nkind = \"levels\"\nlevels = 3\ntrajectories = 9\n");
    CHECK(design.kind == "saltelli");
    CHECK(design.points == 64);
    CHECK(design.trajectories == 0);
    CHECK(design.levels == 4);
    CHECK(design.seed == 31);
    CHECK_FALSE(design.second_order);
    const RecordedDesign last = recorded_design("a = 1\n[design]\nkind = \"morris\"\ntrajectories = 12\nlevels = 6\n");
    CHECK((last.kind == "morris" && last.trajectories == 12 && last.levels == 6 && last.second_order));
    CHECK(recorded_design("name = \"made\"\n").kind.empty());
    CHECK_THROWS_WITH(recorded_design("a = 1\n[design]\ntrajectories = twelve\n"),
                      Contains("twelve, which is no number"));
    CHECK_THROWS_WITH(recorded_design("a = 1\n[design]\npoints = 4.5\n"), Contains("4.5, which is no number"));
    CHECK(recorded_design("a = 1\n[design]\nlevels = 2\n").levels == 2); // the two ends: a grid
    for (const char* odd : {"3", "0"})
        CHECK_THROWS_WITH(recorded_design(std::string("a = 1\n[design]\nlevels = ") + odd + "\n"),
                          Contains("which is no grid"));
}
