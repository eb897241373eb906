/// \file Rounds of further runs, and the retest of the winners.
#include "certify_looks.hpp"

#include <algorithm>
#include <map>

namespace mutualise
{

namespace
{

/// Brings points to their next look, most promising first where the budget does not reach all. False where none could
/// be.
class Rounds
{
public:
    Rounds(const TargetRule& rule, const DrawRuns& draw, std::uint32_t most, std::uint64_t budget)
        : rule_(rule), draw_(draw), most_(most), budget_(budget)
    {
    }

    bool advance(std::vector<std::uint32_t> points, std::vector<HitRuns>& runs)
    {
        std::stable_sort(points.begin(), points.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return share(runs[a]) > share(runs[b]); });
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> rounds; // by asked, count
        for (const std::uint32_t point : points) {
            const std::uint64_t next = next_look(runs[point]);
            if (next > most_)
                continue;
            const auto count = static_cast<std::uint32_t>(next - runs[point].asked);
            if (count > budget_ - spent_) {
                short_ = true;
                continue;
            }
            spent_ += count;
            rounds[{runs[point].asked, count}].push_back(point);
        }
        for (auto& [round, of_round] : rounds) {
            std::sort(of_round.begin(), of_round.end());
            draw_(of_round, round.second, runs);
        }
        return !rounds.empty();
    }

    std::uint64_t spent() const { return spent_; }
    bool ran_short() const { return short_; }

private:
    static double share(const HitRuns& runs)
    {
        return runs.hits.empty() ? 1 : static_cast<double>(runs.count()) / static_cast<double>(runs.hits.size());
    }
    std::uint64_t next_look(const HitRuns& runs) const
    {
        std::uint32_t look = 1;
        while (runs_at_look(rule_, look) <= runs.asked)
            ++look;
        return runs_at_look(rule_, look);
    }

    const TargetRule& rule_;
    const DrawRuns& draw_;
    std::uint64_t most_, budget_, spent_ = 0;
    bool short_ = false;
};

std::vector<std::uint32_t> places_of(const std::vector<Standing>& standing, Standing wanted)
{
    std::vector<std::uint32_t> places;
    for (std::uint32_t i = 0; i < standing.size(); ++i)
        if (standing[i] == wanted)
            places.push_back(i);
    return places;
}

void stand(TargetSearch& search, const TargetRule& rule, Tails& tails)
{
    search.standing.clear();
    for (const HitRuns& runs : search.searched)
        search.standing.push_back(standing_of(runs, rule, tails));
}

/// Runs beyond the first look.
std::uint64_t runs_added(std::span<const HitRuns> searched, const TargetRule& rule)
{
    std::uint64_t added = 0;
    for (const HitRuns& runs : searched)
        added += runs.asked - std::min(runs.asked, rule.first_look);
    return added;
}

TargetRule rule_of_retest(const TargetRule& rule, std::size_t winners)
{
    TargetRule again = rule;
    again.first_look = std::max(rule.first_look, fewest_runs_to_certify(rule, winners));
    return again;
}

/// The promising points, the preferred ones where not all may be retested: each must get its first look.
std::vector<std::uint32_t> winners_of(const TargetSearch& search, const TargetRule& rule, std::uint64_t budget)
{
    std::vector<std::uint32_t> winners = places_of(search.standing, Standing::promising);
    if (!rule.preference.empty())
        std::stable_sort(winners.begin(), winners.end(), [&](std::uint32_t a, std::uint32_t b) {
            return rule.preference.at(a) < rule.preference.at(b);
        });
    std::size_t count = std::min<std::size_t>(winners.size(), rule.most_winners);
    while (count > 0 && count * rule_of_retest(rule, count).first_look > budget)
        --count;
    winners.resize(count);
    std::sort(winners.begin(), winners.end());
    return winners;
}

/// Fresh runs to the winners until each is certified, found infeasible, or out of runs.
void retest(TargetSearch& search, const TargetRule& rule, const DrawRuns& fresh, Tails& tails)
{
    const std::uint64_t budget = rule.runs_at_most - std::min(rule.runs_at_most, search.search_runs);
    search.winners = winners_of(search, rule, budget);
    search.budget_spent =
        search.budget_spent || search.winners.size() < places_of(search.standing, Standing::promising).size();
    const TargetRule again = rule_of_retest(rule, search.winners.size());
    Rounds rounds(again, fresh, std::max(rule.most_replicates, again.first_look), budget);
    for (std::vector<std::uint32_t> open = search.winners; !open.empty();) {
        if (!rounds.advance(open, search.retested))
            break;
        std::vector<HitRuns> family;
        for (const std::uint32_t winner : search.winners)
            family.push_back(search.retested[winner]);
        const std::vector<bool> sure = certified(family, again);
        open.clear();
        for (std::size_t i = 0; i < family.size(); ++i) {
            Verdict& verdict = search.verdict[search.winners[i]];
            verdict = verdict_of(sure[i], family[i], again, tails);
            if (verdict == Verdict::undecided)
                open.push_back(search.winners[i]);
        }
    }
    search.retest_runs = rounds.spent();
    search.budget_spent = search.budget_spent || rounds.ran_short();
}

} // namespace

TargetSearch search_target(std::vector<HitRuns> runs, const TargetRule& rule, const DrawRuns& more,
                           const DrawRuns& fresh)
{
    TargetSearch search;
    search.searched = std::move(runs);
    search.retested.resize(search.searched.size());
    Tails tails(rule.probability);
    // Half of the budget at most goes into the search (assumed), so that winners can be retested.
    const std::uint64_t budget = rule.runs_at_most / 2, before = runs_added(search.searched, rule);
    Rounds rounds(rule, more, rule.most_replicates, budget - std::min(budget, before));
    stand(search, rule, tails);
    while (rounds.advance(places_of(search.standing, Standing::undecided), search.searched))
        stand(search, rule, tails);
    search.search_runs = before + rounds.spent();
    search.budget_spent = rounds.ran_short();
    for (const Standing each : search.standing)
        search.verdict.push_back(each == Standing::infeasible ? Verdict::infeasible : Verdict::undecided);
    retest(search, rule, fresh, tails);
    return search;
}

TargetSearch judge_target(std::vector<HitRuns> runs, const TargetRule& rule)
{
    TargetSearch search;
    search.searched = std::move(runs);
    search.retested.resize(search.searched.size());
    Tails tails(rule.probability);
    stand(search, rule, tails);
    const std::vector<bool> sure = certified(search.searched, rule);
    for (std::size_t i = 0; i < sure.size(); ++i)
        search.verdict.push_back(verdict_of(sure[i], search.searched[i], rule, tails));
    return search;
}

} // namespace mutualise
