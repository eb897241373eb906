/// \file Ensembles that are well-formed HDF5 and say what cannot be: each is refused with its name and a reason, before
/// anything goes by what it says. Found by fuzzing (tests/fuzz).
#include "record/damage.hpp"
#include "record/synthetic.hpp"

#include "mutualise/record/result_file.hpp"
#include "mutualise/record/unreadable.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

TEST_CASE("an ensemble whose parts do not fit together is refused before they are used")
{
    constexpr double much = std::numeric_limits<std::int32_t>::max();
    const std::vector<NamedChange> all{
        {"no month", numbers("time", {})},
        {"a month of no calendar", numbers("time", {much})},
        {"months that go back", numbers("time", {400, 300, 200, 100, 30})},
        {"fewer runs than values", numbers("run", {0, 2})},
        {"runs out of order", numbers("run", {4, 2, 0})},
        {"a run twice", numbers("run", {0, 2, 2})},
        {"a run beyond all numbers", numbers("run", {0, 2, 4e9})},
        {"fewer failures than messages", numbers("failures/failed_run", {})},
        {"parameters of no run", numbers("parameter_value", {1, 2, 3})},
        {"another axis", numbers("level", {1, 2})},
        {"values on no axis", numbers("exits", {1, 2, 3})},
        {"a variable without end", endless("parameter_value")},
        {"text where numbers belong",
         [](hid_t file) {
             H5Ldelete(file, "run", H5P_DEFAULT);
             H5Lcreate_hard(file, "seed", file, "run", H5P_DEFAULT, H5P_DEFAULT);
         }},
        {"a link to itself",
         [](hid_t file) {
             H5Ldelete(file, "seed", H5P_DEFAULT);
             H5Lcreate_soft("/seed", file, "seed", H5P_DEFAULT, H5P_DEFAULT);
         }},
        {"a list for a scale", long_attribute("/", "scale")},
        {"a reason that is none", first_cell("proposals/reason", 22)},
        {"a stage that is none", first_cell("proposals/stage", 7)},
        {"a decision that is none", first_cell("decisions/decision", 120)},
        {"a proposal beyond all numbers", first_cell("decisions/proposal", std::numeric_limits<int>::max())},
        {"logs of runs out of order", first_cell("decisions/run_index", 5)}};
    for (const NamedChange& each : all) {
        const ScratchFolder folder;
        write_ensemble(folder.path / "e.h5", synthetic_ensemble());
        const std::filesystem::path path = changed(folder.path / "e.h5", each.change);
        INFO(each.what);
        CHECK_THROWS_AS(read_all(path), UnreadableFile);
        CHECK_THROWS_WITH(read_all(path), Contains("cannot read") && Contains("e.h5"));
    }
}

TEST_CASE("a chunk that its index lost is refused, not read as zeros")
{
    for (const char* variable : {"exits", "launches"}) {
        const ScratchFolder folder;
        write_ensemble(folder.path / "e.h5", synthetic_ensemble(35)); // two chunks of runs
        const std::filesystem::path path = changed(folder.path / "e.h5", lost_chunks(variable, 32));
        INFO(variable);
        CHECK_THROWS_AS(read_all(path), UnreadableFile);
        CHECK_THROWS_WITH(canonical_hash(path), Contains("a part of a variable is missing"));
    }
}

TEST_CASE("attributes and types that are not ours are read or refused, and never past their end")
{
    const std::vector<NamedChange> all{{"an axis whose users are numbers", long_attribute("service", "REFERENCE_LIST")},
                                       {"an axis named by a list", long_text_attribute("service", "NAME")},
                                       {"units in a list", long_text_attribute("exits", "units")},
                                       {"a digest of numbers", long_attribute("/", "data_digest")},
                                       {"a variable without end", endless("exits")}};
    for (const NamedChange& each : all) {
        const ScratchFolder folder;
        write_ensemble(folder.path / "e.h5", synthetic_ensemble());
        const std::string before = canonical_hash(folder.path / "e.h5");
        const std::filesystem::path path = changed(folder.path / "e.h5", each.change);
        INFO(each.what);
        std::string after;
        try {
            after = canonical_hash(path);
        } catch (const UnreadableFile&) {
        }
        CHECK(after != before);
    }
}

TEST_CASE("whole numbers of three bytes are hashed as what they are")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const std::string before = canonical_hash(folder.path / "e.h5");
    const std::filesystem::path path = changed(folder.path / "e.h5", [](hid_t file) {
        const hid_t type = H5Tcopy(H5T_STD_I32LE), object = H5Dopen2(file, "exits", H5P_DEFAULT);
        H5Tset_size(type, 3);
        const hsize_t size = 999;
        const hid_t space = H5Screate_simple(1, &size, nullptr);
        H5Adelete(object, "units");
        H5Aclose(H5Acreate2(object, "units", type, space, H5P_DEFAULT, H5P_DEFAULT));
        H5Sclose(space);
        H5Tclose(type);
        H5Dclose(object);
    });
    const std::string after = canonical_hash(path);
    CHECK(after != before);
    CHECK(after == canonical_hash(path)); // of nothing beyond its end
}
