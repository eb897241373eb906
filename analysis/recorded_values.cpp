#include "mutualise/analysis/recorded_values.hpp"

#include <algorithm>
#include <limits>

namespace mutualise
{

namespace
{

constexpr std::size_t runs_in_chunk = 32; // docs/file_format.md

} // namespace

std::uint32_t expected_replicates(const Recording& labels)
{
    std::uint32_t last = 0;
    for (const RunLabel& run : labels.runs)
        last = std::max(last, run.index);
    for (const RunFailure& failure : labels.failures)
        last = std::max(last, failure.index);
    return last / labels.points() + 1;
}

RecordedValues::RecordedValues(const RecordedFile& file, Observable observable)
    : file_(file), observable_(observable), cells_(file.cells(observable)),
      block_(std::numeric_limits<std::size_t>::max())
{
}

std::span<const double> RecordedValues::of_run(std::size_t place)
{
    const std::size_t block = place / runs_in_chunk, first = block * runs_in_chunk;
    if (block != block_) {
        values_ = file_.values(observable_, first, std::min(runs_in_chunk, file_.labels().runs.size() - first));
        block_ = block;
    }
    return std::span(values_).subspan((place - first) * cells_, cells_);
}

double RecordedValues::scale(std::size_t place) const
{
    const Recording& labels = file_.labels();
    return labels.study ? labels.study->scale[labels.point_of(labels.runs[place].index)] : labels.scale;
}

} // namespace mutualise
