/// \file Files of which bytes are changed or lost, not through HDF5: each is refused, or has another hash.
#include "record/damage.hpp"
#include "record/synthetic.hpp"

#include "mutualise/record/recorded_file.hpp"
#include "mutualise/record/result_file.hpp"
#include "mutualise/record/unreadable.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <unistd.h>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

TEST_CASE("a bit that turns in what leads to a text is seen, by a refusal or another hash")
{
    const ScratchFolder folder;
    const std::filesystem::path path = folder.path / "e.h5";
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
    const std::filesystem::path ensemble = folder.path / "e.h5", result = folder.path / "r.h5";
    write_ensemble(ensemble, synthetic_ensemble());
    Result answer; // more variables than HDF5 keeps in one place
    answer.analysis = "bands";
    for (int i = 0; i < 20; ++i)
        answer.variables.push_back({"v" + std::to_string(i), "a number", "1", {}, std::vector<double>{1}});
    write_result(result, answer);
    constexpr std::size_t parts = 16;
    for (const std::filesystem::path& path : {ensemble, result}) {
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
