/// \file Results and shards that are well-formed HDF5 and say what cannot be: each is refused. Found by fuzzing
/// (tests/fuzz).
#include "record/damage.hpp"
#include "support/files.hpp"

#include "mutualise/record/result_file.hpp"
#include "mutualise/record/shard.hpp"
#include "mutualise/record/unreadable.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

Result small_result()
{
    Result r;
    r.analysis = "bands";
    r.title = "small";
    r.axes = {{"level", "level", "1", std::vector<double>{0.5, 1, 2}}};
    r.variables = {{"gain", "what is gained", "1", {"level"}, std::vector<double>{1, 2.5, -3}}};
    r.provenance = {"1", "c", "g", "-O2", "mutualise bands", "2020-01-02T03:04:05Z"};
    return r;
}

} // namespace

TEST_CASE("a result whose variables do not fit its axes is refused")
{
    for (const NamedChange& each :
         {NamedChange{"fewer values than cells", numbers("level", {1, 2})},
          NamedChange{"no axis", [](hid_t file) { H5Ldelete(file, "level", H5P_DEFAULT); }},
          NamedChange{"an axis whose users are numbers", long_attribute("level", "REFERENCE_LIST")},
          NamedChange{"a variable without end", endless("gain")}}) {
        const ScratchFolder folder;
        write_result(folder.path / "r.h5", small_result());
        const std::filesystem::path path = changed(folder.path / "r.h5", each.change);
        INFO(each.what);
        CHECK_THROWS_AS(read_result(path), UnreadableFile);
    }
}

TEST_CASE("a shard whose variables do not fit its head is refused")
{
    for (const NamedChange& each :
         {NamedChange{"fewer states than runs", numbers("state", {1})},
          NamedChange{"a state that is none", first_cell("state", 9)},
          NamedChange{"messages of another length", numbers("message", {1, 2, 3})},
          NamedChange{"values of another length", numbers("exits", {1, 2, 3})},
          NamedChange{"no configuration", numbers("configuration", {1})},
          NamedChange{"another number of facts", numbers("facts", {1, 2})},
          NamedChange{"other services than its values have", numbers("facts", {1, 2, 3, 40, 2, 1e6, 3})}}) {
        const ScratchFolder folder;
        ShardHead head;
        head.configuration = "a = 1\n";
        head.study_runs = 3;
        head.rows = 2;
        head.lengths = {3, 3};
        head.observables = {Observable::exits};
        head.runs = {0, 1, 2};
        Shard::create(folder.path / "s.part", head).close();
        const std::filesystem::path path = changed(folder.path / "s.part", each.change);
        INFO(each.what);
        CHECK_THROWS_AS(Shard::open(path, false), UnreadableFile);
    }
}
