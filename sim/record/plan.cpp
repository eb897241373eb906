#include "mutualise/record/plan.hpp"

#include "disk_file.hpp"
#include "hdf5_handles.hpp"
#include "mutualise/random/stream.hpp"
#include "mutualise/record/part_file.hpp"
#include "netcdf.hpp"
#include "plan_format.hpp"

#include <atomic>
#include <bit>
#include <cerrno>
#include <fmt/format.h>
#include <system_error>
#include <unistd.h>

namespace mutualise
{

namespace
{

using Texts = std::vector<std::string>;
using Wholes = std::vector<std::int64_t>;
using Reals = std::vector<double>;

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
std::vector<Value> end_to_end(const std::vector<std::vector<Value>>& rows)
{
    std::vector<Value> values;
    for (const auto& row : rows)
        values.insert(values.end(), row.begin(), row.end());
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
        forms.push_back(factor.numbers.empty() ? plan_format::level_names
                        : factor.months        ? plan_format::months
                                               : plan_format::plain_numbers);
        numbers.insert(numbers.end(), factor.numbers.begin(), factor.numbers.end());
        texts.insert(texts.end(), factor.texts.begin(), factor.texts.end());
    }
    put(file, "factor_name", names);
    put(file, "factor_unit", units);
    put(file, "factor_form", forms);
    put(file, "factor_number", numbers);
    put(file, "factor_text", texts);
}

void put_plan(hid_t file, const StudyPlan& plan)
{
    const Recording& r = plan.recording;
    const StudyRecord& study = r.study.value();
    put(file, "facts",
        Wholes{plan_format::version, plan.replicates, plan.shards, std::bit_cast<std::int64_t>(plan.seed),
               plan.common_seeds, r.horizon.first.value, r.horizon.last.value, r.horizon.spin_up_months,
               static_cast<std::int64_t>(r.employees), study.first_replicate});
    put(file, "texts", Texts{plan.configuration, r.name, r.description, plan.data_digest, study.resolved_study});
    put(file, "scale", Reals{r.scale});
    put_wholes(file, "rows", r.rows);
    Texts observables;
    for (const Observable observable : r.observables)
        observables.emplace_back(spec(observable).name);
    put(file, "observables", observables);
    put(file, "parameters", end_to_end(r.parameters));
    put(file, "draws", end_to_end(r.draws));
    put_wholes(file, "drawn", end_to_end(r.drawn));
    put(file, "variants", study.variants);
    put(file, "scenarios", study.scenarios);
    put_wholes(file, "variant_of_point", study.variant_of_point);
    put(file, "settings", study.settings);
    put(file, "point_scale", study.scale);
    put(file, "point_employees", study.employees);
    put_factors(file, study.factors);
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
        netcdf::put_attribute(file.id(), "file_format", plan_format::name);
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

} // namespace mutualise
