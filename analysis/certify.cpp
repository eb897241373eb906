#include "mutualise/analysis/certify.hpp"

#include "mutualise/analysis/binomial.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace mutualise
{

namespace
{

/// As many hits are this likely where the goal is just missed. Assumed: a retest in vain costs runs, never a wrong
/// certificate, so nothing is shared out among looks.
constexpr double promising_luck = 0.1;

/// Tails of the binomial at the wanted chance, by sample size.
class Tails
{
public:
    explicit Tails(double chance) : chance_(chance) {}
    const BinomialTails& of(std::uint32_t runs) { return known_.try_emplace(runs, runs, chance_).first->second; }

private:
    double chance_;
    std::map<std::uint32_t, BinomialTails> known_;
};

/// A setting's runs at one look.
struct Look {
    std::uint32_t runs = 0, hits = 0;
};

/// Those of the first runs asked for that are there. Nothing (0 runs) where the look is not due.
Look look_at(const HitRuns& runs, const TargetRule& rule, std::uint32_t look)
{
    const std::uint64_t wanted = runs_at_look(rule, look);
    Look at;
    if (runs.asked < wanted)
        return at;
    for (std::size_t i = 0; i < runs.hits.size(); ++i)
        if ((runs.numbers.empty() ? i : runs.numbers[i]) < wanted) {
            ++at.runs;
            at.hits += runs.hits[i] != 0;
        }
    return at;
}

bool is_infeasible_at(const Look& at, const TargetRule& rule, std::uint32_t look, Tails& tails)
{
    return tails.of(at.runs).at_most[at.hits] <= risk_of_look((1 - rule.confidence) / 2, look);
}

/// At any look that is due, whatever the others say.
bool is_infeasible(const HitRuns& runs, const TargetRule& rule, Tails& tails)
{
    for (std::uint32_t k = 1; runs.asked >= runs_at_look(rule, k); ++k)
        if (is_infeasible_at(look_at(runs, rule, k), rule, k, tails))
            return true;
    return false;
}

Verdict verdict_of(bool certified, const HitRuns& runs, const TargetRule& rule, Tails& tails)
{
    return certified ? Verdict::feasible : is_infeasible(runs, rule, tails) ? Verdict::infeasible : Verdict::undecided;
}

Standing standing(const HitRuns& runs, const TargetRule& rule, Tails& tails)
{
    for (std::uint32_t k = 1; runs.asked >= runs_at_look(rule, k); ++k) {
        const Look look = look_at(runs, rule, k);
        if (is_infeasible_at(look, rule, k, tails))
            return Standing::infeasible;
        if (tails.of(look.runs).at_least[look.hits] <= promising_luck)
            return Standing::promising;
    }
    return Standing::undecided;
}

std::uint32_t looks_due(std::span<const HitRuns> family, const TargetRule& rule)
{
    std::uint32_t most = 0, looks = 0;
    for (const HitRuns& runs : family)
        most = std::max(most, runs.asked);
    while (runs_at_look(rule, looks + 1) <= most)
        ++looks;
    return looks;
}

/// One look of Holm's procedure: the surest first, each against the risk shared by those not certified yet.
void certify_at_look(std::span<const HitRuns> family, const TargetRule& rule, std::uint32_t look, Tails& tails,
                     std::vector<bool>& done)
{
    struct Candidate {
        double chance_of_luck = 1; ///< of as many hits, were the goal met with just less than the wanted chance
        std::size_t place = 0;
    };
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < family.size(); ++i)
        if (const Look at = look_at(family[i], rule, look); !done[i] && at.runs > 0)
            candidates.push_back({tails.of(at.runs).at_least[at.hits], i});
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.chance_of_luck < b.chance_of_luck; });
    auto left = static_cast<double>(std::count(done.begin(), done.end(), false));
    for (const Candidate& candidate : candidates) {
        if (candidate.chance_of_luck > risk_of_look(1 - rule.confidence, look) / left)
            return;
        done[candidate.place] = true;
        --left;
    }
}

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
        search.standing.push_back(standing(runs, rule, tails));
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

std::uint32_t HitRuns::count() const
{
    return static_cast<std::uint32_t>(std::count_if(hits.begin(), hits.end(), [](auto hit) { return hit != 0; }));
}

double risk_of_look(double risk, std::uint32_t look)
{
    constexpr double pi_squared = 9.869604401089358;
    return risk * 6 / (pi_squared * look * look);
}

std::uint64_t runs_at_look(const TargetRule& rule, std::uint32_t look)
{
    return static_cast<std::uint64_t>(std::max(1U, rule.first_look)) << (look - 1);
}

std::vector<bool> certified(std::span<const HitRuns> family, const TargetRule& rule)
{
    std::vector<bool> done(family.size(), false);
    Tails tails(rule.probability);
    for (std::uint32_t look = 1; look <= looks_due(family, rule); ++look)
        certify_at_look(family, rule, look, tails, done);
    return done;
}

std::uint32_t fewest_runs_to_certify(const TargetRule& rule, std::size_t family)
{
    const double risk = risk_of_look(1 - rule.confidence, 1) / static_cast<double>(std::max<std::size_t>(1, family));
    std::uint32_t runs = 1;
    for (double all_hit = rule.probability; all_hit > risk; all_hit *= rule.probability)
        ++runs;
    return runs;
}

TargetSearch search_target(std::vector<HitRuns> runs, const TargetRule& rule, const DrawRuns& more,
                           const DrawRuns& fresh)
{
    TargetSearch search;
    search.searched = std::move(runs);
    search.retested.resize(search.searched.size());
    Tails tails(rule.probability);
    // Half of the budget at most goes into the search, so that winners can be retested.
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
