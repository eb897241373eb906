// One run's record: every cell of every observable has a place of its own.
#include "mutualise/state/trajectory.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

using namespace mutualise;

namespace
{

constexpr AxisLengths lengths{3, 2};
constexpr int rows = 4;

} // namespace

TEST_CASE("every cell of every observable is its own, row by row")
{
    Trajectory trajectory(rows, lengths);
    CHECK(trajectory.rows() == rows);
    for (std::size_t o = 0; o < observable_count; ++o) {
        const auto observable = static_cast<Observable>(o);
        const std::size_t first = lengths(spec(observable).first), second = lengths(spec(observable).second);
        REQUIRE(trajectory.values(observable).size() == static_cast<std::size_t>(rows) * first * second);
        double number = 0;
        for (int row = 0; row < rows; ++row)
            for (std::size_t i = 0; i < first; ++i)
                for (std::size_t j = 0; j < second; ++j)
                    trajectory.at(observable, row, i, j) = ++number + 1000.0 * static_cast<double>(o);
    }
    for (std::size_t o = 0; o < observable_count; ++o) {
        double number = 0;
        for (const double value : trajectory.values(static_cast<Observable>(o)))
            REQUIRE(value == ++number + 1000.0 * static_cast<double>(o));
    }
}

TEST_CASE("a new record is all zeros, and a total sums one month only")
{
    Trajectory trajectory(rows, lengths);
    for (int row = 0; row < rows; ++row)
        CHECK(trajectory.total(Observable::employees_by_owner, row) == 0);
    trajectory.at(Observable::employees_by_owner, 2, 0, 1) = 5;
    trajectory.at(Observable::employees_by_owner, 2, 2, 2) = 6;
    trajectory.at(Observable::employees_by_owner, 3, 1, 0) = 1;
    CHECK(trajectory.total(Observable::employees_by_owner, 2) == 11);
    CHECK(trajectory.total(Observable::employees_by_owner, 3) == 1);
}

TEST_CASE("two records are equal when every value is")
{
    Trajectory a(rows, lengths), b(rows, lengths);
    CHECK(a == b);
    b.at(Observable::services_active, 3) = 1;
    CHECK_FALSE(a == b);
    CHECK_FALSE(a == Trajectory(rows + 1, lengths));
}

TEST_CASE("observables have distinct names, units and a sentence each, and axes that differ")
{
    std::set<std::string> names;
    for (std::size_t o = 0; o < observable_count; ++o) {
        const ObservableSpec& s = spec(static_cast<Observable>(o));
        INFO(s.name);
        CHECK(names.insert(std::string(s.name)).second);
        CHECK(std::ranges::all_of(s.name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }));
        CHECK_FALSE(s.units.empty());
        CHECK(s.long_name.size() > s.name.size() / 2);
        CHECK((s.first != s.second || s.first == Axis::none));
        CHECK((s.first != Axis::none || s.second == Axis::none)); // the first axis is filled first
        CHECK((s.kind == ValueKind::real || s.units == "1"));
    }
}

TEST_CASE("axes are as long as their vocabularies")
{
    CHECK(lengths(Axis::none) == 1);
    CHECK(lengths(Axis::service) == 3);
    CHECK(lengths(Axis::region) == 2);
    CHECK(lengths(Axis::stage) == 7);
    CHECK(lengths(Axis::reason) == 22);
    CHECK(lengths(Axis::cohort) == 8);
    CHECK(lengths(Axis::lever) == 8);
    CHECK(lengths(Axis::level) == 8);
}
