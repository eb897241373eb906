/// \file A table of rows gathered from every run's log, written column by column, piece by piece: no second copy is
/// held.
#pragma once

#include "codes.hpp"
#include "mutualise/record/ensemble.hpp"

#include <numeric>

namespace mutualise
{

template <class Row>
class LogTable
{
public:
    static constexpr std::size_t piece = 65536; ///< rows written at a time, and rows in a chunk

    /// Makes the group, its axis (row numbers; unlimited, so that it may be empty) and the column `run_index`.
    LogTable(hid_t root, const std::string& group, const netcdf::Description& axis, const Ensemble& ensemble,
             std::vector<Row> Trajectory::*rows)
        : ensemble_(ensemble), rows_(rows), group_(netcdf::create_group(root, group))
    {
        std::size_t total = 0;
        for (const RunRecord& run : ensemble.runs)
            total += (run.trajectory.*rows).size();
        std::vector<std::int32_t> numbers(total);
        std::iota(numbers.begin(), numbers.end(), 0);
        axis_ = netcdf::put_coordinate(group_.id(), axis, numbers, true);
        column<std::int32_t>({"run_index", "1", "number of the run within the ensemble"},
                             [](const RunRecord& run, const Row&) { return static_cast<std::int32_t>(run.index); });
    }

    /// `value(run, row)` is what stands in the column.
    template <class Number, class Value>
    void column(const netcdf::Description& what, Value value, const Codes& codes = {})
    {
        const hsize_t chunk = std::clamp<hsize_t>(axis_.length, 1, piece);
        const hdf5::Handle variable = netcdf::create_variable<Number>(group_.id(), what, {&axis_}, {chunk});
        if (!codes.values.empty())
            put_codes(variable.id(), codes);
        std::vector<Number> block;
        hsize_t written = 0;
        const auto write = [&] {
            if (!block.empty())
                netcdf::write_block(variable.id(), {written}, {block.size()}, block.data());
            written += block.size();
            block.clear();
        };
        for (const RunRecord& run : ensemble_.runs)
            for (const Row& row : run.trajectory.*rows_) {
                block.push_back(static_cast<Number>(value(run, row)));
                if (block.size() == piece)
                    write();
            }
        write();
    }

    /// A column that is a member of the row, under the given name.
    template <class Number, class Member>
    void member(Member Row::*field, const netcdf::Description& what, const Codes& codes = {})
    {
        column<Number>(
            what, [&](const RunRecord&, const Row& row) { return convert<Number>(row.*field, what.name); }, codes);
    }

private:
    template <class Number, class Member>
    static Number convert(Member value, const std::string& name)
    {
        if constexpr (std::is_floating_point_v<Member>)
            return netcdf::canonical(value);
        else if (!std::in_range<Number>(value))
            throw std::logic_error(name + " does not fit the recorded type: " + std::to_string(value));
        else
            return static_cast<Number>(value);
    }

    const Ensemble& ensemble_;
    std::vector<Row> Trajectory::*rows_;
    hdf5::Handle group_;
    netcdf::Dimension axis_;
};

} // namespace mutualise
