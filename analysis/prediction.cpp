#include "mutualise/analysis/prediction.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/outcome.hpp"
#include "mutualise/analysis/quantiles.hpp"
#include "mutualise/analysis/recorded_values.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// Places on the run axis of one variant's runs.
std::vector<std::size_t> runs_of(const RecordedFile& file, const std::string& variant)
{
    const Recording& labels = file.labels();
    const std::uint32_t wanted = variant_named(file, variant);
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < labels.runs.size(); ++place)
        if (variant_of(labels, labels.point_of(labels.runs[place].index)) == wanted)
            places.push_back(place);
    if (places.empty())
        throw UsageError(fmt::format("{} has no runs of a variant '{}'", file.path().string(), variant));
    return places;
}

/// A quantity of some runs, from outcomes.
class Runs
{
public:
    Runs(const RecordedFile& file, const std::string& variant) : file_(file), places_(runs_of(file, variant)) {}

    /// Σ of these outcomes.
    std::vector<double> sum(const std::vector<std::string>& outcomes) const
    {
        std::vector<double> total(places_.size());
        for (const std::string& text : outcomes) {
            const std::vector<double> all = outcome_of(file_, parse_outcome(text));
            for (std::size_t i = 0; i < places_.size(); ++i)
                total[i] += all[places_[i]];
        }
        return total;
    }
    std::vector<double> ratio(const std::vector<std::string>& of, const std::vector<std::string>& over) const
    {
        std::vector<double> above = sum(of);
        const std::vector<double> below = sum(over);
        for (std::size_t i = 0; i < above.size(); ++i)
            above[i] = below[i] > 0 ? above[i] / below[i] : std::nan("");
        return above;
    }
    const RecordedFile& file() const { return file_; }

private:
    const RecordedFile& file_;
    std::vector<std::size_t> places_;
};

std::string at(const std::string& observable, Month month) { return observable + "@" + to_string(month); }

std::string year_to(const std::string& observable, Month month)
{
    return observable + "@" + to_string(month - 11) + ".." + to_string(month);
}

using Predictions = std::vector<RecordPrediction>;

void predict_monthly(const Runs& runs, Month month, Predictions& out)
{
    for (const char* stock : {"mutuals_live", "employees_in_mutuals", "pipeline_known"})
        out.push_back(predicted(stock, month, runs.sum({at(stock, month)})));
    out.push_back(predicted("mean_size", month,
                            runs.ratio({at("employees_in_mutuals", month)}, {at("mutuals_live_all", month)})));
}

void predict_half_yearly(const Runs& runs, Month month, Predictions& out)
{
    for (const char* flow : {"mutuals_founded", "mutuals_failed"})
        out.push_back(predicted(std::string(flow) + "[year]", month, runs.sum({year_to(flow, month)})));
    out.push_back(predicted("contract_awards[year]", month,
                            runs.sum({year_to("direct_awards", month), year_to("awards[,staff_group]", month),
                                      year_to("awards[,mutual]", month)})));
    for (const std::string& service : runs.file().names(Axis::service)) {
        const std::string staff = fmt::format("employees_in_mutuals[{}]", service);
        out.push_back(predicted(fmt::format("employees_share[{}]", service), month,
                                runs.ratio({at(staff, month)}, {at("employees_in_mutuals", month)})));
    }
    for (const std::string& reason : runs.file().names(Axis::reason)) {
        out.push_back(predicted(fmt::format("exits[{}][year]", reason), month,
                                runs.sum({year_to(fmt::format("exits[,{}]", reason), month)})));
    }
}

void predict_support(const RecordedFile& file, Predictions& out)
{
    const Runs runs(file, "support_only");
    const Month end = Month::of(2015, 12);
    std::vector<std::string> cohort;
    for (const std::string_view state : cohort_state_names)
        cohort.push_back(fmt::format("cohorts[supported,{}]@2015-12", state));
    out.push_back(predicted("experiment[support_only] granted", end, runs.sum({"support_grants@2011-12..2015-12"})));
    out.push_back(
        predicted("experiment[support_only] share live", end, runs.ratio({"cohorts[supported,live]@2015-12"}, cohort)));
}

void predict_competition(const RecordedFile& file, const std::string& variant, Predictions& out)
{
    const Runs runs(file, variant);
    const Month end = Month::of(2014, 12);
    const auto of = [](const std::string& cell) { return "exits[community_health," + cell + "]@2012-09..2014-12"; };
    const std::vector<std::string> pqq{of("failed_pqq_turnover"), of("failed_pqq_accounts"),
                                       of("failed_pqq_balance_sheet"), of("failed_pqq_track_record")};
    const std::vector<std::string> bond{of("failed_bond")}, outbid{of("outbid")};
    const std::vector<std::string> won{"awards[community_health,staff_group]@2012-09..2014-12"};
    std::vector<std::string> all;
    for (const auto& each : {pqq, bond, outbid, won})
        all.insert(all.end(), each.begin(), each.end());
    const std::string name = "experiment[" + variant + "] ";
    out.push_back(predicted(name + "share failed at the PQQ", end, runs.ratio(pqq, all)));
    out.push_back(predicted(name + "share without a bond", end, runs.ratio(bond, all)));
    out.push_back(predicted(name + "share outbid", end, runs.ratio(outbid, all)));
    out.push_back(predicted(name + "share won", end, runs.ratio(won, all)));
}

std::string number(double value)
{
    return std::isnan(value) ? "" : std::fabs(value) < 10 ? fmt::format("{:.3g}", value) : fmt::format("{:.0f}", value);
}

} // namespace

RecordPrediction predicted(std::string quantity, Month date, std::vector<double> values)
{
    RecordPrediction out{std::move(quantity), date, five_quantiles(values), std::nan(""), 0, values.size()};
    std::erase_if(values, [](double value) { return std::isnan(value); });
    out.runs = values.size();
    if (!values.empty())
        out.mean = mean_of(values).mean;
    return out;
}

Predictions predict_record(const RecordedFile& file, const std::string& variant, Month known)
{
    const Runs runs(file, variant);
    Predictions out;
    const std::vector<Month> months = file.months();
    for (const Month month : months)
        if (known < month)
            predict_monthly(runs, month, out);
    for (const Month month : months)
        if (known < month && month.month() % 6 == 0 && months.front() <= month - 11)
            predict_half_yearly(runs, month, out);
    if (out.empty())
        throw UsageError(fmt::format("{} records no month after {}", file.path().string(), to_string(known)));
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
    return out;
}

Predictions predict_experiments(const RecordedFile& file)
{
    Predictions out;
    predict_support(file, out);
    predict_competition(file, "open_competition", out);
    predict_competition(file, "open_competition_partner", out);
    return out;
}

std::string prediction_csv(const Predictions& predictions)
{
    std::string out = "quantity,date,p05,p25,p50,p75,p95\n";
    for (const RecordPrediction& one : predictions) {
        const bool quoted = one.quantity.find(',') != std::string::npos;
        out += fmt::format("{0}{1}{0},{2}", quoted ? "\"" : "", one.quantity, to_string(one.date));
        for (const double quantile : one.quantiles)
            out += "," + (std::isnan(quantile) ? std::string() : fmt::format("{:.6g}", quantile));
        out += "\n";
    }
    return out;
}

namespace
{

/// A quantity that not every run has a value of, and the fewest and most runs that have one over its months.
struct FewerRuns {
    std::string quantity;
    std::size_t fewest = 0, most = 0, asked = 0;
};

void note_fewer(const RecordPrediction& one, std::vector<FewerRuns>& fewer)
{
    const auto known =
        std::find_if(fewer.begin(), fewer.end(), [&](const FewerRuns& f) { return f.quantity == one.quantity; });
    if (known == fewer.end()) {
        fewer.push_back({one.quantity, one.runs, one.runs, one.asked});
        return;
    }
    known->fewest = std::min(known->fewest, one.runs);
    known->most = std::max(known->most, one.runs);
}

std::string told(const std::vector<FewerRuns>& fewer)
{
    std::string list;
    for (const FewerRuns& one : fewer)
        list += fmt::format("{}`{}` ({}{} of {})", list.empty() ? "" : ", ", one.quantity, one.fewest,
                            one.fewest == one.most ? "" : fmt::format(" to {}", one.most), one.asked);
    return list.empty() ? list
                        : "\nOf fewer runs in some months, for in the others there is no such value: " + list + ".\n";
}

} // namespace

std::string prediction_markdown(const Predictions& predictions, const std::string& head)
{
    std::string out = head + "\n| quantity | date | mean | 5 % | 25 % | 50 % | 75 % | 95 % |\n"
                             "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    std::vector<FewerRuns> fewer;
    for (const RecordPrediction& one : predictions) {
        const bool shown = one.date.month() % 6 == 0 || one.quantity.starts_with("experiment");
        if (!shown)
            continue;
        out += fmt::format("| `{}` | {} | {} |", one.quantity, to_string(one.date), number(one.mean));
        for (const double quantile : one.quantiles)
            out += " " + number(quantile) + " |";
        out += "\n";
        if (one.runs < one.asked)
            note_fewer(one, fewer);
    }
    return out + told(fewer);
}

} // namespace mutualise
