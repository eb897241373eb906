/// \file Recorded files, results, plans and shards: an input is the file. It is refused with the reason, or everything
/// in it can be read.
#include "target.hpp"

#include "mutualise/analysis/recorded_values.hpp"
#include "mutualise/record/ensemble.hpp"
#include "mutualise/record/log_reader.hpp"
#include "mutualise/record/plan.hpp"
#include "mutualise/record/recorded_file.hpp"
#include "mutualise/record/result_file.hpp"
#include "mutualise/record/shard.hpp"
#include "mutualise/study/table.hpp"

#include <cstdlib>
#include <typeinfo>

using namespace mutualise;
using namespace mutualise::fuzz;
namespace fs = std::filesystem;

namespace
{

/// A refusal is a runtime error that names the file; anything else (an index out of range, no memory) is a fault of
/// ours.
template <class Work>
void may_refuse(Work work)
{
    try {
        work();
    } catch (const std::runtime_error& error) {
        demand(std::string_view(error.what()).find("recorded.h5") != std::string_view::npos,
               "a file is refused without its name", error.what());
    } catch (const std::exception& error) {
        demand(false, typeid(error).name(), error.what());
    }
}

void read_everything(const fs::path& path)
{
    const RecordedFile file(path);
    const Recording& labels = file.labels();
    file.parameter_names();
    file.parameter_values();
    expected_replicates(labels);
    for (const Observable observable : labels.observables) {
        file.names(spec(observable).first);
        RecordedValues values(file, observable);
        for (std::size_t run = 0; run < labels.runs.size(); ++run) {
            demand(values.of_run(run).size() == file.cells(observable), "a run has other cells than its axes");
            values.scale(run);
        }
    }
    print_behaviorspace(file, {}, [](const std::string&) {});
    print_tidy(file, {}, [](const std::string&) {});
}

void read_logs(const fs::path& path)
{
    const LogReader logs(path);
    for (std::uint32_t run = 0; run < 4; ++run) {
        logs.proposals(run);
        logs.decisions(run);
    }
}

void read_shard(const fs::path& path)
{
    const Shard shard = Shard::open(path, false);
    shard.damaged();
    for (std::size_t place = 0; place < shard.states().size(); ++place)
        shard.message(place);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const bool set = setenv("HDF5_USE_FILE_LOCKING", "FALSE", 1) == 0; // libFuzzer opens nothing else
    (void)set;
    const fs::path path = scratch().write("recorded.h5", {reinterpret_cast<const char*>(bytes), size});
    is_recorded_file(path);
    may_refuse([&] { canonical_hash(path); });
    may_refuse([&] { recorded_hash(path); });
    may_refuse([&] { read_everything(path); });
    may_refuse([&] { read_logs(path); });
    may_refuse([&] { read_result(path); });
    may_refuse([&] { read_plan(path); });
    may_refuse([&] { read_shard(path); });
    return 0;
}
