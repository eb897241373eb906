/// \file Disks that will not do: no permission, a folder that is read only, no room, a file that changes while it is
/// read.
#include "cli/command.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <fcntl.h>
#include <fstream>
#include <thread>
#include <unistd.h>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

namespace fs = std::filesystem;

const std::string scenario = MUTUALISE_SOURCE_DIR "/scenarios/historical.toml";
const std::string study = MUTUALISE_SOURCE_DIR "/scenarios/studies/levers-2015.toml";
const std::string small = " --scale 0.002 --set horizon.last=2010-07 --quiet";

/// What goes before the command where the test is the superuser, who may do everything: it is run as nobody.
const std::string as_nobody = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "";

/// Can nobody run the command at all, and read the scenarios? (Not where the build lies in somebody's home.)
bool nobody_can_run(const Folder& folder)
{
    const bool can = command(folder, "validate " + scenario, as_nobody).code == 0;
    if (!can)
        WARN("skipped: the command cannot be run as another user here");
    return can;
}

std::string recorded(const Folder& folder)
{
    const std::string file = folder.path("recorded.h5").string();
    REQUIRE(command(folder, "run " + scenario + " --runs 2 -o " + file + small).code == 0);
    return file;
}

/// Every way to write a file: what comes before its name.
std::vector<std::string> writers(const std::string& file)
{
    return {"run " + scenario + " --runs 1" + small + " -o ", "bands " + file + " -o ",
            "compare " + file + " " + file + " -o ",          "report " + file + " -o ",
            "export " + file + " --observables exits -o ",    "design " + study + " --csv "};
}

} // namespace

TEST_CASE("a file that may not be read is refused with the reason")
{
    const Folder folder;
    fs::permissions(folder.path(""), static_cast<fs::perms>(0755));
    const std::string file = recorded(folder), text = folder.write("scenario.toml", "seed = 1\n").string();
    if (!nobody_can_run(folder))
        return;
    for (const std::string& path : {file, text})
        fs::permissions(path, fs::perms::none);
    for (const char* reader : {"hash ", "bands ", "report ", "export ", "repro "}) {
        const Outcome refused = command(folder, reader + file, as_nobody);
        INFO(reader << "\n" << refused.err);
        CHECK(refused.code == 3);
        CHECK(contains(refused.err, "recorded.h5: Permission denied"));
    }
    const Outcome refused = command(folder, "validate " + text, as_nobody);
    CHECK(refused.code == 3);
    CHECK(contains(refused.err, "cannot be read"));
}

TEST_CASE("a folder that may not be written to stays empty, and every writer says why")
{
    const Folder folder;
    fs::permissions(folder.path(""), static_cast<fs::perms>(0755));
    const std::string file = recorded(folder);
    if (!nobody_can_run(folder))
        return;
    const fs::path closed = folder.path("closed");
    fs::create_directory(closed);
    fs::permissions(closed, static_cast<fs::perms>(0555));
    for (const std::string& writer : writers(file)) {
        const Outcome refused = command(folder, writer + (closed / "out").string(), as_nobody);
        INFO(writer << "\n" << refused.err);
        CHECK((refused.code == 1 || refused.code == 2));
        CHECK(contains(refused.err, "cannot write"));
        CHECK(contains(refused.err, "Permission denied"));
        CHECK(fs::is_empty(closed));
    }
    const Outcome sweep =
        command(folder, "sweep " + study + small + " --replicates 1 -o " + closed.string(), as_nobody);
    INFO(sweep.err);
    CHECK(sweep.code != 0);
    CHECK(contains(sweep.err, "Permission denied"));
    CHECK(fs::is_empty(closed));
}

TEST_CASE("a disk without room is an error that leaves neither the file nor a part of it")
{
    const Folder folder;
    const std::string file = recorded(folder);
    const fs::path out = folder.path("full");
    fs::create_directory(out);
    for (const std::string& writer : writers(file)) {
        // A limit of 1,024 bytes on every file; what is said goes through pipes, which have none.
        const std::string line = "(ulimit -f 1; '" MUTUALISE_COMMAND "' " + writer + (out / "out").string() +
                                 " 2>&1 >/dev/null) | cat >" + folder.path("said").string();
        REQUIRE(std::system(("bash -o pipefail -c \"" + line + "; exit \\${PIPESTATUS[0]}\"").c_str()) != 0);
        const std::string said = text_of(folder.path("said"));
        INFO(writer << "\n" << said);
        CHECK(contains(said, "cannot write"));
        CHECK(contains(said, "File too large"));
        CHECK(fs::is_empty(out));
    }
}

TEST_CASE("results that standard output has no room for are no success")
{
    const Folder folder;
    const std::string file = recorded(folder);
    for (const std::string& printer : {"export " + file, "bands " + file, "validate --effective " + scenario,
                                       "design " + study, std::string("parameters"), std::string("man run")}) {
        const int status = std::system(
            ("'" MUTUALISE_COMMAND "' " + printer + " >/dev/full 2>" + folder.path("said").string()).c_str());
        INFO(printer << "\n" << text_of(folder.path("said")));
        CHECK(WEXITSTATUS(status) == 1);
        CHECK(contains(text_of(folder.path("said")), "No space left on device"));
    }
    const Outcome device = command(folder, "export " + file + " --force -o /dev/full");
    CHECK(device.code == 1);
    CHECK(contains(device.err, "cannot write /dev/full: No space left on device"));
}

/// HDF5 1.10 loses some bytes of its own where its library is closed after a part could not be read.
const char* const hdf5_leaks =
    "LSAN_OPTIONS=suppressions=" MUTUALISE_SOURCE_DIR "/tests/hdf5_leaks.txt:print_suppressions=0";

TEST_CASE("a file that is written over while it is read is read whole or refused, never half of each")
{
    const Folder folder;
    const std::string file = recorded(folder), moving = folder.path("moving.h5").string();
    const std::string bytes = text_of(file);
    std::string other = bytes;
    std::fill(other.begin() + static_cast<std::ptrdiff_t>(other.size() / 2), other.end(), '\0');
    const std::string hash = command(folder, "hash " + file).out.substr(0, 64);
    std::ofstream(moving, std::ios::binary) << bytes;
    std::atomic<bool> stop{false};
    std::thread writer([&] {
        for (unsigned turn = 0; !stop; ++turn) {
            const int out = open(moving.c_str(), O_WRONLY | O_CLOEXEC);
            const std::string& now = turn % 2 == 0 ? other : bytes;
            const auto size = static_cast<ssize_t>(now.size());
            if (pwrite(out, now.data(), now.size(), 0) != size || ftruncate(out, turn % 3 == 0 ? size / 3 : size) != 0)
                stop = true;
            close(out);
            usleep(3000);
        }
    });
    int whole = 0;
    for (int turn = 0; turn < 12; ++turn)
        for (const char* reader : {"hash ", "export "}) {
            const Outcome done = command(folder, reader + moving, hdf5_leaks);
            INFO(reader << "\n" << done.err);
            CHECK((done.code == 0 || done.code == 3));
            if (done.code == 0 && std::string(reader) == "hash ") {
                CHECK(done.out.substr(0, 64) == hash);
                ++whole;
            }
            if (done.code == 3)
                CHECK(contains(done.err, "moving.h5: "));
        }
    stop = true;
    writer.join();
    INFO(whole << " of 12 hashes were of the whole file");
    std::ofstream(moving, std::ios::binary) << bytes;
    CHECK(command(folder, "hash " + moving).out.substr(0, 64) == hash);
}

TEST_CASE("a file that is replaced while it is read stays the one that was opened")
{
    const Folder folder;
    const std::string file = recorded(folder), moving = folder.path("moving.h5").string(),
                      next = folder.path("next.h5").string();
    const std::string hash = command(folder, "hash " + file).out.substr(0, 64);
    fs::copy_file(file, moving);
    std::atomic<bool> stop{false};
    std::thread writer([&] {
        while (!stop) {
            fs::copy_file(file, next, fs::copy_options::overwrite_existing);
            fs::rename(next, moving);
        }
    });
    for (int turn = 0; turn < 6; ++turn) {
        const Outcome done = command(folder, "hash " + moving);
        INFO(done.err);
        CHECK(done.code == 0);
        CHECK(done.out.substr(0, 64) == hash);
    }
    stop = true;
    writer.join();
}
