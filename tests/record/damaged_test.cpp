/// \file Files that are well-formed HDF5 and say what cannot be: each is refused with its name and a reason, before
/// anything goes by what it says. Found by fuzzing (tests/fuzz).
#include "mutualise/record/log_reader.hpp"
#include "mutualise/record/recorded_file.hpp"
#include "mutualise/record/result_file.hpp"
#include "mutualise/record/shard.hpp"
#include "mutualise/record/unreadable.hpp"

#include "record/synthetic.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <hdf5.h>
#include <limits>
#include <unistd.h>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

namespace fs = std::filesystem;
using Change = std::function<void(hid_t)>;

/// The file with a change made through HDF5.
fs::path changed(const fs::path& path, const Change& change)
{
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    change(file);
    REQUIRE(H5Fclose(file) >= 0);
    return path;
}

/// Puts numbers in place of a variable, on an axis of their own length; without numbers it is gone.
Change numbers(const char* name, std::vector<double> values)
{
    return [name, values = std::move(values)](hid_t file) {
        H5Ldelete(file, name, H5P_DEFAULT);
        const hsize_t size = values.size();
        const hid_t space = H5Screate_simple(1, &size, nullptr);
        const hid_t made = H5Dcreate2(file, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        if (size > 0)
            H5Dwrite(made, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
        H5Dclose(made);
        H5Sclose(space);
    };
}

/// Overwrites the first cell of a variable.
Change first_cell(const char* name, int value)
{
    return [name, value](hid_t file) {
        const hid_t variable = H5Dopen2(file, name, H5P_DEFAULT), all = H5Dget_space(variable);
        const hsize_t start[3] = {0, 0, 0}, one[3] = {1, 1, 1};
        H5Sselect_hyperslab(all, H5S_SELECT_SET, start, nullptr, one, nullptr);
        const hid_t cell = H5Screate(H5S_SCALAR);
        H5Dwrite(variable, H5T_NATIVE_INT, cell, all, H5P_DEFAULT, &value);
        H5Sclose(cell);
        H5Sclose(all);
        H5Dclose(variable);
    };
}

/// An attribute of a thousand numbers where there was one.
Change long_attribute(const char* of, const char* name)
{
    return [of, name](hid_t file) {
        const hid_t object = H5Oopen(file, of, H5P_DEFAULT);
        H5Adelete(object, name);
        const hsize_t size = 1000;
        const std::vector<double> values(size, 1);
        const hid_t space = H5Screate_simple(1, &size, nullptr);
        const hid_t made = H5Acreate2(object, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT);
        H5Awrite(made, H5T_NATIVE_DOUBLE, values.data());
        H5Aclose(made);
        H5Sclose(space);
        H5Oclose(object);
    };
}

/// The same of texts.
Change long_text_attribute(const char* of, const char* name)
{
    return [of, name](hid_t file) {
        const hid_t object = H5Oopen(file, of, H5P_DEFAULT);
        H5Adelete(object, name);
        const hsize_t size = 500;
        const std::string values(size * 20, 'x');
        const hid_t space = H5Screate_simple(1, &size, nullptr), type = H5Tcopy(H5T_C_S1);
        H5Tset_size(type, 20);
        const hid_t made = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
        H5Awrite(made, type, values.data());
        H5Aclose(made);
        H5Tclose(type);
        H5Sclose(space);
        H5Oclose(object);
    };
}

/// A variable that says it has 2^40 cells, of which none were written.
Change endless(const char* name)
{
    return [name](hid_t file) {
        H5Ldelete(file, name, H5P_DEFAULT);
        const hsize_t size = hsize_t{1} << 40, chunk = 1024;
        const hid_t space = H5Screate_simple(1, &size, nullptr), list = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_chunk(list, 1, &chunk);
        H5Dclose(H5Dcreate2(file, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, list, H5P_DEFAULT));
        H5Pclose(list);
        H5Sclose(space);
    };
}

void read_all(const fs::path& path)
{
    const RecordedFile file(path);
    for (const Observable observable : file.labels().observables)
        file.values(observable, 0, file.labels().runs.size());
    file.parameter_values();
    const LogReader logs(path);
    for (std::uint32_t run = 0; run < 5; ++run) {
        logs.proposals(run);
        logs.decisions(run);
    }
}

struct Named {
    const char* what;
    Change change;
};

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

TEST_CASE("an ensemble whose parts do not fit together is refused before they are used")
{
    constexpr double much = std::numeric_limits<std::int32_t>::max();
    const std::vector<Named> all{
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
    for (const Named& each : all) {
        const ScratchFolder folder;
        write_ensemble(folder.path / "e.h5", synthetic_ensemble());
        const fs::path path = changed(folder.path / "e.h5", each.change);
        INFO(each.what);
        CHECK_THROWS_AS(read_all(path), UnreadableFile);
        CHECK_THROWS_WITH(read_all(path), Contains("cannot read") && Contains("e.h5"));
    }
}

TEST_CASE("attributes and types that are not ours are read or refused, and never past their end")
{
    const std::vector<Named> all{{"an axis whose users are numbers", long_attribute("service", "REFERENCE_LIST")},
                                 {"an axis named by a list", long_text_attribute("service", "NAME")},
                                 {"units in a list", long_text_attribute("exits", "units")},
                                 {"a digest of numbers", long_attribute("/", "data_digest")},
                                 {"a variable without end", endless("exits")}};
    for (const Named& each : all) {
        const ScratchFolder folder;
        write_ensemble(folder.path / "e.h5", synthetic_ensemble());
        const std::string before = canonical_hash(folder.path / "e.h5");
        const fs::path path = changed(folder.path / "e.h5", each.change);
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
    const fs::path path = changed(folder.path / "e.h5", [](hid_t file) {
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

TEST_CASE("a result whose variables do not fit its axes is refused")
{
    for (const Named& each : {Named{"fewer values than cells", numbers("level", {1, 2})},
                              Named{"no axis", [](hid_t file) { H5Ldelete(file, "level", H5P_DEFAULT); }},
                              Named{"an axis whose users are numbers", long_attribute("level", "REFERENCE_LIST")},
                              Named{"a variable without end", endless("gain")}}) {
        const ScratchFolder folder;
        write_result(folder.path / "r.h5", small_result());
        const fs::path path = changed(folder.path / "r.h5", each.change);
        INFO(each.what);
        CHECK_THROWS_AS(read_result(path), UnreadableFile);
    }
}

TEST_CASE("a shard whose variables do not fit its head is refused")
{
    for (const Named& each :
         {Named{"fewer states than runs", numbers("state", {1})}, Named{"a state that is none", first_cell("state", 9)},
          Named{"messages of another length", numbers("message", {1, 2, 3})},
          Named{"values of another length", numbers("exits", {1, 2, 3})},
          Named{"no configuration", numbers("configuration", {1})},
          Named{"another number of facts", numbers("facts", {1, 2})},
          Named{"other services than its values have", [](hid_t file) {
                    numbers("facts", {1, 2, 3, 40, 2, 1e6, 3})(file);
                }}}) {
        const ScratchFolder folder;
        ShardHead head;
        head.configuration = "a = 1\n";
        head.study_runs = 3;
        head.rows = 2;
        head.lengths = {3, 3};
        head.observables = {Observable::exits};
        head.runs = {0, 1, 2};
        Shard::create(folder.path / "s.part", head).close();
        const fs::path path = changed(folder.path / "s.part", each.change);
        INFO(each.what);
        CHECK_THROWS_AS(Shard::open(path, false), UnreadableFile);
    }
}

TEST_CASE("a bit that turns in what leads to a text is seen, by a refusal or another hash")
{
    const ScratchFolder folder;
    const fs::path path = folder.path / "e.h5";
    write_ensemble(path, synthetic_ensemble());
    const std::string hash = canonical_hash(path);
    const std::string whole = text_of(path);
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), seed = H5Dopen2(file, "seed", H5P_DEFAULT);
    const auto reference = static_cast<std::size_t>(H5Dget_offset(seed));
    H5Dclose(seed);
    H5Fclose(file);
    const auto refused = [&](std::size_t at, unsigned bit) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
        std::ofstream(path, std::ios::binary) << bytes;
        try {
            read_all(path);
        } catch (const UnreadableFile&) {
        }
        try {
            return canonical_hash(path) != hash;
        } catch (const UnreadableFile&) {
            return true;
        }
    };
    for (std::size_t byte = 0; byte < 16; ++byte) // length, address, index
        for (const unsigned bit : {0U, 3U, 7U}) {
            CAPTURE(byte, bit);
            CHECK(refused(reference + byte, bit));
        }
}

TEST_CASE("a file of which a part is lost is refused, wherever the part lies")
{
    const ScratchFolder folder;
    const fs::path ensemble = folder.path / "e.h5", result = folder.path / "r.h5";
    write_ensemble(ensemble, synthetic_ensemble());
    Result answer; // more variables than HDF5 keeps in one place
    answer.analysis = "bands";
    for (int i = 0; i < 20; ++i)
        answer.variables.push_back({"v" + std::to_string(i), "a number", "1", {}, std::vector<double>{1}});
    write_result(result, answer);
    constexpr std::size_t parts = 16;
    for (const fs::path& path : {ensemble, result}) {
        const std::string whole = text_of(path);
        for (std::size_t part = 0; part < parts; ++part) {
            CAPTURE(path.filename().string(), part);
            std::string bytes = whole;
            std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(part * whole.size() / parts), bytes.end(), '\0');
            std::ofstream(path, std::ios::binary) << bytes;
            CHECK_THROWS_AS(canonical_hash(path), UnreadableFile);
            if (path == result)
                CHECK_THROWS_AS(read_result(path), UnreadableFile);
            else
                CHECK_THROWS_AS(read_all(path), UnreadableFile);
        }
    }
}

TEST_CASE("a recorded file that is written to between two reads is refused")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const RecordedFile file(folder.path / "e.h5");
    CHECK_NOTHROW(file.values(Observable::exits, 0, 1));
    usleep(50'000); // longer than the clock of the file system's times ticks
    std::ofstream(folder.path / "e.h5", std::ios::binary | std::ios::app) << "more";
    CHECK_THROWS_WITH(file.values(Observable::exits, 0, 1), Contains("it changed while it was read"));
}
