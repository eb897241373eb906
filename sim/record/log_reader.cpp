#include "mutualise/record/log_reader.hpp"

#include "canonical_hash.hpp"
#include "hdf5_read.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace mutualise
{

namespace
{

// clang-format off
template <class Number> hid_t memory_type();
template <> hid_t memory_type<std::int8_t>() { return H5T_NATIVE_INT8; }
template <> hid_t memory_type<std::uint8_t>() { return H5T_NATIVE_UINT8; }
template <> hid_t memory_type<std::int16_t>() { return H5T_NATIVE_INT16; }
template <> hid_t memory_type<std::uint16_t>() { return H5T_NATIVE_UINT16; }
template <> hid_t memory_type<std::uint32_t>() { return H5T_NATIVE_UINT32; }
template <> hid_t memory_type<float>() { return H5T_NATIVE_FLOAT; }
// clang-format on

/// One log: its runs, whole, and its columns, on demand.
struct Log {
    bool there = false;
    std::vector<std::int32_t> runs;

    Log(hid_t file, const std::string& group) : there(hdf5::has_variable(file, group))
    {
        if (there)
            runs = hdf5::read_numbers<std::int32_t>(file, group + "/run_index");
        if (!std::is_sorted(runs.begin(), runs.end()))
            throw hdf5::Error(group + " has its runs out of order");
    }

    /// Rows [first, second) of a run.
    std::pair<std::size_t, std::size_t> rows_of(std::uint32_t run) const
    {
        const auto [first, last] = std::equal_range(runs.begin(), runs.end(), static_cast<std::int32_t>(run));
        return {static_cast<std::size_t>(first - runs.begin()), static_cast<std::size_t>(last - runs.begin())};
    }
};

/// Fills one member of some rows from its column.
template <class Row, class Member>
void take(hid_t file, const std::string& column, std::size_t first, std::vector<Row>& rows, Member Row::*member)
{
    const hdf5::Handle variable = hdf5::open_variable(file, column);
    std::vector<Member> values(rows.size());
    hdf5::read_rows(variable.id(), memory_type<Member>(), first, rows.size(), values.data());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].*member = values[i];
}

} // namespace

struct LogReader::Contents {
    std::filesystem::path path;
    hdf5::Handle file;
    Log proposals, decisions;

    Contents(const std::filesystem::path& from, hdf5::Handle opened)
        : path(from), file(std::move(opened)), proposals(file.id(), "proposals"), decisions(file.id(), "decisions")
    {
    }
};

namespace
{

template <class Work>
auto reading(const std::filesystem::path& path, Work work)
{
    const hdf5::QuietErrors quiet;
    try {
        return work();
    } catch (const hdf5::Error& error) {
        throw std::runtime_error(fmt::format("cannot read {}: {}", path.string(), error.what()));
    }
}

} // namespace

LogReader::LogReader(const std::filesystem::path& path)
{
    reading(path, [&] { contents_ = std::make_unique<Contents>(path, hdf5::open_whole(path.string(), file_format)); });
}

LogReader::LogReader(LogReader&&) noexcept = default;
LogReader::~LogReader() = default;

bool LogReader::has_proposals() const { return contents_->proposals.there; }
bool LogReader::has_decisions() const { return contents_->decisions.there; }

std::vector<ProposalRow> LogReader::proposals(std::uint32_t run) const
{
    return reading(contents_->path, [&] {
        using P = ProposalRow;
        const auto [first, last] = contents_->proposals.rows_of(run);
        std::vector<P> rows(last - first);
        if (rows.empty())
            return rows;
        const auto column = [&, from = first](const char* name, auto member) {
            take(contents_->file.id(), std::string("proposals/") + name, from, rows, member);
        };
        column("number", &P::proposal);
        column("unit", &P::unit);
        column("units", &P::units);
        column("service", &P::service);
        column("region", &P::region);
        column("organisation", &P::organisation);
        column("cohort", &P::cohort);
        column("route", &P::route);
        column("stage", &P::stage);
        column("reason", &P::reason);
        column("launched", &P::launched);
        column("decided", &P::decided);
        column("approved", &P::approved);
        column("awarded", &P::awarded);
        column("ended", &P::ended);
        column("staff", &P::staff);
        column("value", &P::value);
        column("quality", &P::quality);
        column("ballot", &P::ballot);
        column("flags", &P::flags);
        return rows;
    });
}

std::vector<DecisionRow> LogReader::decisions(std::uint32_t run) const
{
    return reading(contents_->path, [&] {
        using D = DecisionRow;
        const auto [first, last] = contents_->decisions.rows_of(run);
        std::vector<D> rows(last - first);
        if (rows.empty())
            return rows;
        const auto column = [&, from = first](const char* name, auto member) {
            take(contents_->file.id(), std::string("decisions/") + name, from, rows, member);
        };
        column("proposal", &D::proposal);
        column("time_row", &D::row);
        column("decision", &D::decision);
        column("outcome", &D::outcome);
        column("counterpart", &D::counterpart);
        column("probability", &D::probability);
        return rows;
    });
}

} // namespace mutualise
