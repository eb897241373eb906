/// \file A study cut into work: batches of up to 32 runs that share a population and a horizon, dealt out to workers.
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/record/plan.hpp"
#include "mutualise/study/share.hpp"
#include "mutualise/study/study.hpp"

#include <functional>
#include <list>
#include <memory>
#include <string>

namespace mutualise
{

/// Runs by number, ascending, filled up over design points and replicates.
using StudyBatch = std::vector<std::uint32_t>;

/// What the runs of a batch have in common.
struct BatchGroup {
    PopulationSettings population;
    Horizon horizon;
    friend bool operator==(const BatchGroup&, const BatchGroup&) = default;
};

/// The groups of a study and the group of each point.
struct StudyGroups {
    std::vector<BatchGroup> groups;
    std::vector<std::uint32_t> of_point;
};
/// Groups in the order of their first point.
StudyGroups groups_of(const Study& study, const SystemData& data);

/// The batches of one share. All batches stand in the order of their first run and are dealt out in turn, so that the
/// first batches of every share are the first of the study.
std::vector<StudyBatch> batches_of(const Study& study, const StudyGroups& groups, Share share);

/// Populations by their settings, the last used kept.
class Populations
{
public:
    explicit Populations(std::shared_ptr<const SystemData> data) : data_(std::move(data)) {}
    std::shared_ptr<const Population> get(const PopulationSettings& settings);

private:
    std::shared_ptr<const SystemData> data_;
    std::list<std::shared_ptr<const Population>> kept_; ///< the last used first
};

/// The plan of a study, but for provenance: everything a merge needs to know. Synthesises each population once.
StudyPlan plan_of(const Study& study, const StudyGroups& groups, Populations& populations,
                  const std::shared_ptr<const SystemData>& data, std::uint32_t shards, const Provenance& program);

/// How many runs of this population go at a time: `most`, unless so much memory (0: what the system has free) [bytes]
/// does not hold them. `notice` is told where it is fewer. The bytes recorded do not depend on it.
int lanes_at_a_time(const Population& people, const Horizon& horizon, int most, std::uint64_t memory,
                    const std::function<void(const std::string&)>& notice);

/// Horizon rows that a study records.
std::vector<int> recorded_rows(const Study& study);

} // namespace mutualise
