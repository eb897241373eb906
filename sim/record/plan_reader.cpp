#include "mutualise/record/plan.hpp"

#include "hdf5_attributes.hpp"
#include "hdf5_read.hpp"
#include "plan_format.hpp"
#include "reading_file.hpp"

#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <vector>

namespace mutualise
{

using hdf5::expect;

namespace
{

using Texts = std::vector<std::string>;
using Reals = std::vector<double>;

constexpr std::uint32_t most_runs = 0x7FFF'FFFF; // numbers of runs are recorded in 31 bits
constexpr int most_months = 12'000;              // a thousand years: no horizon, but a slip of the disk

template <class Value>
std::vector<Value> take_wholes(hid_t file, const char* name)
{
    std::vector<Value> values;
    for (const std::int64_t value : hdf5::read_numbers<std::int64_t>(file, name))
        values.push_back(static_cast<Value>(value));
    return values;
}

/// A list of equal rows, one after the other; `count` of them, or as many as there are.
template <class Value>
std::vector<std::vector<Value>> rows_of(const std::vector<Value>& values, std::size_t width, const char* what,
                                        std::optional<std::size_t> count = std::nullopt)
{
    expect(values.empty() || (width > 0 && values.size() % width == 0), what);
    std::vector<std::vector<Value>> rows;
    for (auto row = values.begin(); row != values.end(); row += static_cast<std::ptrdiff_t>(width))
        rows.emplace_back(row, row + static_cast<std::ptrdiff_t>(width));
    expect(!count || rows.size() == *count, what);
    return rows;
}

std::vector<FactorColumn> take_factors(hid_t file, std::size_t points)
{
    const Texts names = hdf5::read_texts(file, "factor_name"), units = hdf5::read_texts(file, "factor_unit");
    const Texts texts = hdf5::read_texts(file, "factor_text");
    const Reals numbers = hdf5::read_numbers<double>(file, "factor_number");
    const auto forms = take_wholes<std::int64_t>(file, "factor_form");
    const auto numeric =
        forms.size() - static_cast<std::size_t>(std::count(forms.begin(), forms.end(), plan_format::level_names));
    expect(units.size() == names.size() && forms.size() == names.size() && texts.size() == names.size() * points &&
               numbers.size() == numeric * points,
           "factors");
    std::vector<FactorColumn> factors;
    auto number = numbers.begin();
    auto text = texts.begin();
    const auto rows = static_cast<std::ptrdiff_t>(points);
    for (std::size_t f = 0; f < names.size(); ++f) {
        FactorColumn factor{names[f], units[f], forms[f] == plan_format::months, {}, {}};
        factor.texts.assign(text, text + rows);
        text += rows;
        if (forms[f] != plan_format::level_names) {
            factor.numbers.assign(number, number + rows);
            number += rows;
        }
        factors.push_back(std::move(factor));
    }
    return factors;
}

void take_facts(hid_t file, StudyPlan& plan)
{
    Recording& r = plan.recording;
    const auto facts = take_wholes<std::int64_t>(file, "facts");
    expect(facts.size() == 10, "facts");
    if (facts[0] != plan_format::version)
        throw hdf5::Error(
            fmt::format("its format is version {}; this program reads version {}", facts[0], plan_format::version));
    plan.replicates = static_cast<std::uint32_t>(facts[1]);
    plan.shards = static_cast<std::uint32_t>(facts[2]);
    plan.seed = std::bit_cast<std::uint64_t>(facts[3]);
    plan.common_seeds = facts[4] != 0;
    r.horizon = {Month{static_cast<int>(facts[5])}, Month{static_cast<int>(facts[6])}, static_cast<int>(facts[7])};
    r.employees = static_cast<std::uint64_t>(facts[8]);
    r.study->first_replicate = static_cast<std::uint32_t>(facts[9]);
}

void take_texts(hid_t file, StudyPlan& plan)
{
    const Texts texts = hdf5::read_texts(file, "texts");
    expect(texts.size() == 5, "texts");
    plan.configuration = texts[0];
    plan.recording.name = texts[1];
    plan.recording.description = texts[2];
    plan.data_digest = texts[3];
    plan.recording.study->resolved_study = texts[4];
}

/// What of each run is recorded.
void take_selection(hid_t file, Recording& recording)
{
    const Reals scale = hdf5::read_numbers<double>(file, "scale");
    expect(scale.size() == 1 && scale[0] > 0, "scales");
    recording.scale = scale[0];
    recording.rows = take_wholes<int>(file, "rows");
    for (const std::string& name : hdf5::read_texts(file, "observables")) {
        const std::optional<Observable> observable = observable_named(name);
        expect(observable.has_value(), "observables");
        recording.observables.push_back(*observable);
    }
}

void take_points(hid_t file, StudyRecord& study)
{
    study.variants = hdf5::read_texts(file, "variants");
    study.scenarios = hdf5::read_texts(file, "scenarios");
    study.variant_of_point = take_wholes<std::uint32_t>(file, "variant_of_point");
    study.settings = hdf5::read_texts(file, "settings");
    study.scale = hdf5::read_numbers<double>(file, "point_scale");
    study.employees = hdf5::read_numbers<std::int64_t>(file, "point_employees");
    study.factors = take_factors(file, study.settings.size());
}

void expect_consistent(const StudyPlan& plan)
{
    const Recording& r = plan.recording;
    const StudyRecord& study = r.study.value();
    const std::size_t points = study.settings.size();
    expect(plan.replicates > 0 && points > 0 && plan.replicates <= most_runs / points && plan.shards > 0, "runs");
    expect(r.horizon.first <= r.horizon.last && r.horizon.months() <= most_months && !r.rows.empty() &&
               std::is_sorted(r.rows.begin(), r.rows.end()) && r.rows.front() >= 0 && r.rows.back() < r.horizon.rows(),
           "months");
    expect(study.variants.size() == study.scenarios.size() && study.variant_of_point.size() == points &&
               std::ranges::all_of(study.variant_of_point, [&](auto v) { return v < study.variants.size(); }),
           "variants");
    expect(study.scale.size() == points && study.employees.size() == points, "points");
}

void take_parameters(hid_t file, Recording& recording)
{
    const std::size_t width = numbers_of(Parameters{}).size(), points = recording.study->settings.size();
    recording.parameters = rows_of(hdf5::read_numbers<double>(file, "parameters"), width, "parameters", points);
    recording.draws = rows_of(hdf5::read_numbers<double>(file, "draws"), width, "draws");
    recording.drawn = rows_of(take_wholes<std::uint8_t>(file, "drawn"), width, "draws", points);
}

StudyPlan take_plan(hid_t file)
{
    StudyPlan plan;
    StudyRecord& study = plan.recording.study.emplace();
    take_facts(file, plan);
    take_texts(file, plan);
    take_selection(file, plan.recording);
    take_points(file, study);
    expect_consistent(plan);
    take_parameters(file, plan.recording);
    return plan;
}

} // namespace

StudyPlan read_plan(const std::filesystem::path& path)
{
    return hdf5::reading(path, [&] {
        const hdf5::Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "opening it");
        if (hdf5::text_attribute(file.id(), "file_format") != plan_format::name)
            throw hdf5::Error("it is no plan of a study");
        return take_plan(file.id());
    });
}

} // namespace mutualise
