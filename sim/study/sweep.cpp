#include "mutualise/study/sweep.hpp"

#include "worker.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/record/recorded_file.hpp"
#include "mutualise/study/configuration.hpp"
#include "mutualise/study/merge.hpp"

#include <fmt/format.h>

namespace mutualise
{

namespace fs = std::filesystem;

namespace
{

/// Another study's folder is never written to.
void refuse_other_study(const Study& study, const SystemData& data, const SweepOptions& options)
{
    const StudyFolder& folder = options.folder;
    const std::string now = configuration_of(study, data, options.provenance, options.share.shards);
    if (fs::exists(folder.plan()))
        return require_same(read_plan(folder.plan()).configuration, now, folder.path.string());
    const fs::path result = folder.result(study.name);
    if (!fs::exists(result))
        return;
    const RecordedFile file(result);
    if (!file.labels().study)
        throw UsageError(fmt::format("{} exists and is no study's; --force overwrites it", result.string()));
    require_same(file.labels().study->resolved_study + "\n[data]\ndigest = \"" + file.labels().data->digest + "\"\n",
                 canonical_text(study, data) + "\n[data]\ndigest = \"" + data.digest + "\"\n", result.string());
}

} // namespace

SweepResult sweep(const Study& study, const std::shared_ptr<const SystemData>& data, const SweepOptions& options)
{
    const StudyFolder& folder = options.folder;
    if (run_count(study) > 0x7FFF'FFFF)
        throw InputError({Problem{study.file.string(), 0, 0, "more than 2,147,483,647 runs"}});
    if (options.force && options.share.shards > 1)
        throw UsageError("a share of a study cannot begin anew by force: it would throw the other shares' work away");
    const fs::path path = folder.result(study.name);
    if (options.only_resume && !fs::exists(folder.plan()) && !fs::exists(path))
        throw UsageError(fmt::format("{} holds nothing to resume", folder.path.string()));
    if (options.force)
        return Worker(study, data, options).run();
    if (const auto merged = already_merged(path, canonical_text(study, *data), data->digest)) {
        clean_up(folder, *merged, options.keep_shards || options.share.shards > 1);
        SweepResult result;
        result.runs = result.resumed = static_cast<std::uint32_t>(run_count(study));
        result.failures = merged->failures;
        result.merged = merged->path;
        result.hash = merged->hash;
        return result;
    }
    refuse_other_study(study, *data, options);
    return Worker(study, data, options).run();
}

} // namespace mutualise
