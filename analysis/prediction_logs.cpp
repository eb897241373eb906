// What only the log of proposals can tell of the natural experiments: the fate of each case.
#include "mutualise/analysis/prediction.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/record/log_reader.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>

namespace mutualise
{

namespace
{

/// The log of one file, run by run.
class CaseLog
{
public:
    /// Of this experiment's runs, at least to this month.
    CaseLog(const RecordedFile& file, const std::string& experiment, Month to)
        : file_(file), log_(file.path()), first_(file.months().front())
    {
        if (file.labels().name != experiment)
            throw UsageError(
                fmt::format("{} has runs of {}, not of {}", file.path().string(), file.labels().name, experiment));
        if (file.months().back() < to)
            throw UsageError(
                fmt::format("{} ends before {}: what is asked is not known", file.path().string(), to_string(to)));
        if (!log_.has_proposals())
            throw UsageError(
                fmt::format("{} has no log of proposals; run it with --log-proposals", file.path().string()));
    }

    /// Of each run, what `measure` makes of its cases.
    template <class Measure>
    std::vector<double> of_runs(const Measure& measure) const
    {
        std::vector<double> values;
        for (const RunLabel& run : file_.labels().runs)
            values.push_back(measure(log_.proposals(run.index)));
        return values;
    }
    Month month(int row) const { return first_ + row; }

private:
    const RecordedFile& file_;
    LogReader log_;
    Month first_; ///< of row 0
};

bool founded_within(const ProposalRow& row, int months)
{
    return (row.flags & proposal_flag::founded) != 0 && row.ended - row.launched <= months;
}

bool refused(const ProposalRow& row)
{
    return row.reason >= static_cast<int>(ExitReason::vetoed_level_1) &&
           row.reason <= static_cast<int>(ExitReason::vetoed_leadership);
}

bool withdrawn(const ProposalRow& row)
{
    return row.reason == static_cast<int>(ExitReason::lost_ballot) ||
           row.reason == static_cast<int>(ExitReason::abandoned_building);
}

/// Of each name on an axis, whether it is wanted.
std::vector<bool> chosen(const std::vector<std::string>& axis, const std::function<bool(const std::string&)>& wanted)
{
    std::vector<bool> out;
    for (const std::string& name : axis)
        out.push_back(wanted(name));
    return out;
}

} // namespace

std::vector<RecordPrediction> predict_support_log(const RecordedFile& file)
{
    const CaseLog log(file, "support-only", Month::of(2015, 12));
    const auto share = [&](const std::vector<ProposalRow>& rows) {
        double launched = 0, founded = 0;
        for (const ProposalRow& row : rows) {
            if (static_cast<Cohort>(row.cohort) != Cohort::supported || (row.flags & proposal_flag::supported) == 0 ||
                Month::of(2012, 12) < log.month(row.launched))
                continue;
            ++launched;
            founded += founded_within(row, 36) ? 1 : 0;
        }
        return launched > 0 ? founded / launched : std::nan("");
    };
    return {predicted("experiment[support_only] share founded within 36 months (launched by 2012-12)",
                      Month::of(2015, 12), log.of_runs(share))};
}

std::vector<RecordPrediction> predict_bare_right_log(const RecordedFile& file)
{
    const CaseLog log(file, "bare-right", Month::of(2013, 9));
    const Month first = Month::of(2011, 4), last = Month::of(2011, 9);
    const std::vector<bool> asked = chosen(file.names(Axis::service), [](const std::string& name) {
        return name == "acute_health" || name == "mental_health";
    });
    const std::vector<bool> england = chosen(file.names(Axis::region), [](const std::string& name) {
        return name != "wales" && name != "scotland" && name != "northern_ireland";
    });
    // Of each run, how many requests of the window have this property, in the whole public sector.
    const auto count = [&](const auto& holds) {
        return log.of_runs([&](const std::vector<ProposalRow>& rows) {
            return 1 / file.labels().scale *
                   static_cast<double>(std::count_if(rows.begin(), rows.end(), [&](const ProposalRow& row) {
                       const Month begun = log.month(row.launched);
                       return asked.at(row.service) && england.at(row.region) && !(begun < first) && !(last < begun) &&
                              holds(row);
                   }));
        });
    };
    const auto by_then = [&](std::int16_t row) { return row >= 0 && !(last < log.month(row)); };
    const auto approved = [&](const ProposalRow& row) { return by_then(row.approved); };
    const auto turned_down = [&](const ProposalRow& row) { return refused(row) && by_then(row.ended); };
    const auto given_up = [&](const ProposalRow& row) { return withdrawn(row) && by_then(row.ended); };
    const auto name = [](const char* what) { return fmt::format("experiment[bare_right] {}", what); };
    return {predicted(name("requests in six months"), last, count([](const ProposalRow&) { return true; })),
            predicted(name("of them decided by then"), last,
                      count([&](const ProposalRow& row) { return approved(row) || turned_down(row); })),
            predicted(name("of them approved by then"), last, count(approved)),
            predicted(name("of them refused by then"), last, count(turned_down)),
            predicted(name("of them withdrawn by then"), last, count(given_up)),
            predicted(name("of them founded within 24 months"), Month::of(2013, 9),
                      count([](const ProposalRow& row) { return founded_within(row, 24); }))};
}

} // namespace mutualise
