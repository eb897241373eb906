#include "recorded_labels.hpp"

#include "axes.hpp"
#include "canonical_hash.hpp"
#include "hdf5_attributes.hpp"
#include "hdf5_read.hpp"
#include "reading_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mutualise
{

using hdf5::expect;

namespace
{

constexpr std::uint32_t most_runs = 0x7FFF'FFFF; // numbers of runs are recorded in 31 bits

std::uint64_t number_of_hex(const std::string& text)
{
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, 16);
    return number;
}

template <class Row>
void name_rows(std::vector<Row>& rows, const std::vector<std::string>& names)
{
    for (const std::string& name : names) {
        rows.emplace_back();
        rows.back().name = name;
    }
}

std::vector<RunFailure> read_failures(hid_t file)
{
    std::vector<RunFailure> failures;
    if (!hdf5::has_variable(file, "failures"))
        return failures;
    const auto runs = hdf5::read_numbers<std::uint32_t>(file, "failures/failed_run");
    const auto seeds = hdf5::read_texts(file, "failures/seed"), messages = hdf5::read_texts(file, "failures/message");
    expect(seeds.size() == runs.size() && messages.size() == runs.size(), "failures");
    for (std::size_t i = 0; i < runs.size(); ++i)
        failures.push_back({runs[i], number_of_hex(seeds[i]), messages[i]});
    return failures;
}

/// A factor's value from its text: NaN where the point leaves the scenario's own.
double number_of(const std::string& text, bool is_month)
{
    if (is_month) {
        const std::optional<Month> month = text == "never" ? never : parse_month(text);
        return month ? month->value : std::numeric_limits<double>::quiet_NaN();
    }
    double number = std::numeric_limits<double>::quiet_NaN();
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<FactorColumn> read_factors(hid_t file, std::size_t points)
{
    std::vector<FactorColumn> factors;
    std::vector<bool> numeric;
    if (!hdf5::has_variable(file, "factor"))
        return factors;
    for (const std::string& name : hdf5::read_texts(file, "factor")) {
        const hdf5::Handle variable = hdf5::open_variable(file, name);
        const std::string units = hdf5::text_attribute(variable.id(), "units");
        const bool months = units.starts_with("days since");
        factors.push_back({name, months ? "months" : units.empty() || units == "1" ? "-" : units, months, {}, {}});
        numeric.push_back(hdf5::holds_numbers(variable.id()));
    }
    const std::vector<std::string> values = hdf5::read_texts(file, "design");
    expect(values.size() == points * factors.size(), "factors");
    for (std::size_t p = 0; p < points; ++p)
        for (std::size_t f = 0; f < factors.size(); ++f) {
            factors[f].texts.push_back(values[p * factors.size() + f]);
            if (numeric[f])
                factors[f].numbers.push_back(number_of(factors[f].texts.back(), factors[f].months));
        }
    return factors;
}

bool is_scale(double scale) { return std::isfinite(scale) && scale > 0; }

StudyRecord read_study_record(hid_t file)
{
    StudyRecord study;
    study.resolved_study = hdf5::read_text(file, "resolved_study");
    study.variants = hdf5::read_texts(file, "base_variant");
    study.scenarios = hdf5::read_texts(file, "resolved_scenario");
    study.variant_of_point = hdf5::read_numbers<std::uint32_t>(file, "point_variant");
    study.settings = hdf5::read_texts(file, "point_settings");
    study.scale = hdf5::read_numbers<double>(file, "point_scale");
    study.employees = hdf5::read_numbers<std::int64_t>(file, "point_employees");
    const std::size_t points = study.settings.size();
    expect(points > 0 && study.variant_of_point.size() == points && study.scale.size() == points &&
               study.employees.size() == points && std::ranges::all_of(study.scale, is_scale),
           "points");
    expect(study.variants.size() == study.scenarios.size() &&
               std::ranges::all_of(study.variant_of_point, [&](auto v) { return v < study.variants.size(); }),
           "variants");
    study.factors = read_factors(file, points);
    return study;
}

/// Runs in the order of their numbers, and those that failed among others.
void read_run_labels(hid_t file, Recording& labels)
{
    const auto runs = hdf5::read_numbers<std::uint32_t>(file, "run");
    const auto seeds = hdf5::read_texts(file, "seed");
    expect(!runs.empty() && seeds.size() == runs.size() &&
               std::ranges::adjacent_find(runs, std::greater_equal{}) == runs.end() && runs.back() <= most_runs,
           "runs");
    for (std::size_t r = 0; r < runs.size(); ++r)
        labels.runs.push_back({runs[r], number_of_hex(seeds[r])});
    labels.failures = read_failures(file);
    expect(std::ranges::all_of(labels.failures, [](const RunFailure& one) { return one.index <= most_runs; }),
           "failures");
}

/// A round of a study begins at another replicate than 0: told by that of its first run.
std::uint32_t read_first_replicate(hid_t file, const Recording& labels)
{
    const auto replicates = hdf5::read_numbers<std::uint32_t>(file, "replicate");
    const auto points = static_cast<std::uint32_t>(labels.study->settings.size());
    expect(replicates.size() == labels.runs.size(), "replicates");
    const std::uint32_t first = replicates[0] - labels.runs[0].index / points;
    for (std::size_t r = 0; r < replicates.size(); ++r)
        expect(replicates[r] <= most_runs && replicates[r] == first + labels.runs[r].index / points, "replicates");
    return first;
}

void read_runs(hid_t file, Recording& labels)
{
    read_run_labels(file, labels);
    if (labels.study)
        labels.study->first_replicate = read_first_replicate(file, labels);
    const std::size_t width = hdf5::read_texts(file, "parameter").size();
    const std::size_t points = labels.study ? labels.study->settings.size() : 1;
    const auto rows = hdf5::read_numbers<double>(file, "parameter_value");
    expect(rows.size() == labels.runs.size() * width, "parameters");
    labels.parameters.assign(points, std::vector<double>(width));
    for (std::size_t r = 0; r < labels.runs.size(); ++r)
        std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(r * width), width,
                    labels.parameters[labels.runs[r].index % points].begin());
}

/// Names along the axes are looked up by what this program's own axes hold.
void check_axes(hid_t file, const SystemData& data)
{
    const AxisLengths lengths{data.services.size(), data.regions.size()};
    expect(lengths.services > 0 && lengths.regions > 0, "axes");
    for (std::size_t i = 1; i < axis_names.size(); ++i) {
        const auto axis = static_cast<Axis>(i);
        const hdf5::Handle variable = hdf5::open_variable(file, std::string(axis_names[i]));
        expect(hdf5::extent_of(variable.id()) == hdf5::Extent{lengths(axis)}, "axes");
    }
}

} // namespace

Recording read_labels(hid_t file, const std::vector<Month>& months)
{
    Recording labels;
    auto data = std::make_shared<SystemData>();
    name_rows(data->services, hdf5::read_texts(file, "service"));
    name_rows(data->regions, hdf5::read_texts(file, "region"));
    data->digest = hdf5::text_attribute(file, "data_digest");
    labels.data = data;
    check_axes(file, *data);
    if (hdf5::has_variable(file, "resolved_study"))
        labels.study = read_study_record(file);
    else
        labels.resolved_scenario = hdf5::read_text(file, "resolved_scenario");
    labels.name = hdf5::text_attribute(file, labels.study ? "study" : "scenario");
    labels.description = hdf5::text_attribute(file, "description");
    labels.scale = hdf5::real_attribute(file, "scale");
    const double employees = hdf5::real_attribute(file, "employees");
    expect(is_scale(labels.scale) && employees >= 0 && employees < 1e15, "numbers of posts");
    labels.employees = static_cast<std::uint64_t>(employees);
    labels.horizon = {months.front() + 1, months.back(), 0};
    for (const Month month : months)
        labels.rows.push_back(labels.horizon.row(month));
    for (const Observable observable : all_observables())
        if (hdf5::has_variable(file, std::string(spec(observable).name)))
            labels.observables.push_back(observable);
    expect(!labels.observables.empty(), "observables");
    read_runs(file, labels);
    labels.provenance = {hdf5::text_attribute(file, "version"),      hdf5::text_attribute(file, "commit"),
                         hdf5::text_attribute(file, "compiler"),     hdf5::text_attribute(file, "flags"),
                         hdf5::text_attribute(file, "command_line"), hdf5::text_attribute(file, "created")};
    return labels;
}

} // namespace mutualise
