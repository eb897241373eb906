/// \file The folder of a study under way: one plan, and at most two files a worker.
#pragma once

#include "mutualise/record/shard.hpp"
#include "mutualise/study/share.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mutualise
{

/// The names of a study's files.
struct StudyFolder {
    std::filesystem::path path;

    std::filesystem::path plan() const { return path / "study.plan"; }
    std::filesystem::path part(Share share) const { return path / (stem(share) + ".part"); } ///< a shard under way
    std::filesystem::path done(Share share) const { return path / (stem(share) + ".done"); } ///< a complete shard
    std::filesystem::path lock(Share share) const { return path / (stem(share) + ".lock"); }
    std::filesystem::path merge_lock() const { return path / "merge.lock"; }
    /// The merged file of a study of this name.
    std::filesystem::path result(const std::string& name) const;
    /// The shard as it is now: complete, under way, or nothing.
    std::filesystem::path shard_file(Share share) const;
    /// The same, open for reading, whenever it changes its name; nothing where it has not begun or is merged away.
    std::optional<Shard> open_shard(Share share) const;

    /// Every file that a study leaves here while under way, and what a killed writer left.
    std::vector<std::filesystem::path> working_files() const;

private:
    static std::string stem(Share share);
};

/// The whole recorded files in a folder, of scenarios and studies, by name; not the results of analyses beside them.
std::vector<std::filesystem::path> recorded_files_in(const std::filesystem::path& folder);

/// The only recorded study in a folder. Throws UsageError where there is none, or several.
std::filesystem::path merged_study_in(const std::filesystem::path& folder);

/// The only writer of something: holds a lock that ends with its process, however it ends.
class WorkerLock
{
public:
    /// Throws Mismatch, naming the holder, where another process holds it for longer than a second.
    explicit WorkerLock(std::filesystem::path path);
    ~WorkerLock();
    WorkerLock(const WorkerLock&) = delete;
    WorkerLock& operator=(const WorkerLock&) = delete;

    /// What others read in the file: who holds it and how far it is.
    void note(const std::string& text);
    /// Takes the file away; the lock is held until the object ends.
    void remove();

private:
    std::filesystem::path path_;
    int file_ = -1;
};

/// What the last holder noted; nothing where nobody did.
std::string note_in(const std::filesystem::path& lock);

/// Does a living process hold this lock?
bool is_held(const std::filesystem::path& lock);

} // namespace mutualise
