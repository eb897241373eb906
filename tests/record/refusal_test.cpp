#include "record/synthetic.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <functional>
#include <hdf5.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

/// Exit status of `work` in a process of its own, which ends as a command does; -signal if a signal ended it.
int in_child(const std::function<int()>& work)
{
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        int status = 99;
        try {
            status = work();
        } catch (...) {
        }
        // HDF5's own clean-up at exit is part of what must not fail or print; a leak check of Catch's state is not.
        H5close();
        _exit(status);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/// The error's text, or "written".
std::string outcome_of_writing(const std::filesystem::path& path)
{
    try {
        write_ensemble(path, synthetic_ensemble());
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "written";
}

/// Refused as not whole, or whole with the hash its writer left.
bool refused_or_whole(const std::filesystem::path& path)
{
    try {
        return canonical_hash(path) == recorded_hash(path);
    } catch (const std::runtime_error&) {
        return true;
    }
}

/// A child's report: 0 if `text` contains `part`; else shown on stderr.
int says(const std::string& text, const std::string& part)
{
    if (text.find(part) != text.npos)
        return 0;
    std::fprintf(stderr, "said: %s\n", text.c_str());
    return 1;
}

std::filesystem::path written(const ScratchFolder& folder)
{
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    return folder.path / "e.h5";
}

void set_number(const std::filesystem::path& path, const char* name, int value)
{
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), a = H5Aopen(file, name, H5P_DEFAULT);
    H5Awrite(a, H5T_NATIVE_INT, &value);
    H5Aclose(a);
    H5Fclose(file);
}

} // namespace

TEST_CASE("a folder that does not exist, or is a file, is named with the system's reason")
{
    const ScratchFolder folder;
    CHECK_THROWS_WITH(write_ensemble(folder.path / "no" / "e.h5", synthetic_ensemble()),
                      Contains("cannot write") && Contains("no/e.h5") && Contains("No such file or directory"));
    std::ofstream(folder.path / "file") << "x";
    CHECK_THROWS_WITH(write_ensemble(folder.path / "file" / "e.h5", synthetic_ensemble()), Contains("Not a directory"));
}

TEST_CASE("a folder without permission stays as it was")
{
    const ScratchFolder folder;
    std::filesystem::permissions(folder.path, static_cast<std::filesystem::perms>(0555));
    const int status = in_child([&] {
        if (geteuid() == 0 && setuid(65534) != 0) // the superuser may write anywhere: become nobody
            return 2;
        return says(outcome_of_writing(folder.path / "e.h5"), "Permission denied");
    });
    CHECK(status == 0);
    CHECK(folder.empty());
}

TEST_CASE("a final name that is a folder is an error and leaves no part")
{
    const ScratchFolder folder;
    std::filesystem::create_directory(folder.path / "e.h5");
    CHECK_THROWS_WITH(write_ensemble(folder.path / "e.h5", synthetic_ensemble()), Contains("Is a directory"));
    CHECK(std::filesystem::is_empty(folder.path / "e.h5"));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("a disk that fills up at any point is an error that leaves nothing")
{
    const ScratchFolder folder, whole;
    const auto size = std::filesystem::file_size(written(whole));
    std::vector<rlim_t> limits{0, 1, 100, 4096, 20'000, size - 1};
    for (rlim_t part = 1; part < 8; ++part)
        limits.push_back(size * part / 8);
    for (const rlim_t limit : limits) {
        CAPTURE(limit, size);
        const int status = in_child([&] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit most{limit, limit};
            setrlimit(RLIMIT_FSIZE, &most);
            return says(outcome_of_writing(folder.path / "e.h5"), "File too large");
        });
        CHECK(status == 0);
        CHECK(folder.empty());
    }
}

TEST_CASE("after a failed write the same process writes the next file")
{
    const ScratchFolder folder;
    const int status = in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit little{50'000, RLIM_INFINITY}, plenty{RLIM_INFINITY, RLIM_INFINITY};
        setrlimit(RLIMIT_FSIZE, &little);
        if (says(outcome_of_writing(folder.path / "e.h5"), "File too large") != 0)
            return 1;
        setrlimit(RLIMIT_FSIZE, &plenty);
        return says(outcome_of_writing(folder.path / "e.h5"), "written");
    });
    CHECK(status == 0);
    CHECK_NOTHROW(canonical_hash(folder.path / "e.h5"));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("a writer that is killed at any moment leaves a whole file or none under the final name")
{
    for (const useconds_t delay : {1'000U, 5'000U, 10'000U, 20'000U, 40'000U, 80'000U}) {
        const ScratchFolder folder;
        const pid_t child = fork();
        if (child == 0) {
            std::signal(SIGTERM, SIG_DFL); // not Catch's handler
            const Ensemble e = synthetic_ensemble(64);
            for (;;)
                write_ensemble(folder.path / "e.h5", e);
        }
        usleep(delay);
        kill(child, SIGTERM);
        waitpid(child, nullptr, 0);
        if (std::filesystem::exists(folder.path / "e.h5"))
            CHECK(canonical_hash(folder.path / "e.h5") == recorded_hash(folder.path / "e.h5"));
        for (const auto& left : std::filesystem::directory_iterator(folder.path))
            if (left.path() != folder.path / "e.h5") {
                CHECK(left.path().filename().string().rfind("e.h5.part-", 0) == 0);
                CHECK(refused_or_whole(left.path())); // killed after the last byte and before the rename
            }
    }
}

TEST_CASE("a file that is missing, no file, no HDF5 or foreign is refused with the reason")
{
    const ScratchFolder folder;
    CHECK_THROWS_WITH(canonical_hash(folder.path / "none.h5"), Contains("none.h5") && Contains("No such file"));
    CHECK_THROWS_WITH(canonical_hash(folder.path), Contains("Is a directory"));
    std::ofstream(folder.path / "text.h5") << "run,time\n1,2\n";
    CHECK_THROWS_WITH(canonical_hash(folder.path / "text.h5"), Contains("not an HDF5 file"));
    const std::string foreign = folder.path / "foreign.h5";
    H5Fclose(H5Fcreate(foreign.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    CHECK_THROWS_WITH(canonical_hash(foreign), Contains("not a mutualise ensemble"));
}

TEST_CASE("a file that was cut off is refused wherever the cut is")
{
    const ScratchFolder folder;
    const auto path = written(folder);
    const auto size = std::filesystem::file_size(path);
    for (const auto left : {size - 1, size / 2, size / 10, std::uintmax_t{100}, std::uintmax_t{0}}) {
        CAPTURE(left);
        std::filesystem::resize_file(path, left);
        CHECK_THROWS_WITH(canonical_hash(path),
                          Contains("cannot read") && (Contains("cut off") || Contains("not an HDF5 file")));
    }
}

TEST_CASE("an unfinished file and one of a later format are refused")
{
    const ScratchFolder folder;
    const auto path = written(folder);
    set_number(path, "complete", 0);
    CHECK_THROWS_WITH(canonical_hash(path), Contains("unfinished"));
    set_number(path, "complete", 1);
    set_number(path, "file_format_version", 2);
    CHECK_THROWS_WITH(canonical_hash(path), Contains("version 2") && Contains("reads version 1"));
}

TEST_CASE("an older file under the name is replaced only by a whole one")
{
    const ScratchFolder folder;
    const auto path = written(folder);
    const std::string hash = canonical_hash(path);
    Ensemble broken = synthetic_ensemble();
    broken.runs[0].trajectory.at(Observable::exits, 0) = 0.5;
    CHECK_THROWS(write_ensemble(path, broken));
    CHECK(canonical_hash(path) == hash);
}
