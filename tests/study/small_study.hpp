/// \file A study small enough to be run in a test: the real tables at a hundredth of their scale, five months.
#pragma once

#include "mutualise/record/recorded_file.hpp"
#include "mutualise/study/merge.hpp"
#include "mutualise/study/sweep.hpp"
#include "scenario/support.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

namespace mutualise::testing
{

inline const std::shared_ptr<const SystemData>& real_data()
{
    static const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    return data;
}

/// Five points: launch rates and a month; `more` goes on top of the file.
inline std::string small_study_text(std::uint32_t replicates, const std::string& more = "")
{
    return "base = \"" MUTUALISE_SOURCE_DIR "/scenarios/historical.toml\"\nreplicates = " + std::to_string(replicates) +
           "\n" + more +
           "[design]\nkind = \"list\"\nrows = ["
           "{ launch_rate = 0.0002, start = \"2010-06\" }, "
           "{ launch_rate = 0.0004, start = \"2010-06\" }, "
           "{ launch_rate = 0.0008, start = \"2010-08\" }, "
           "{ launch_rate = 0.0004, start = \"2010-08\" }, "
           "{ launch_rate = 0.001, start = \"2010-09\" }]\n"
           "[factor.launch_rate]\nkey = \"parameters.proposals.launch_rate\"\nrange = [0, 0.001]\n"
           "[factor.start]\nkey = \"lever.right_to_challenge.from\"\nrange = [\"2010-05\", \"2012-12\"]\n";
}

inline Study small_study(const Folder& folder, std::uint32_t replicates, const std::string& more = "",
                         std::vector<std::string> settings = {})
{
    settings.insert(settings.begin(), {"population.scale=0.01", "horizon.last=2010-09", "horizon.spin_up_months=2"});
    return read_study(folder.write("small.toml", small_study_text(replicates, more)), *real_data(), {settings, {}, {}});
}

inline Provenance by_hand()
{
    Provenance from;
    from.version = "1.2.3";
    from.commit = "abc";
    return from;
}

inline SweepOptions into(const std::filesystem::path& folder, Share share = {})
{
    std::filesystem::create_directories(folder);
    SweepOptions options;
    options.folder.path = folder;
    options.share = share;
    options.provenance = by_hand();
    return options;
}

/// The files and folders in it, in order.
inline std::vector<std::string> names_in(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

inline MergeResult merge_in(const std::filesystem::path& folder)
{
    MergeOptions options;
    options.provenance = by_hand();
    return merge({folder}, real_data(), options);
}

/// How many values differ in their bits; every NaN is recorded with the same ones.
inline std::size_t differing(const std::vector<double>& a, const std::vector<double>& b)
{
    if (a.size() != b.size())
        return std::max(a.size(), b.size());
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        wrong += std::bit_cast<std::uint64_t>(a[i]) != std::bit_cast<std::uint64_t>(b[i]);
    return wrong;
}

/// Stops a sweep from within, as nothing else can: thrown by the news.
struct Stop {
};

} // namespace mutualise::testing
