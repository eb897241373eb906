#include "target_runs.hpp"

#include "output_file.hpp"
#include "study_text.hpp"
#include "sweep_bar.hpp"

#include "mutualise/core/digest.hpp"
#include "mutualise/study/configuration.hpp"
#include "mutualise/study/rounds.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise::cli
{

namespace fs = std::filesystem;

namespace
{

/// May this round go here: is the folder empty, or begun with this very round?
bool is_free_for(const fs::path& folder, const Study& round, const SystemData& data, const Provenance& program)
{
    const StudyFolder there{folder};
    if (fs::exists(there.plan()))
        return read_plan(there.plan()).configuration == configuration_of(round, data, program, 1);
    return !fs::exists(there.result(round.name));
}

/// A seed of 64 bits that no other retest has, but by a chance of about 2^-64.
std::uint64_t seed_of(const std::string& digest) { return std::stoull(digest.substr(0, 16), nullptr, 16); }

} // namespace

void TargetRuns::sweep_into(const Study& what, const fs::path& where, const std::string& label)
{
    make_folder(where);
    SweepBar bar(progress, label);
    SweepOptions options;
    options.folder.path = where;
    options.provenance = provenance;
    options.news = [&](const SweepNews& news) { bar.show(news); };
    options.notice = print_note;
    const SweepResult result = sweep(what, data, options);
    failures.insert(failures.end(), result.failures.begin(), result.failures.end());
    if (result.merged.empty())
        throw Mismatch(fmt::format("every run of {} failed; {} keeps the failures", label, where.string()));
}

void TargetRuns::complete() { sweep_into(study, folder, study.name); }

StudyValues TargetRuns::values() const { return read_study_values(study_files(folder), question.outcomes(), missing); }

std::vector<HitRuns> TargetRuns::searched(const StudyValues& all) const { return hit_runs(all, question, all.asked); }

DrawRuns TargetRuns::more()
{
    return [this](std::span<const std::uint32_t> points, std::uint32_t count, std::vector<HitRuns>& runs) {
        const std::uint32_t first = runs[points.front()].asked;
        const Study round = round_of(study, points, first, count);
        std::uint32_t number = 1;
        while (!is_free_for(round_folder(folder, number), round, *data, provenance))
            ++number;
        sweep_into(round, round_folder(folder, number),
                   fmt::format("{}, {} more of {} points", study.name, count, points.size()));
        const std::vector<HitRuns> all = searched(values());
        for (const std::uint32_t point : points)
            runs[point] = all[point];
    };
}

DrawRuns TargetRuns::fresh()
{
    const auto files = std::make_shared<std::vector<fs::path>>();
    const auto first_points = std::make_shared<std::vector<std::uint32_t>>();
    return [this, files, first_points](std::span<const std::uint32_t> points, std::uint32_t count,
                                       std::vector<HitRuns>& runs) {
        if (first_points->empty())
            first_points->assign(points.begin(), points.end());
        std::string choice =
            canonical_text(study, *data) +
            fmt::format("\n{}\n{}\n{}\n", question.goal.text, question.rule.probability, question.rule.confidence);
        for (const std::uint32_t point : *first_points)
            choice += fmt::format("{} ", point);
        const std::string digest = sha256_hex(choice);
        Study again = study;
        again.seed = seed_of(digest);
        retest_seed = again.seed;
        const std::uint32_t first = runs[points.front()].asked;
        const Study round = round_of(again, points, first, count);
        const fs::path where = folder / "retest" / digest.substr(0, 16) / fmt::format("{:04}", files->size() + 1);
        sweep_into(round, where, fmt::format("{}, retest of {} winners", study.name, points.size()));
        files->push_back(StudyFolder{where}.result(round.name));
        const StudyValues all = read_study_values(*files, question.outcomes(), missing);
        retests = all.sources;
        const std::vector<HitRuns> hits = hit_runs(all, question, all.asked);
        for (std::size_t place = 0; place < first_points->size(); ++place)
            if (std::find(points.begin(), points.end(), (*first_points)[place]) != points.end())
                runs[(*first_points)[place]] = hits[place];
    };
}

} // namespace mutualise::cli
