/// \file The answer of an analysis as a file: named axes, variables on them, the choices made and the files it came
/// from; HDF5 that is also netCDF-4, like the recorded file (docs/file_format.md, *Results of analyses*).
#pragma once

#include "mutualise/core/month.hpp"
#include "mutualise/record/ensemble.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mutualise
{

/// An axis and the values along it; its name is also that of its coordinate variable.
struct ResultAxis {
    std::string name;
    std::string long_name;
    std::string units; ///< of numbers; "1" where dimensionless; ignored for text and months
    std::variant<std::vector<std::string>, std::vector<double>, std::vector<Month>> values;

    std::size_t length() const;
};

/// A variable over some of the axes (none: one value), row-major, the last axis fastest.
struct ResultVariable {
    std::string name;
    std::string long_name;
    std::string units; ///< "1" where dimensionless; empty for text
    std::vector<std::string> axes;
    std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::string>> values;
};

/// A file that was read: its name without folders, and its canonical hash.
struct ResultSource {
    std::string name;
    std::string hash;
};

/// Everything a result file holds.
struct Result {
    std::string analysis;                                      ///< the command: "bands", "compare", "target", ...
    std::string title;                                         ///< one phrase
    std::vector<std::pair<std::string, std::string>> settings; ///< every choice that decides a number, as text
    std::vector<ResultSource> sources;
    std::vector<ResultAxis> axes;
    std::vector<ResultVariable> variables;
    Provenance provenance;

    /// Throws std::out_of_range where there is none of this name.
    const ResultAxis& axis(const std::string& name) const;
    const ResultVariable& variable(const std::string& name) const;
    /// The numbers of a variable of numbers.
    const std::vector<double>& numbers(const std::string& name) const;
};

/// Writes `path` under a temporary name beside it and renames it when whole and synced; returns the canonical hash,
/// over everything but the provenance. Throws std::runtime_error with the reason; std::logic_error where a variable has
/// another shape than its axes.
std::string write_result(const std::filesystem::path& path, const Result& result);

/// Throws std::runtime_error where the file is none or not whole.
Result read_result(const std::filesystem::path& path);

} // namespace mutualise
