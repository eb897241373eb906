#include "mutualise/study/folder.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/record/recorded_file.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace mutualise
{

namespace fs = std::filesystem;

namespace
{

std::string text_of(const fs::path& path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Is the open file still the one of this name?
bool still_there(int file, const fs::path& path)
{
    struct stat open_one {
    }, named{};
    return fstat(file, &open_one) == 0 && stat(path.c_str(), &named) == 0 && open_one.st_ino == named.st_ino &&
           open_one.st_dev == named.st_dev;
}

/// Takes the lock unless another process holds it: who only asks whether somebody does holds it too, for an instant.
bool take(int file)
{
    using namespace std::chrono_literals;
    constexpr std::chrono::milliseconds patience = 1s, pause = 20ms; // assumed: an asker is gone within milliseconds
    const auto begin = std::chrono::steady_clock::now();
    for (;;) {
        if (flock(file, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK || std::chrono::steady_clock::now() - begin > patience)
            return false;
        std::this_thread::sleep_for(pause);
    }
}

} // namespace

std::string StudyFolder::stem(Share share) { return fmt::format("shard-{:04}-of-{:04}", share.shard, share.shards); }

fs::path StudyFolder::result(const std::string& name) const
{
    std::string file = name;
    std::replace(file.begin(), file.end(), '/', '_');
    return path / (file + ".h5");
}

fs::path StudyFolder::shard_file(Share share) const
{
    // The second look at `done`: a shard that comes to its end between two looks changes its name.
    for (const fs::path& file : {done(share), part(share), done(share)})
        if (fs::exists(file))
            return file;
    return {};
}

std::vector<fs::path> StudyFolder::working_files() const
{
    std::vector<fs::path> files;
    if (!fs::is_directory(path))
        return files;
    for (const auto& entry : fs::directory_iterator(path)) {
        const std::string name = entry.path().filename().string();
        const bool shard = name.starts_with("shard-") && name.find("-of-") != std::string::npos;
        if (shard || name.starts_with("study.plan") || name == "merge.lock" ||
            name.find(".h5.part-") != std::string::npos)
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<Shard> StudyFolder::open_shard(Share share) const
{
    for (;;) {
        const fs::path file = shard_file(share);
        if (file.empty())
            return std::nullopt;
        try {
            return Shard::open(file, false);
        } catch (const std::exception&) {
            if (fs::exists(file))
                throw;
        }
    }
}

std::vector<fs::path> recorded_files_in(const fs::path& folder)
{
    std::vector<fs::path> files;
    if (!fs::is_directory(folder))
        return files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".h5" && is_recorded_file(entry.path()))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

fs::path merged_study_in(const fs::path& folder)
{
    std::vector<fs::path> studies;
    for (const fs::path& file : recorded_files_in(folder))
        if (RecordedFile(file).labels().study)
            studies.push_back(file);
    if (studies.empty())
        throw UsageError(fmt::format("{} holds no study", folder.string()));
    if (studies.size() > 1)
        throw UsageError(fmt::format("{} holds several recorded studies, {} and {}; give each a folder of its own",
                                     folder.string(), studies[0].filename().string(), studies[1].filename().string()));
    return studies.front();
}

WorkerLock::WorkerLock(fs::path path) : path_(std::move(path))
{
    for (;;) {
        file_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (file_ < 0)
            throw std::runtime_error(
                fmt::format("cannot write {}: {}", path_.string(), std::generic_category().message(errno)));
        if (!take(file_)) {
            const int error = errno;
            close(file_);
            if (error != EWOULDBLOCK)
                throw std::runtime_error(
                    fmt::format("cannot lock {}: {}", path_.string(), std::generic_category().message(error)));
            const std::string holder = note_in(path_);
            throw Mismatch(fmt::format("another process is writing here ({}{}); nothing was run", path_.string(),
                                       holder.empty() ? "" : ": " + holder));
        }
        if (still_there(file_, path_))
            break;
        close(file_); // its holder took it away in between
    }
}

WorkerLock::~WorkerLock() { close(file_); }

void WorkerLock::note(const std::string& text)
{
    const std::string padded = fmt::format("{:<254}\n", text); // one write of one length: no reader sees a mixture
    if (pwrite(file_, padded.data(), padded.size(), 0) < 0)
        return; // only words for people: a disk that fails is found where values are written
}

void WorkerLock::remove()
{
    std::error_code ignored;
    fs::remove(path_, ignored);
}

std::string note_in(const fs::path& lock)
{
    const std::string text = text_of(lock);
    return text.substr(0, text.find_last_not_of(" \n") + 1);
}

bool is_held(const fs::path& lock)
{
    const int file = open(lock.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool held = flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    close(file);
    return held;
}

} // namespace mutualise
