// SALib's files: read in both row orders, told apart by their rows, and refused by line where they are not what they
// should be.
#include "mutualise/analysis/sensitivity.hpp"

#include "scenario/support.hpp"
#include "sensitivity_samples.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

struct Files {
    Folder folder;
    Files(const std::string& problem, const std::string& sample, const std::string& outputs)
    {
        folder.write("P.txt", problem);
        folder.write("X.txt", sample);
        folder.write("Y.txt", outputs);
    }
    ForeignSample read() const
    {
        return read_foreign_sample(folder.path("P.txt"), folder.path("X.txt"), folder.path("Y.txt"));
    }
    /// Everything that is wrong, a line a problem.
    std::string problems() const
    {
        try {
            read();
        } catch (const InputError& error) {
            std::string all;
            for (const Problem& p : error.problems())
                all += std::filesystem::path(p.file).filename().string() + ":" + std::to_string(p.line) + " " + p.text +
                       "\n";
            return all;
        }
        return "";
    }
};

std::string refusal(const std::function<void()>& what)
{
    try {
        what();
    } catch (const InputError& error) {
        return error.problems().front().text;
    }
    return "";
}

const std::string two = "# two inputs\nx1 0 1\nx2, -2, 2 # the second\n";

} // namespace

TEST_CASE("SALib's row order with second order: A, AB by input, BA by input, B")
{
    // A = (0.1, -1), B = (0.9, 1); then A = (0.3, 0), B = (0.5, 2).
    const Files files(two,
                      "0.1 -1\n0.9 -1\n0.1 1\n0.1 1\n0.9 -1\n0.9 1\n"
                      "# the next base point\n3e-1 0\n5e-1 0\n0.3 2\n0.3 2\n0.5 0\n0.5 +2.0\n",
                      "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n");
    const ForeignSample sample = files.read();
    CHECK(sample.inputs.names == std::vector<std::string>{"x1", "x2"});
    CHECK(sample.inputs.upper == std::vector<double>{1, 2});
    for (const SecondOrder asked : {SecondOrder::automatic, SecondOrder::yes}) {
        const SaltelliLayout layout = saltelli_layout(sample.inputs, asked);
        CHECK(layout.second_order);
        CHECK(layout.base == 2);
    }
    CHECK_THAT(refusal([&] { saltelli_layout(sample.inputs, SecondOrder::no); }),
               Contains("row 2 should be A with B's value of x1: x1 = 0.9 differs from row 4, 0.1"));
    // A = 1, 7; B = 6, 12; AB_1 = 2, 8: standardising leaves 6.5 off. S_1 = mean(B - 6.5)(AB_1 - A) / Var(1, 7, 6, 12).
    const Sensitivity s = sensitivity_of(sample, SensitivityMethod::sobol, SecondOrder::automatic, {});
    CHECK(s.sobol[0].first[0].value == Approx((-0.5 + 5.5) / 2 / 15.25));
    CHECK(s.sobol[0].total[1].value == Approx(4.0 / 2 / 15.25));
    // BA_1 AB_2 - A B: (4 - 6.5)(3 - 6.5) - (1 - 6.5)(6 - 6.5), (10 - 6.5)(9 - 6.5) - (7 - 6.5)(12 - 6.5).
    const double closed = (8.75 - 2.75 + 8.75 - 2.75) / 2 / 15.25;
    CHECK(s.sobol[0].second[0].value == Approx(closed - 2.5 / 15.25 - 5.0 / 15.25));
}

TEST_CASE("SALib's row order without second order: A, AB by input, B")
{
    const Files files(two, "0.1,-1\n0.9,-1\n0.1,1\n0.9,1\n0.3,0\n0.5,0\n0.3,2\n0.5,2\n",
                      "1 10\n2 10\n3 10\n4 10\n5 10\n6 10\n7 10\n8 10\n");
    const ForeignSample sample = files.read();
    REQUIRE(sample.outputs.size() == 2);
    const Sensitivity s = sensitivity_of(sample, SensitivityMethod::sobol, SecondOrder::automatic, {});
    CHECK_FALSE(s.second_order);
    CHECK(s.units == 2);
    CHECK(s.sobol[0].total[0].value == Approx(0.5 / 6.25)); // Var(1, 5, 4, 8) = 6.25
    CHECK(s.sobol[0].total[1].value == Approx(2 / 6.25));
    CHECK(s.sobol[1].total[1].value == 0); // the constant column
    CHECK_THROWS_AS(saltelli_layout(sample.inputs, SecondOrder::yes), InputError);
    const std::string json = sensitivity_json(s);
    CHECK_THAT(json, Contains("\"names\": [\"x1\", \"x2\"]") && Contains("\"S1_conf\": [") && !Contains("S2"));
    CHECK(json.front() == '[');
}

TEST_CASE("rows in another order are refused, with the first that is wrong")
{
    const Files shuffled(two, "0.1 -1\n0.1 1\n0.9 -1\n0.9 1\n", "1\n2\n3\n4\n");
    CHECK_THAT(refusal([&] { saltelli_layout(shuffled.read().inputs, SecondOrder::automatic); }),
               Contains("row 2 should be A with B's value of x1: x1 = 0.1 differs from row 4, 0.9"));
    const Files few(two, "0.1 -1\n0.1 1\n0.9 -1\n", "1\n2\n3\n");
    CHECK_THAT(refusal([&] { saltelli_layout(few.read().inputs, SecondOrder::automatic); }),
               Contains("has 3 rows; Saltelli's sample of 2 inputs has a multiple of 6 (with second order) or 4"));
}

TEST_CASE("Morris' trajectories are told from the rows, steps in units of each input's range")
{
    const Files files(two, "0 -2\n1 -2\n1 0\n0.5 2\n0.5 0\n0 0\n", "1\n4\n5\n9\n5\n3\n");
    const Sensitivity s = sensitivity_of(files.read(), SensitivityMethod::morris, SecondOrder::automatic, {});
    CHECK(s.units == 2);
    CHECK(s.morris[0].mean[0].value == Approx((3.0 + 4.0) / 2)); // 3 over 1; -2 over -1/2
    CHECK(s.morris[0].mean[1].value == Approx((2.0 + 8.0) / 2)); // 1 over 1/2; -4 over -1/2
    CHECK(s.morris[0].deviation[0] == Approx(std::sqrt(0.5)));
    const std::string json = sensitivity_json(s);
    CHECK_THAT(json, Contains("\"mu\": [3.5, 5]") && Contains("\"mu_star\": [3.5, 5]") &&
                         Contains("\"sigma\": [0.70") && Contains("\"mu_star_conf\": ["));
}

TEST_CASE("steps that move no input, two inputs, or one twice are refused by their rows")
{
    for (const auto& [sample, words] :
         {std::pair("0 0\n0 0\n1 0\n", "from row 1 to row 2 no inputs move"),
          std::pair("0 0\n1 0\n0 1\n", "from row 2 to row 3 2 inputs move"),
          std::pair("0 0\n1 0\n0.5 0\n", "from row 2 to row 3 x1 moves for the second time"),
          std::pair("0 0\n1 0\n1 1\n0 0\n", "has 4 rows; trajectories of 2 inputs have 3 rows each")}) {
        std::string y;
        for (const char c : std::string(sample))
            y += c == '\n' ? "1\n" : "";
        const Files files(two, sample, y);
        CHECK_THAT(refusal([&] { morris_layout(files.read().inputs); }), Contains(words));
    }
}

TEST_CASE("outputs that are no numbers are refused with their count, and everything wrong is said at once")
{
    const std::string x = "0.1 -1\n0.9 -1\n0.1 1\n0.9 1\n";
    CHECK_THAT(Files(two, x, "1\nnan\n-NaN\ninf\n").problems(),
               Contains("Y.txt:2 3 of 4 outputs are NaN or infinite, the first in row 2"));
    CHECK_THAT(Files(two, x, "1\n2\n3\n").problems(), Contains("has 3 rows; the sample") && Contains("has 4"));
    CHECK_THAT(Files(two, "0.1 -1\n0.9\nx 1\n0.9 1\n", "1\n2\n?\n4\n").problems(),
               Contains("X.txt:2 row 2 has 1 numbers; there must be 2") &&
                   Contains("X.txt:3 row 3, column 1: x is no number") &&
                   Contains("Y.txt:3 row 3, column 1: ? is no number"));
    CHECK_THAT(Files(two, "0.1 -1\n0.9 -1\n0.1 2.5\n0.9 1\n", "1\n2\n3\n4\n").problems(),
               Contains("X.txt:3 row 3: x2 = 2.5 must lie in [-2, 2]"));
    CHECK_THAT(Files("x1 0 1\nx1 0 2\n", x, "1\n2\n3\n4\n").problems(),
               Contains("P.txt:2") && Contains("is there twice"));
    CHECK_THAT(Files("x1 1 0\n", x, "1\n").problems(), Contains("P.txt:1") && Contains("an upper bound above it"));
    CHECK_THAT(Files("", x, "1\n").problems(), Contains("P.txt:0 is empty or cannot be read"));
}
