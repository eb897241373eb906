#include "compare_sides.hpp"

#include "mutualise/analysis/people.hpp"
#include "mutualise/analysis/recorded_values.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace mutualise
{

namespace
{

/// The design point a side names; 0 where it names none and there is only one.
std::uint32_t point_of(const CompareSide& side, const RecordedFile& recorded)
{
    const Recording& labels = recorded.labels();
    const std::string file = side.file.string();
    if (!labels.study || labels.points() == 1) {
        if (side.point && *side.point != "0" && *side.point != labels.name &&
            !(labels.study && *side.point == labels.study->variants.front()))
            throw UsageError(fmt::format("{} has one design point, and '{}' is not it", file, *side.point));
        return 0;
    }
    if (!side.point)
        throw UsageError(fmt::format("{} has {} design points; name one, like {}#0", file, labels.points(), file));
    std::uint32_t number = 0;
    const char* end = side.point->data() + side.point->size();
    if (std::from_chars(side.point->data(), end, number).ptr == end) {
        if (number >= labels.points())
            throw UsageError(fmt::format("{} has design points 0 to {}, not {}", file, labels.points() - 1, number));
        return number;
    }
    const std::uint32_t variant = variant_named(recorded, *side.point);
    std::vector<std::uint32_t> found;
    for (std::uint32_t p = 0; p < labels.points(); ++p)
        if (variant_of(labels, p) == variant)
            found.push_back(p);
    if (found.size() != 1)
        throw UsageError(fmt::format("variant '{}' of {} has {} design points; name one by its number", *side.point,
                                     file, found.size()));
    return found.front();
}

std::string name_of(const Recording& labels, std::uint32_t point)
{
    if (!labels.study)
        return labels.name;
    const StudyRecord& study = *labels.study;
    return point_name(study.variants[study.variant_of_point[point]], study.factors, point);
}

using PlaceOfSeed = std::map<std::uint64_t, std::size_t>;

PlaceOfSeed places_by_seed(const OpenSide& side)
{
    PlaceOfSeed places;
    for (const std::size_t place : side.places)
        places.emplace(side.file.labels().runs[place].seed, place);
    return places;
}

/// Whether the side was to have this replicate and has it not.
bool lost(const OpenSide& side, std::uint32_t replicate)
{
    const Recording& labels = side.file.labels();
    const std::uint32_t first = labels.replicate_of(0);
    return replicate >= first && replicate - first < side.places.size() + side.lost &&
           std::ranges::none_of(side.places, [&](std::size_t place) {
               return labels.replicate_of(labels.runs[place].index) == replicate;
           });
}

/// Whether a run of the side has no pair though the other side has not lost its replicate.
bool other_luck(const OpenSide& side, const OpenSide& other, const PlaceOfSeed& of_other)
{
    const Recording& labels = side.file.labels();
    return std::ranges::any_of(side.places, [&](std::size_t place) {
        const RunLabel& run = labels.runs[place];
        return !of_other.contains(run.seed) && !lost(other, labels.replicate_of(run.index));
    });
}

} // namespace

CompareSide parse_side(const std::string& text)
{
    const std::size_t mark = text.rfind('#');
    if (mark == std::string::npos || std::filesystem::exists(text))
        return {text, std::nullopt};
    return {text.substr(0, mark), text.substr(mark + 1)};
}

OpenSide open_side(const CompareSide& side)
{
    RecordedFile file(study_files(side.file).front());
    const Recording& labels = file.labels();
    const std::uint32_t point = point_of(side, file);
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < labels.runs.size(); ++place)
        if (labels.point_of(labels.runs[place].index) == point)
            places.push_back(place);
    const std::uint32_t lost = expected_replicates(labels) - static_cast<std::uint32_t>(places.size());
    const double scale = labels.study ? labels.study->scale[point] : labels.scale;
    std::string name = name_of(labels, point), people = people_of(labels, point);
    return {std::move(file), std::move(name), std::move(places), lost, scale, std::move(people)};
}

Pairing pair_runs(const OpenSide& base, const OpenSide& variant, const CompareOptions& options)
{
    if (base.lost + variant.lost > 0 && options.missing == MissingRuns::refuse)
        throw Mismatch(fmt::format("{} runs of {} and {} of {} failed or are missing; --failed leave-out goes on "
                                   "without them",
                                   base.lost, base.name, variant.lost, variant.name));
    Pairing pairing;
    if (options.unpaired) {
        pairing.base = base.places;
        pairing.variant = variant.places;
        pairing.paired = false;
        return pairing;
    }
    if (base.people != variant.people)
        throw Mismatch(
            fmt::format("{} and {} simulate different people (scale {} and {}, or another [population]): runs of "
                        "one seed are no pairs there; --unpaired compares them as independent samples",
                        base.name, variant.name, base.scale, variant.scale));
    const PlaceOfSeed of_base = places_by_seed(base), of_variant = places_by_seed(variant);
    for (const std::size_t place : base.places)
        if (const auto found = of_variant.find(base.file.labels().runs[place].seed); found != of_variant.end()) {
            pairing.base.push_back(place);
            pairing.variant.push_back(found->second);
        }
    const std::size_t pairs = pairing.base.size();
    const bool whole = pairs == base.places.size() && pairs == variant.places.size();
    if (other_luck(base, variant, of_variant) || other_luck(variant, base, of_base) || (pairs == 0 && !whole))
        throw Mismatch(
            fmt::format("{} has {} runs and {} has {}, and {} of their seeds are common: differences of runs "
                        "with other luck would mix chance with effect; --unpaired compares them as "
                        "independent samples",
                        base.name, base.places.size(), variant.name, variant.places.size(), pairs));
    return pairing;
}

} // namespace mutualise
