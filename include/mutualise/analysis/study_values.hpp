/// \file Outcomes of a study's runs, arranged by design point and replicate: what most analyses work on.
///
/// A study may lie in several files: its first runs, and rounds that added replicates (study/rounds.hpp). A file of
/// `mutualise run` counts as a study of one point.
#pragma once

#include "mutualise/analysis/outcome.hpp"
#include "mutualise/record/result_file.hpp"

#include <span>

namespace mutualise
{

/// What to do where runs failed or are missing, or an outcome is not a number.
enum class MissingRuns : std::uint8_t {
    refuse,   ///< with the count
    leave_out ///< those runs; recorded in the result
};

/// Outcomes of every run of a study, or of a recorded scenario as a study of one point.
struct StudyValues {
    std::string study;
    std::vector<ResultSource> sources;
    std::vector<Outcome> outcomes;
    std::vector<std::string> variants;                    ///< ids; one, the scenario's name, where there is no study
    std::vector<std::uint32_t> variant_of_point;          ///< by point
    std::vector<FactorColumn> factors;                    ///< by point; `numbers` of a level: its place in `levels_of`
    std::vector<std::string> settings;                    ///< by point: TOML laid over the variant's scenario
    std::vector<double> scale;                            ///< by point
    std::vector<std::string> people;                      ///< by point: whom its runs live among (people.hpp)
    bool common_seeds = true;                             ///< runs with one seed at several points share their luck
    std::vector<std::vector<std::uint64_t>> seeds;        ///< [point][place], ascending replicate
    std::vector<std::vector<std::uint32_t>> replicates;   ///< [point][place]: number of the replicate
    std::vector<std::vector<std::vector<double>>> values; ///< [outcome][point][place]
    std::vector<std::vector<std::size_t>> point_of_run;   ///< [file][place on its run axis], left-out runs included
    std::vector<std::uint32_t> asked; ///< by point: replicates asked for in any file, those that failed included
    std::uint32_t left_out = 0;       ///< runs that failed or are missing, by MissingRuns::leave_out
    std::uint32_t undefined = 0;      ///< runs left out because an outcome is not a number

    std::size_t points() const { return variant_of_point.size(); }
    /// As tables name a point: `point_name` below.
    std::string point_name(std::size_t point) const;
};

/// The files of a study that a path names: itself, or all of a folder that a sweep left (with its rounds).
std::vector<std::filesystem::path> study_files(const std::filesystem::path& path);

/// Reads outcomes in blocks of runs. Throws Mismatch where files are of different studies, or where runs are missing
/// and must not be left out (with the count); UsageError where an outcome is not recorded.
StudyValues read_study_values(std::span<const std::filesystem::path> files, std::span<const Outcome> outcomes,
                              MissingRuns missing);

/// "taskforce: start=2012-07 strength=0.5", the variant alone where there is no factor. Of a switch its name where it
/// is on and nothing where it is off: "historical: right bond"; "historical: none" where all are off.
std::string point_name(const std::string& variant, const std::vector<FactorColumn>& factors, std::size_t point);

/// The levels of a text factor, in the order in which its points first have them.
std::vector<std::string> levels_of(const FactorColumn& factor);

} // namespace mutualise
