#include "mutualise/study/work.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/run/batch.hpp"
#include "mutualise/run/memory.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

StudyGroups groups_of(const Study& study, const SystemData& data)
{
    std::vector<BatchGroup> of_point(study.points.size());
    for_each_row(study.points.size(), [&](std::size_t p) {
        const Scenario scenario = scenario_of(study, study.points[p], data);
        of_point[p] = {scenario.population, scenario.horizon};
    });
    StudyGroups found;
    for (const BatchGroup& group : of_point) {
        const auto known = std::find(found.groups.begin(), found.groups.end(), group);
        found.of_point.push_back(static_cast<std::uint32_t>(known - found.groups.begin()));
        if (known == found.groups.end())
            found.groups.push_back(group);
    }
    return found;
}

std::vector<StudyBatch> batches_of(const Study& study, const StudyGroups& groups, Share share)
{
    std::vector<StudyBatch> all;
    std::vector<std::size_t> filling(groups.groups.size(), SIZE_MAX); // the batch that a group's runs go into
    for (std::uint64_t run = 0; run < run_count(study); ++run) {
        std::size_t& batch = filling[groups.of_point[run % study.points.size()]];
        if (batch == SIZE_MAX || all[batch].size() == max_lanes) {
            batch = all.size();
            all.emplace_back();
        }
        all[batch].push_back(static_cast<std::uint32_t>(run));
    }
    std::vector<StudyBatch> ours;
    for (std::size_t b = share.shard - 1; b < all.size(); b += share.shards)
        ours.push_back(std::move(all[b]));
    return ours;
}

int lanes_at_a_time(const Population& people, const Horizon& horizon, int most, std::uint64_t memory,
                    const std::function<void(const std::string&)>& notice)
{
    const std::uint64_t free = memory != 0 ? memory : available_memory();
    const int lanes = std::min(most, lanes_that_fit(people, horizon.rows(), free));
    if (lanes < most && notice)
        notice(fmt::format("{} runs at a time instead of {}: these would take {:.1f} GB of the {:.1f} GB free", lanes,
                           most, static_cast<double>(batch_memory(people, most, horizon.rows())) / 1e9,
                           static_cast<double>(free) / 1e9));
    return lanes;
}

std::shared_ptr<const Population> Populations::get(const PopulationSettings& settings)
{
    constexpr std::size_t most_posts = 13'000'000; // two populations at full scale, about 1 GB
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const auto& p) { return p->settings == settings; });
    if (found != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, found);
        return kept_.front();
    }
    kept_.push_front(std::make_shared<const Population>(synthesise(data_, settings)));
    std::size_t posts = 0;
    for (auto each = kept_.begin(); each != kept_.end();) {
        posts += (*each)->employees.size();
        each = each != kept_.begin() && posts > most_posts ? kept_.erase(each) : std::next(each);
    }
    return kept_.front();
}

} // namespace mutualise
