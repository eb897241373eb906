/// \file What a recorded file says besides its values, and the one way into it: `write_recording` takes the values of
/// 32 runs at a time from wherever they are, so that memory does not grow with the number of runs.
#pragma once

#include "mutualise/record/ensemble.hpp"

#include <functional>
#include <optional>

namespace mutualise
{

/// One run's place in a file. In a study, run = (replicate - first replicate) * points + point.
struct RunLabel {
    std::uint32_t index = 0; ///< number within the ensemble
    std::uint64_t seed = 0;  ///< the run's key (random/stream.hpp, run_key)
};

/// A factor's value at every point of a design.
struct FactorColumn {
    std::string name;
    std::string unit;               ///< "-" where dimensionless
    bool months = false;            ///< `numbers` are months since year 0 (core/month.hpp)
    std::vector<double> numbers;    ///< by point; NaN where the point leaves the scenario's own; empty for levels
    std::vector<std::string> texts; ///< by point, as people write the value
};

/// What a study's file has beyond a scenario's.
struct StudyRecord {
    std::string resolved_study;         ///< canonical text
    std::vector<std::string> variants;  ///< ids
    std::vector<std::string> scenarios; ///< canonical text of each variant's scenario
    std::vector<std::uint32_t> variant_of_point;
    std::vector<std::string> settings; ///< by point: TOML laid over the variant's scenario
    std::vector<FactorColumn> factors;
    std::vector<double> scale;           ///< by point
    std::vector<std::int64_t> employees; ///< by point: posts simulated
    std::uint32_t first_replicate = 0;   ///< above 0 in a round that adds to a study (study/rounds.hpp)
};

/// Everything that stands in a file but the values of its runs.
struct Recording {
    std::string name; ///< of the scenario or study
    std::string description;
    Horizon horizon;
    std::vector<int> rows;               ///< of the horizon's time axis that are recorded, ascending
    std::vector<Observable> observables; ///< in the order of the list
    double scale = 1;
    std::uint64_t employees = 0; ///< posts simulated
    std::shared_ptr<const SystemData> data;
    std::vector<std::vector<double>> parameters; ///< by point, as `numbers_of`; one where there is no study
    /// By point: which parameters runs draw from a posterior, and the draws in the order in which runs (in a study,
    /// replicates) take them, from the start again after the last. Both empty where nothing is drawn.
    std::vector<std::vector<std::uint8_t>> drawn;
    std::vector<std::vector<double>> draws;
    std::string resolved_scenario; ///< where there is no study
    std::optional<StudyRecord> study;
    std::vector<RunLabel> runs; ///< that finished, ascending
    std::vector<RunFailure> failures;
    Provenance provenance;

    std::uint32_t points() const { return static_cast<std::uint32_t>(parameters.size()); }
    std::uint32_t point_of(std::uint32_t run) const { return run % points(); }
    /// Counted from the study's first, as seeds and draws are; without a study the run itself.
    std::uint32_t replicate_of(std::uint32_t run) const
    {
        return (study ? study->first_replicate : 0) + run / points();
    }
};

/// Every parameter as a recorded number, in the order of the schedule: switches 0 or 1, choices their number, months
/// days since 2010-01-01.
std::vector<double> numbers_of(const Parameters& parameters);

/// Which of them the scenario draws, and what its runs draw.
std::vector<std::uint8_t> drawn_columns(const Scenario& scenario);
/// By draw of the scenario's posterior: every parameter, as `numbers_of` orders them; empty where nothing is drawn.
std::vector<std::vector<double>> draws_in_order(const Scenario& scenario, const SystemData& data);

/// The parameters of a run: its point's, with what it draws put in.
std::vector<double> parameters_of_run(const Recording& recording, std::uint32_t run);
/// "service": an axis as it is named in files.
std::string_view axis_name(Axis axis);
/// Names along an axis of the observables; one empty name for Axis::none.
std::vector<std::string> category_names(Axis axis, const SystemData& data);

/// Every row of a horizon, and every observable.
std::vector<int> all_rows(const Horizon& horizon);
/// In the recorded order.
std::vector<Observable> all_observables();
/// Nothing where none has the name.
std::optional<Observable> observable_named(std::string_view name);

/// Values of one observable of some runs, run by run, each rows x first axis x second axis, in the recorded type.
struct ValueBlock {
    std::vector<std::int32_t> counts; ///< filled for ValueKind::count
    std::vector<double> reals;        ///< filled for ValueKind::real
    void clear();
};

/// Appends a run's values of these rows. Throws std::logic_error where a count is no whole number or does not fit.
void append_values(const Trajectory& trajectory, Observable observable, std::span<const int> rows, std::uint32_t run,
                   ValueBlock& block);

/// Fills the (empty) block with the values of the recording's runs [first, first + count).
using ReadValues = std::function<void(Observable, std::size_t first, std::size_t count, ValueBlock& block)>;

/// Writes `path` under a temporary name beside it and renames it when whole and synced. `tick`, if given, is called
/// after each block and may throw to stop. Returns the canonical hash.
std::string write_recording(const std::filesystem::path& path, const Recording& recording, const ReadValues& read,
                            const std::function<void()>& tick = {});

} // namespace mutualise
