#include "mutualise/record/plan.hpp"

#include "disk_file.hpp"
#include "hdf5_read.hpp"
#include "mutualise/random/stream.hpp"
#include "mutualise/record/part_file.hpp"
#include "netcdf.hpp"
#include "reading_file.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cerrno>
#include <fmt/format.h>
#include <optional>
#include <system_error>
#include <unistd.h>

namespace mutualise
{

using hdf5::expect;

namespace
{

using Texts = std::vector<std::string>;
using Wholes = std::vector<std::int64_t>;
using Reals = std::vector<double>;

constexpr const char* plan_format = "mutualise plan";
constexpr std::int64_t plan_version = 3;
constexpr std::uint32_t most_runs = 0x7FFF'FFFF; // numbers of runs are recorded in 31 bits
constexpr int most_months = 12'000;              // a thousand years: no horizon, but a slip of the disk

enum FactorForm : std::int64_t { plain_numbers, months, level_names };

/// A list on an axis of its own.
template <class Value>
void put(hid_t file, const char* name, const std::vector<Value>& values)
{
    netcdf::put_coordinate(file, {name, "", name}, values);
}

template <class Value>
void put_wholes(hid_t file, const char* name, const std::vector<Value>& values)
{
    put(file, name, Wholes(values.begin(), values.end()));
}

template <class Value>
std::vector<Value> take_wholes(hid_t file, const char* name)
{
    std::vector<Value> values;
    for (const std::int64_t value : hdf5::read_numbers<std::int64_t>(file, name))
        values.push_back(static_cast<Value>(value));
    return values;
}

void put_factors(hid_t file, const std::vector<FactorColumn>& factors)
{
    Texts names, units, texts;
    Wholes forms;
    Reals numbers;
    for (const FactorColumn& factor : factors) {
        names.push_back(factor.name);
        units.push_back(factor.unit);
        forms.push_back(factor.numbers.empty() ? level_names : factor.months ? months : plain_numbers);
        numbers.insert(numbers.end(), factor.numbers.begin(), factor.numbers.end());
        texts.insert(texts.end(), factor.texts.begin(), factor.texts.end());
    }
    put(file, "factor_name", names);
    put(file, "factor_unit", units);
    put(file, "factor_form", forms);
    put(file, "factor_number", numbers);
    put(file, "factor_text", texts);
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
    const auto numeric = forms.size() - static_cast<std::size_t>(std::count(forms.begin(), forms.end(), level_names));
    expect(units.size() == names.size() && forms.size() == names.size() && texts.size() == names.size() * points &&
               numbers.size() == numeric * points,
           "factors");
    std::vector<FactorColumn> factors;
    auto number = numbers.begin();
    auto text = texts.begin();
    const auto rows = static_cast<std::ptrdiff_t>(points);
    for (std::size_t f = 0; f < names.size(); ++f) {
        FactorColumn factor{names[f], units[f], forms[f] == months, {}, {}};
        factor.texts.assign(text, text + rows);
        text += rows;
        if (forms[f] != level_names) {
            factor.numbers.assign(number, number + rows);
            number += rows;
        }
        factors.push_back(std::move(factor));
    }
    return factors;
}

void put_plan(hid_t file, const StudyPlan& plan)
{
    const Recording& r = plan.recording;
    const StudyRecord& study = r.study.value();
    put(file, "facts",
        Wholes{plan_version, plan.replicates, plan.shards, std::bit_cast<std::int64_t>(plan.seed), plan.common_seeds,
               r.horizon.first.value, r.horizon.last.value, r.horizon.spin_up_months,
               static_cast<std::int64_t>(r.employees), study.first_replicate});
    put(file, "texts", Texts{plan.configuration, r.name, r.description, plan.data_digest, study.resolved_study});
    put(file, "scale", Reals{r.scale});
    put_wholes(file, "rows", r.rows);
    Texts observables;
    for (const Observable observable : r.observables)
        observables.emplace_back(spec(observable).name);
    put(file, "observables", observables);
    Reals parameters;
    for (const Reals& point : r.parameters)
        parameters.insert(parameters.end(), point.begin(), point.end());
    put(file, "parameters", parameters);
    Reals draws;
    for (const auto& draw : r.draws)
        draws.insert(draws.end(), draw.begin(), draw.end());
    put(file, "draws", draws);
    std::vector<std::uint8_t> drawn;
    for (const auto& point : r.drawn)
        drawn.insert(drawn.end(), point.begin(), point.end());
    put_wholes(file, "drawn", drawn);
    put(file, "variants", study.variants);
    put(file, "scenarios", study.scenarios);
    put_wholes(file, "variant_of_point", study.variant_of_point);
    put(file, "settings", study.settings);
    put(file, "point_scale", study.scale);
    put(file, "point_employees", study.employees);
    put_factors(file, study.factors);
}

StudyPlan take_plan(hid_t file)
{
    StudyPlan plan;
    Recording& r = plan.recording;
    StudyRecord& study = r.study.emplace();
    const auto facts = take_wholes<std::int64_t>(file, "facts");
    expect(facts.size() == 10, "facts");
    if (facts[0] != plan_version)
        throw hdf5::Error(
            fmt::format("its format is version {}; this program reads version {}", facts[0], plan_version));
    plan.replicates = static_cast<std::uint32_t>(facts[1]);
    plan.shards = static_cast<std::uint32_t>(facts[2]);
    plan.seed = std::bit_cast<std::uint64_t>(facts[3]);
    plan.common_seeds = facts[4] != 0;
    r.horizon = {Month{static_cast<int>(facts[5])}, Month{static_cast<int>(facts[6])}, static_cast<int>(facts[7])};
    r.employees = static_cast<std::uint64_t>(facts[8]);
    study.first_replicate = static_cast<std::uint32_t>(facts[9]);
    const Texts texts = hdf5::read_texts(file, "texts");
    expect(texts.size() == 5, "texts");
    plan.configuration = texts[0];
    r.name = texts[1];
    r.description = texts[2];
    plan.data_digest = texts[3];
    study.resolved_study = texts[4];
    const Reals scale = hdf5::read_numbers<double>(file, "scale");
    expect(scale.size() == 1 && scale[0] > 0, "scales");
    r.scale = scale[0];
    r.rows = take_wholes<int>(file, "rows");
    for (const std::string& name : hdf5::read_texts(file, "observables")) {
        const std::optional<Observable> observable = observable_named(name);
        expect(observable.has_value(), "observables");
        r.observables.push_back(*observable);
    }
    study.variants = hdf5::read_texts(file, "variants");
    study.scenarios = hdf5::read_texts(file, "scenarios");
    study.variant_of_point = take_wholes<std::uint32_t>(file, "variant_of_point");
    study.settings = hdf5::read_texts(file, "settings");
    study.scale = hdf5::read_numbers<double>(file, "point_scale");
    study.employees = hdf5::read_numbers<std::int64_t>(file, "point_employees");
    study.factors = take_factors(file, study.settings.size());
    const std::size_t points = study.settings.size();
    expect(plan.replicates > 0 && points > 0 && plan.replicates <= most_runs / points && plan.shards > 0, "runs");
    expect(r.horizon.first <= r.horizon.last && r.horizon.months() <= most_months && !r.rows.empty() &&
               std::is_sorted(r.rows.begin(), r.rows.end()) && r.rows.front() >= 0 && r.rows.back() < r.horizon.rows(),
           "months");
    expect(study.variants.size() == study.scenarios.size() && study.variant_of_point.size() == points &&
               std::ranges::all_of(study.variant_of_point, [&](auto v) { return v < study.variants.size(); }),
           "variants");
    expect(study.scale.size() == points && study.employees.size() == points, "points");
    const std::size_t width = numbers_of(Parameters{}).size();
    r.parameters = rows_of(hdf5::read_numbers<double>(file, "parameters"), width, "parameters", points);
    r.draws = rows_of(hdf5::read_numbers<double>(file, "draws"), width, "draws");
    r.drawn = rows_of(take_wholes<std::uint8_t>(file, "drawn"), width, "draws", points);
    return plan;
}

} // namespace

std::uint64_t StudyPlan::seed_of(std::uint32_t run) const
{
    return run_key(seed, common_seeds ? recording.replicate_of(run) : run).seed;
}

void write_plan(const std::filesystem::path& path, const StudyPlan& plan)
{
    const hdf5::QuietErrors quiet;
    PartFile part(path);
    DiskState disk;
    try {
        const DiskAccess access(disk);
        hdf5::Handle file = netcdf::create_file(part.path().string(), access.id());
        netcdf::put_attribute(file.id(), "file_format", plan_format);
        put_plan(file.id(), plan);
        file.close("closing the file");
        disk.check();
        part.place();
    } catch (const hdf5::Error& error) {
        const std::string reason = disk.error != 0 ? std::generic_category().message(disk.error) : error.what();
        throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), reason));
    } catch (const std::system_error& error) {
        throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), error.code().message()));
    }
}

bool create_plan(const std::filesystem::path& path, const StudyPlan& plan)
{
    static std::atomic<int> made{0};
    char host[64] = {};
    gethostname(host, sizeof host - 1);
    const std::filesystem::path mine = fmt::format("{}.{}-{}-{}", path.string(), host, getpid(), made++);
    write_plan(mine, plan);
    // A link, unlike a rename, never takes another's place.
    const int error = link(mine.c_str(), path.c_str()) == 0 ? 0 : errno;
    std::error_code ignored;
    std::filesystem::remove(mine, ignored);
    if (error != 0 && error != EEXIST)
        throw std::runtime_error(
            fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(error)));
    return error == 0;
}

StudyPlan read_plan(const std::filesystem::path& path)
{
    return hdf5::reading(path, [&] {
        const hdf5::Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "opening it");
        if (hdf5::text_attribute(file.id(), "file_format") != plan_format)
            throw hdf5::Error("it is no plan of a study");
        return take_plan(file.id());
    });
}

} // namespace mutualise
