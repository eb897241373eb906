#include "mutualise/analysis/recorded_values.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>
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

std::vector<std::string> variants_of(const Recording& labels)
{
    return labels.study ? labels.study->variants : std::vector<std::string>{labels.name};
}

std::uint32_t variant_of(const Recording& labels, std::uint32_t point)
{
    return labels.study ? labels.study->variant_of_point.at(point) : 0;
}

std::uint32_t variant_named(const RecordedFile& file, const std::string& name)
{
    const std::vector<std::string> variants = variants_of(file.labels());
    if (name.empty() && variants.size() == 1)
        return 0;
    const auto found = std::find(variants.begin(), variants.end(), name);
    if (found == variants.end())
        throw UsageError(
            fmt::format("{} has no variant '{}'{}", file.path().string(), name,
                        suggestion(name, std::vector<std::string_view>(variants.begin(), variants.end()))));
    return static_cast<std::uint32_t>(found - variants.begin());
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
