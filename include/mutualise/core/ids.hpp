/// \file Identifiers that cannot index the wrong table, and the columns they index.
#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mutualise
{

/// The row of one entity in its table. `Tag` keeps a unit's row out of an organisation's column.
template <class Tag>
struct Id {
    std::uint32_t value = 0;

    static constexpr Id none() { return Id{0xFFFF'FFFFU}; }
    constexpr bool exists() const { return value != 0xFFFF'FFFFU; }
    friend constexpr auto operator<=>(Id, Id) = default;
    constexpr Id& operator++()
    {
        ++value;
        return *this;
    }
};

/// Rows of the tables of a population, a run or the data; each kind is a type of its own.
using EmployeeId = Id<struct EmployeeTag>;
using TeamId = Id<struct TeamTag>;
using UnitId = Id<struct UnitTag>;
using BranchId = Id<struct BranchTag>; ///< the units of one service within one organisation
using OrganisationId = Id<struct OrganisationTag>;
using ManagerId = Id<struct ManagerTag>;
using ContractorId = Id<struct ContractorTag>;
using ServiceId = Id<struct ServiceTag>;
using RegionId = Id<struct RegionTag>;
using MutualId = Id<struct MutualTag>;
using ProposalId = Id<struct ProposalTag>;
using TenderId = Id<struct TenderTag>;

/// Consecutive rows [first, first + count).
template <class I>
struct IdRange {
    I first;
    std::uint32_t count = 0;

    struct Iterator {
        I id;
        constexpr I operator*() const { return id; }
        constexpr Iterator& operator++()
        {
            ++id;
            return *this;
        }
        friend constexpr bool operator==(Iterator, Iterator) = default;
    };
    constexpr Iterator begin() const { return {first}; }
    constexpr Iterator end() const { return {I{first.value + count}}; }
    constexpr bool contains(I id) const { return id.value >= first.value && id.value - first.value < count; }
    friend constexpr bool operator==(IdRange, IdRange) = default;
};

/// A column of a table, indexed only by the id of its rows.
template <class I, class T>
class Column
{
public:
    Column() = default;
    explicit Column(std::size_t rows, const T& value = T{}) : rows_(rows, value) {}

    T& operator[](I id)
    {
        assert(id.value < rows_.size());
        return rows_[id.value];
    }
    const T& operator[](I id) const
    {
        assert(id.value < rows_.size());
        return rows_[id.value];
    }
    std::size_t size() const { return rows_.size(); }
    bool empty() const { return rows_.empty(); }
    void assign(std::size_t rows, const T& value) { rows_.assign(rows, value); }
    I append(T value)
    {
        rows_.push_back(std::move(value));
        return I{static_cast<std::uint32_t>(rows_.size() - 1)};
    }
    IdRange<I> ids() const { return {I{0}, static_cast<std::uint32_t>(rows_.size())}; }
    auto begin() { return rows_.begin(); }
    auto end() { return rows_.end(); }
    auto begin() const { return rows_.begin(); }
    auto end() const { return rows_.end(); }
    T* data() { return rows_.data(); }
    const T* data() const { return rows_.data(); }
    friend bool operator==(const Column&, const Column&) = default;

private:
    std::vector<T> rows_;
};

} // namespace mutualise
