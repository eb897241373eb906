/// \file Designs against what is published about them, and what a factor added to a study may not change.
#include "mutualise/study/design.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

using namespace mutualise;

namespace
{

Design sobol(std::uint32_t points, Scramble scramble, std::uint32_t skip = 0)
{
    Design design;
    design.kind = DesignKind::sobol;
    design.points = points;
    design.scramble = scramble;
    design.skip = skip;
    return design;
}

Design morris(std::uint32_t trajectories, std::uint32_t levels)
{
    Design design;
    design.kind = DesignKind::morris;
    design.trajectories = trajectories;
    design.levels = levels;
    return design;
}

std::vector<double> column(const UnitRows& rows, std::size_t f)
{
    std::vector<double> values;
    for (const std::vector<double>& row : rows)
        values.push_back(row[f]);
    return values;
}

bool one_in_each_stratum(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto count = static_cast<double>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::floor(values[i] * count) != static_cast<double>(i))
            return false;
    return true;
}

} // namespace

TEST_CASE("a Latin hypercube has one point in each stratum of each factor")
{
    for (const std::uint32_t points : {1U, 2U, 7U, 64U, 1000U}) {
        const UnitRows rows = latin_hypercube({"a", "b", "c"}, points, 5);
        REQUIRE(rows.size() == points);
        for (std::size_t f = 0; f < 3; ++f)
            CHECK(one_in_each_stratum(column(rows, f)));
    }
}

TEST_CASE("the factors of a Latin hypercube are ordered independently, and another seed gives another hypercube",
          "[statistical]")
{
    const UnitRows rows = latin_hypercube({"a", "b"}, 1000, 5);
    double covariance = 0;
    for (const std::vector<double>& row : rows)
        covariance += (row[0] - 0.5) * (row[1] - 0.5) / 1000;
    // The correlation has standard deviation 1 / sqrt(999); 6.2 of them are passed with a chance below 1e-9.
    CHECK(std::abs(covariance * 12) < 6.2 / std::sqrt(999.0));
    CHECK(latin_hypercube({"a", "b"}, 1000, 6) != rows);
}

TEST_CASE("a factor added to a Latin hypercube changes no draw of the others")
{
    const UnitRows two = latin_hypercube({"a", "c"}, 50, 5), three = latin_hypercube({"a", "b", "c"}, 50, 5);
    CHECK(column(two, 0) == column(three, 0));
    CHECK(column(two, 1) == column(three, 2));
    CHECK(column(three, 0) != column(three, 1));
}

TEST_CASE("an unscrambled Sobol design is the published sequence, the origin first")
{
    const UnitRows rows = sobol_rows({"x", "y", "z"}, sobol(5, Scramble::none));
    CHECK(rows == UnitRows{{0, 0, 0}, {.5, .5, .5}, {.75, .25, .25}, {.25, .75, .75}, {.375, .375, .625}});
    CHECK(sobol_rows({"x", "y", "z"}, sobol(3, Scramble::none, 2)) == UnitRows(rows.begin() + 2, rows.end()));
}

// Dimensions 1 and 2 form a (0, 4, 2)-net: every box of the plane with sides 2^-i and 2^-(4 - i) holds one of 16
// points. Both ways to scramble keep that (Owen 1995).
TEST_CASE("scrambling keeps the even spread of Sobol's points and moves all of them")
{
    const UnitRows plain = sobol_rows({"x", "y"}, sobol(16, Scramble::none));
    for (const Scramble scramble : {Scramble::shift, Scramble::owen}) {
        const UnitRows rows = sobol_rows({"x", "y"}, sobol(16, scramble));
        for (int i = 0; i <= 4; ++i) {
            std::set<std::pair<double, double>> boxes;
            for (const std::vector<double>& row : rows)
                boxes.insert({std::floor(row[0] * (1 << i)), std::floor(row[1] * (1 << (4 - i)))});
            CHECK(boxes.size() == 16);
        }
        for (std::size_t p = 0; p < 16; ++p)
            CHECK((rows[p][0] != plain[p][0] && rows[p][1] != plain[p][1]));
        Design other = sobol(16, scramble);
        other.seed = 2;
        CHECK(sobol_rows({"x", "y"}, other) != rows);
    }
}

TEST_CASE("a digital shift flips the same bits in every point, Owen's scrambling does not")
{
    const auto bits = [](double x) { return static_cast<std::uint64_t>(x * 0x1p53); };
    const UnitRows plain = sobol_rows({"x"}, sobol(64, Scramble::none));
    const UnitRows shifted = sobol_rows({"x"}, sobol(64, Scramble::shift));
    const UnitRows nested = sobol_rows({"x"}, sobol(64, Scramble::owen));
    std::set<std::uint64_t> flips, nested_flips;
    for (std::size_t i = 0; i < 64; ++i) {
        flips.insert(bits(plain[i][0]) ^ bits(shifted[i][0]));
        nested_flips.insert((bits(plain[i][0]) ^ bits(nested[i][0])) >> 47); // of the six bits that the points set
    }
    CHECK(flips.size() == 1);
    CHECK(nested_flips.size() > 1);
}

TEST_CASE("a factor added at the end of a Sobol or Saltelli design changes no draw of the others")
{
    for (const Scramble scramble : {Scramble::none, Scramble::shift, Scramble::owen}) {
        const UnitRows two = sobol_rows({"a", "b"}, sobol(32, scramble));
        const UnitRows three = sobol_rows({"a", "b", "c"}, sobol(32, scramble));
        CHECK(column(two, 0) == column(three, 0));
        CHECK(column(two, 1) == column(three, 1));
        const UnitRows small = saltelli_rows({"a", "b"}, sobol(8, scramble));
        const UnitRows large = saltelli_rows({"a", "b", "c"}, sobol(8, scramble));
        for (std::size_t base = 0; base < 8; ++base)
            for (std::size_t f = 0; f < 2; ++f) {
                CHECK(small[base * 6][f] == large[base * 8][f]);         // A
                CHECK(small[base * 6 + 5][f] == large[base * 8 + 7][f]); // B
            }
    }
}

// A trajectory by the definition of Morris (1991) with 4 levels: each factor moves once, by 4 / (2 (4 - 1)) = 2/3.
TEST_CASE("a Morris trajectory moves each factor once, by delta, on the grid", "[statistical]")
{
    const std::vector<std::string> ids{"a", "b", "c", "d", "e"};
    const UnitRows rows = morris_rows(ids, morris(110, 4));
    REQUIRE(rows.size() == 110 * 6);
    std::set<std::size_t> first_moved;
    std::set<bool> directions;
    for (std::size_t t = 0; t < 110; ++t) {
        std::set<std::size_t> moved;
        for (std::size_t r = 0; r < 6; ++r)
            for (const double x : rows[t * 6 + r])
                CHECK(x * 3 == Approx(std::round(x * 3)).margin(1e-12));
        for (std::size_t r = 1; r < 6; ++r)
            for (std::size_t f = 0; f < 5; ++f) {
                const double step = rows[t * 6 + r][f] - rows[t * 6 + r - 1][f];
                if (step == 0)
                    continue;
                CHECK(std::abs(step) == Approx(2.0 / 3));
                CHECK(moved.insert(f).second);
                directions.insert(step > 0);
                if (r == 1)
                    first_moved.insert(f);
            }
        CHECK(moved.size() == 5);
    }
    CHECK(directions.size() == 2);
    CHECK(first_moved.size() == 5); // one is missed with a chance of 5 (4/5)^110 = 1e-10
}

TEST_CASE("a factor added to a Morris design moves the others neither elsewhere nor in another order")
{
    const UnitRows two = morris_rows({"a", "c"}, morris(30, 6)), three = morris_rows({"a", "b", "c"}, morris(30, 6));
    for (std::size_t t = 0; t < 30; ++t) {
        UnitRows others; // the larger design without b, and without the row in which b moved
        for (std::size_t r = 0; r < 4; ++r) {
            const std::vector<double> row{three[t * 4 + r][0], three[t * 4 + r][2]};
            if (others.empty() || others.back() != row)
                others.push_back(row);
        }
        CHECK(others == UnitRows(two.begin() + static_cast<std::ptrdiff_t>(t * 3),
                                 two.begin() + static_cast<std::ptrdiff_t>(t * 3 + 3)));
    }
}

// Point 6 of the sequence is (.625, .125, .875, .625): A = (.625, .875), B = (.125, .625).
TEST_CASE("Saltelli's rows come in SALib's order: A, A with each of B, B with each of A, B")
{
    Design design = sobol(1, Scramble::none, 6);
    CHECK(saltelli_rows({"x", "y"}, design) ==
          UnitRows{{.625, .875}, {.125, .875}, {.625, .625}, {.625, .625}, {.125, .875}, {.125, .625}});
    design.second_order = false;
    CHECK(saltelli_rows({"x", "y"}, design) == UnitRows{{.625, .875}, {.125, .875}, {.625, .625}, {.125, .625}});
}

TEST_CASE("each row of Saltelli's sample lies between its A and its B")
{
    const std::size_t n = 4, d = 3;
    const UnitRows rows = saltelli_rows({"x", "y", "z"}, sobol(n, Scramble::owen));
    REQUIRE(rows.size() == n * (2 * d + 2));
    for (std::size_t base = 0; base < n; ++base) {
        const std::vector<double>& a = rows[base * 8];
        const std::vector<double>& b = rows[base * 8 + 7];
        for (std::size_t i = 0; i < d; ++i)
            for (std::size_t f = 0; f < d; ++f) {
                CHECK(rows[base * 8 + 1 + i][f] == (f == i ? b : a)[f]);
                CHECK(rows[base * 8 + 4 + i][f] == (f == i ? a : b)[f]);
            }
    }
}

TEST_CASE("combinations go through every choice once, the last fastest")
{
    CHECK(combinations({2, 3}) ==
          std::vector<std::vector<std::size_t>>{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}});
    CHECK(combinations({}) == std::vector<std::vector<std::size_t>>{{}});
}
