/// \file Reading a recorded file, of a scenario or a study, without holding it: labels at once, values a block of runs
/// at a time.
#pragma once

#include "mutualise/record/recording.hpp"

#include <map>
#include <memory>

namespace mutualise
{

/// Is this a whole recorded file, of a scenario or a study? False where it cannot be read.
bool is_recorded_file(const std::filesystem::path& path);

/// Opens a whole file of ours for as long as it lives. Every member throws std::runtime_error with the file and the
/// reason.
class RecordedFile
{
public:
    explicit RecordedFile(const std::filesystem::path& path);
    RecordedFile(RecordedFile&&) noexcept;
    ~RecordedFile();

    const std::filesystem::path& path() const;
    /// Everything but values: names, months, observables, runs, failures, and of a study its record. `data` is only
    /// filled with the names of services and regions and the digest; `rows` and `horizon` hold the recorded months.
    const Recording& labels() const;
    std::vector<Month> months() const; ///< by place on the time axis
    /// Names along an axis of the observables.
    std::vector<std::string> names(Axis axis) const;
    std::string canonical_hash() const; ///< as its writer left it

    /// Appends an observable's values of the runs at places [first, first + count) of the run axis, each months x first
    /// axis x second axis.
    void read(Observable observable, std::size_t first, std::size_t count, ValueBlock& block) const;
    /// The same, whatever the type.
    std::vector<double> values(Observable observable, std::size_t first, std::size_t count) const;
    std::vector<std::string> parameter_names() const; ///< process.name
    /// Every parameter of every run, run by run, in the order of the list: where runs draw from a posterior, theirs.
    std::vector<double> parameter_values() const;
    /// Cells of one run: months x first axis x second axis.
    std::size_t cells(Observable observable) const;

private:
    struct Contents;
    std::unique_ptr<Contents> contents_;
};

} // namespace mutualise
