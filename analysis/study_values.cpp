#include "mutualise/analysis/study_values.hpp"

#include "mutualise/analysis/people.hpp"
#include "mutualise/analysis/recorded_values.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/study/folder.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace mutualise
{

namespace
{

namespace fs = std::filesystem;

/// A file's study and points, as the first file of a study gives them.
void take_labels(StudyValues& all, const Recording& labels)
{
    all.study = labels.name;
    all.variants = variants_of(labels);
    for (std::uint32_t point = 0; point < labels.points(); ++point)
        all.people.push_back(people_of(labels, point));
    if (!labels.study) {
        all.variant_of_point = {0};
        all.settings = {""};
        all.scale = {labels.scale};
        return;
    }
    all.variant_of_point = labels.study->variant_of_point;
    all.settings = labels.study->settings;
    all.scale = labels.study->scale;
    all.factors = labels.study->factors;
    for (FactorColumn& factor : all.factors)
        if (factor.numbers.empty()) {
            const std::vector<std::string> levels = levels_of(factor);
            for (const std::string& text : factor.texts)
                factor.numbers.push_back(
                    static_cast<double>(std::find(levels.begin(), levels.end(), text) - levels.begin()));
        }
}

/// What tells a design point from all others of its study.
std::string identity_of(const std::string& variant, const std::string& scenario, const std::string& settings)
{
    return variant + "\n" + scenario + "\n" + settings;
}

std::vector<std::string> identities(const Recording& labels)
{
    if (!labels.study)
        return {identity_of(labels.name, labels.resolved_scenario, "")};
    std::vector<std::string> found;
    for (std::size_t p = 0; p < labels.points(); ++p) {
        const std::uint32_t variant = labels.study->variant_of_point[p];
        found.push_back(
            identity_of(labels.study->variants[variant], labels.study->scenarios[variant], labels.study->settings[p]));
    }
    return found;
}

/// The study's points by what tells them apart; a design may hold equal points.
using KnownPoints = std::map<std::string, std::vector<std::size_t>>;

/// Which of the study's points each point of a further file is: equal ones in their order.
std::vector<std::size_t> places_in(const KnownPoints& known, const RecordedFile& file)
{
    std::map<std::string, std::size_t> met;
    std::vector<std::size_t> places;
    for (const std::string& identity : identities(file.labels())) {
        const auto found = known.find(identity);
        if (found == known.end())
            throw Mismatch(fmt::format("{} is not of the same study: it has design points that the first file lacks",
                                       file.path().string()));
        places.push_back(found->second[met[identity]++ % found->second.size()]);
    }
    return places;
}

void add_runs(StudyValues& all, const RecordedFile& file, const std::vector<std::size_t>& places,
              std::uint32_t& undefined)
{
    const Recording& labels = file.labels();
    std::vector<std::size_t>& points = all.point_of_run.emplace_back();
    for (const RunLabel& run : labels.runs)
        points.push_back(places[labels.point_of(run.index)]);
    std::vector<std::vector<double>> outcomes;
    for (const Outcome& outcome : all.outcomes)
        outcomes.push_back(outcome_of(file, outcome));
    for (std::size_t run = 0; run < labels.runs.size(); ++run) {
        if (std::ranges::any_of(outcomes, [&](const auto& values) { return values[run] != values[run]; })) {
            ++undefined;
            continue;
        }
        const std::size_t point = points[run];
        all.seeds[point].push_back(labels.runs[run].seed);
        all.replicates[point].push_back(labels.replicate_of(labels.runs[run].index));
        for (std::size_t o = 0; o < outcomes.size(); ++o)
            all.values[o][point].push_back(outcomes[o][run]);
    }
}

/// Of equal points all are asked for whatever one of them is.
void raise_asked(StudyValues& all, const KnownPoints& known, const Recording& labels)
{
    const std::uint32_t end = (labels.study ? labels.study->first_replicate : 0) + expected_replicates(labels);
    for (const std::string& identity : identities(labels))
        for (const std::size_t point : known.at(identity))
            all.asked[point] = std::max(all.asked[point], end);
}

void refuse_repeated(const StudyValues& all)
{
    for (std::size_t p = 0; p < all.points(); ++p) {
        std::vector<std::uint64_t> seeds = all.seeds[p];
        std::sort(seeds.begin(), seeds.end());
        if (std::adjacent_find(seeds.begin(), seeds.end()) != seeds.end())
            throw Mismatch(fmt::format("the files hold one run of {} twice", all.point_name(p)));
    }
}

/// Does a replicate have one seed at all points? True of one point, too.
bool shares_seeds(const StudyValues& all)
{
    std::map<std::uint32_t, std::uint64_t> seed_of;
    for (std::size_t p = 0; p < all.points(); ++p)
        for (std::size_t r = 0; r < all.seeds[p].size(); ++r)
            if (seed_of.try_emplace(all.replicates[p][r], all.seeds[p][r]).first->second != all.seeds[p][r])
                return false;
    return true;
}

} // namespace

std::vector<std::string> levels_of(const FactorColumn& factor)
{
    std::vector<std::string> levels;
    for (const std::string& text : factor.texts)
        if (std::find(levels.begin(), levels.end(), text) == levels.end())
            levels.push_back(text);
    return levels;
}

std::string point_name(const std::string& variant, const std::vector<FactorColumn>& factors, std::size_t point)
{
    if (factors.empty())
        return variant;
    std::string name;
    for (const FactorColumn& factor : factors) {
        const std::string& text = factor.texts[point];
        if (text != "off")
            name += " " + (text == "on" ? factor.name : factor.name + "=" + text);
    }
    return variant + ":" + (name.empty() ? " none" : name);
}

std::string StudyValues::point_name(std::size_t point) const
{
    return mutualise::point_name(variants[variant_of_point[point]], factors, point);
}

std::vector<fs::path> study_files(const fs::path& path)
{
    if (!fs::is_directory(path)) {
        return {path};
    }
    std::vector<fs::path> files = recorded_files_in(path);
    if (files.size() != 1)
        throw UsageError(files.empty()
                             ? fmt::format("{} holds no recorded study; mutualise sweep makes one", path.string())
                             : fmt::format("{} holds several recorded files; name one", path.string()));
    const fs::path rounds = path / "rounds";
    std::vector<fs::path> folders;
    if (fs::is_directory(rounds))
        for (const fs::directory_entry& entry : fs::directory_iterator(rounds))
            if (entry.is_directory())
                folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    for (const fs::path& folder : folders)
        for (const fs::path& file : recorded_files_in(folder))
            files.push_back(file);
    return files;
}

StudyValues read_study_values(std::span<const fs::path> files, std::span<const Outcome> outcomes, MissingRuns missing)
{
    StudyValues all;
    all.outcomes.assign(outcomes.begin(), outcomes.end());
    KnownPoints known;
    std::uint32_t lost = 0, undefined = 0;
    for (const fs::path& path : files) {
        const RecordedFile file(path);
        if (known.empty()) {
            take_labels(all, file.labels());
            const std::vector<std::string> names = identities(file.labels());
            for (std::size_t p = 0; p < names.size(); ++p)
                known[names[p]].push_back(p);
            all.seeds.resize(all.points());
            all.replicates.resize(all.points());
            all.asked.resize(all.points());
            all.values.assign(outcomes.size(), std::vector<std::vector<double>>(all.points()));
        }
        all.sources.push_back({path.filename().string(), file.canonical_hash()});
        lost += expected_replicates(file.labels()) * file.labels().points() -
                static_cast<std::uint32_t>(file.labels().runs.size());
        add_runs(all, file, places_in(known, file), undefined);
        raise_asked(all, known, file.labels());
    }
    all.left_out = lost;
    all.undefined = undefined;
    if (lost + undefined > 0 && missing == MissingRuns::refuse)
        throw Mismatch(fmt::format("{}: {} runs failed or are missing, and {} have an outcome that is not a number; "
                                   "--failed leave-out goes on without them",
                                   all.study, lost, undefined));
    refuse_repeated(all);
    all.common_seeds = shares_seeds(all);
    return all;
}

} // namespace mutualise
