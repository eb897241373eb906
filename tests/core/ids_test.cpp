/// \file Identifiers, ranges of rows and the columns they index.
#include "mutualise/core/ids.hpp"

#include <catch2/catch.hpp>
#include <type_traits>

using namespace mutualise;

namespace
{
template <class Table, class Row>
concept IndexedBy = requires(Table table, Row row)
{
    table[row];
};
} // namespace

TEST_CASE("a unit's id cannot index an organisation's column")
{
    STATIC_REQUIRE(IndexedBy<Column<UnitId, int>, UnitId>);
    STATIC_REQUIRE_FALSE(IndexedBy<Column<OrganisationId, int>, UnitId>);
    STATIC_REQUIRE_FALSE(IndexedBy<Column<UnitId, int>, std::uint32_t>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<UnitId, OrganisationId>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<UnitId, std::uint32_t>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<std::uint32_t, UnitId>);
}

TEST_CASE("no row is the id none")
{
    CHECK_FALSE(UnitId::none().exists());
    CHECK(UnitId{0}.exists());
    CHECK(UnitId{0xFFFF'FFFEU}.exists());
    CHECK(UnitId{3} < UnitId{4});
}

TEST_CASE("a range visits its rows in order")
{
    const IdRange<UnitId> range{UnitId{5}, 3};
    std::vector<std::uint32_t> seen;
    for (const UnitId id : range)
        seen.push_back(id.value);
    CHECK(seen == std::vector<std::uint32_t>{5, 6, 7});
    CHECK(IdRange<UnitId>{}.begin() == IdRange<UnitId>{}.end());
}

TEST_CASE("a range contains its rows and no other")
{
    const IdRange<UnitId> range{UnitId{5}, 3};
    CHECK_FALSE(range.contains(UnitId{4}));
    CHECK(range.contains(UnitId{5}));
    CHECK(range.contains(UnitId{7}));
    CHECK_FALSE(range.contains(UnitId{8}));
    CHECK_FALSE(range.contains(UnitId::none()));
    CHECK_FALSE(IdRange<UnitId>{UnitId{5}, 0}.contains(UnitId{5}));
}

TEST_CASE("a column gives each appended row the next id")
{
    Column<UnitId, double> sizes;
    CHECK(sizes.empty());
    CHECK(sizes.append(1.5) == UnitId{0});
    CHECK(sizes.append(2.5) == UnitId{1});
    CHECK(sizes.size() == 2);
    CHECK(sizes[UnitId{1}] == 2.5);
    CHECK(sizes.ids() == IdRange<UnitId>{UnitId{0}, 2});
    sizes[UnitId{0}] = 7;
    double sum = 0;
    for (const UnitId unit : sizes.ids())
        sum += sizes[unit];
    CHECK(sum == 9.5);
}

TEST_CASE("a column starts from one value in every row")
{
    Column<TeamId, int> column(4, 9);
    CHECK(std::vector<int>(column.begin(), column.end()) == std::vector<int>{9, 9, 9, 9});
    column.assign(2, 1);
    CHECK(column == Column<TeamId, int>(2, 1));
    CHECK_FALSE(column == Column<TeamId, int>(2));
}
