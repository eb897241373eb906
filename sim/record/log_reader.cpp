#include "mutualise/record/log_reader.hpp"

#include "canonical_hash.hpp"
#include "hdf5_read.hpp"
#include "number_types.hpp"
#include "open_whole.hpp"
#include "reading_file.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

using hdf5::memory_type;
using hdf5::reading;

namespace
{

/// More units than there are public bodies' teams, and more proposals than a run could log: a number beyond is no
/// number of either, and would be taken for the length of a list.
constexpr std::size_t most_units = 10'000'000;

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

/// A code that names something must name one of these.
template <class Row, class Member>
void check_codes(const std::vector<Row>& rows, Member Row::*member, std::size_t names, const char* what)
{
    for (const Row& row : rows)
        if (static_cast<long>(row.*member) >= static_cast<long>(names))
            throw hdf5::Error(
                fmt::format("a log's {} is {}; there are {}", what, static_cast<long>(row.*member), names));
}

/// Fills one member of some rows from its column.
template <class Row, class Member>
void take(hid_t file, const std::string& column, std::size_t first, std::vector<Row>& rows, Member Row::*member)
{
    const hdf5::Handle variable = hdf5::open_variable(file, column);
    std::vector<Member> values(rows.size());
    hdf5::read_rows(variable.id(), memory_type<Member>(), first, rows.size(), 1, values.data());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].*member = values[i];
}

} // namespace

struct LogReader::Contents {
    std::filesystem::path path;
    hdf5::Handle file;
    hdf5::LastWrite opened;
    Log proposals, decisions;

    Contents(const std::filesystem::path& from, hdf5::Handle whole)
        : path(from), file(std::move(whole)), opened(hdf5::last_write(file.id())), proposals(file.id(), "proposals"),
          decisions(file.id(), "decisions")
    {
    }
};

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
        hdf5::expect_unchanged(contents_->file.id(), contents_->opened);
        check_codes(rows, &P::cohort, cohort_names.size(), "cohort");
        check_codes(rows, &P::route, route_names.size(), "route");
        check_codes(rows, &P::stage, stage_names.size(), "stage");
        check_codes(rows, &P::reason, reason_names.size(), "reason");
        check_codes(rows, &P::units, most_units, "number of units");
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
        hdf5::expect_unchanged(contents_->file.id(), contents_->opened);
        check_codes(rows, &D::decision, decision_names.size(), "decision");
        check_codes(rows, &D::proposal, most_units, "proposal");
        return rows;
    });
}

} // namespace mutualise
