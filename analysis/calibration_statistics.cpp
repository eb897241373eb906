/// \file The statistics of a calibration file: what of a run is held against which figure of the record.
#include "calibration_reading.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <optional>

namespace mutualise
{

namespace
{

constexpr double huge = 1e15;

std::size_t outcome_index(Calibration& calibration, Outcome outcome)
{
    auto& all = calibration.outcomes;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Outcome& o) { return o.text == outcome.text; });
    if (found != all.end())
        return static_cast<std::size_t>(found - all.begin());
    all.push_back(std::move(outcome));
    return all.size() - 1;
}

/// A list of outcomes, each added or, with a minus before it, taken away.
void read_terms(CalibrationReading& reading, const Table& table, const std::string& path, const char* key,
                std::vector<SummaryStatistic::Term>& terms)
{
    const Entry* entry = table.find(key);
    if (entry == nullptr)
        return;
    const List* list = entry->node.list();
    if (list == nullptr || list->items.empty())
        return reading.file.refuse(entry->node, joined(path, key), "must be a list of outcomes");
    for (const Node& item : list->items) {
        const std::string* text = item.text();
        if (text == nullptr) {
            reading.file.refuse(item, joined(path, key), "must be an outcome, such as \"mutuals_live@2012-06\"");
            continue;
        }
        const bool minus = text->starts_with('-');
        try {
            terms.push_back({minus ? -1.0 : 1.0,
                             outcome_index(reading.calibration, parse_outcome(minus ? text->substr(1) : *text))});
        } catch (const UsageError& error) {
            reading.file.refuse(item, joined(path, key), error.what());
        }
    }
}

/// `within = [low, high]`: the record says no more than that, so all between is as likely: deviation width / √12.
bool read_within(CalibrationReading& reading, const Entry& entry, const std::string& path, SummaryStatistic& statistic)
{
    const List* list = entry.node.list();
    std::array<double, 2> ends{};
    if (list == nullptr || list->items.size() != 2) {
        reading.file.refuse(entry.node, joined(path, "within"), "must be two numbers: lowest, highest");
        return false;
    }
    for (std::size_t i = 0; i < 2; ++i)
        read_number(reading.file, list->items[i], joined(path, "within"), -huge, huge, false, "-",
                    "the record's interval", ends[i]);
    if (ends[0] >= ends[1] || (statistic.as == FittedAs::logarithm && ends[0] <= 0)) {
        reading.file.refuse(entry.node, joined(path, "within"), "must rise, and be above 0 for a logarithm");
        return false;
    }
    statistic.figure = fmt::format("{} to {}", ends[0], ends[1]);
    if (statistic.as == FittedAs::logarithm)
        for (double& end : ends)
            end = portable::log(end);
    statistic.observed.value = (ends[0] + ends[1]) / 2;
    statistic.observed.error = (ends[1] - ends[0]) / std::sqrt(12.0);
    return true;
}

/// `successes` of `trials`: a share with its binomial error; the half success keeps it above 0.
void read_binomial(CalibrationReading& reading, const Table& table, const std::string& path,
                   SummaryStatistic& statistic)
{
    const double trials = read_one(reading, table, path, "trials", 1, 1e9, "of the record", 1);
    const double successes = read_one(reading, table, path, "successes", 0, trials, "of the record", 0);
    const double share = (successes + 0.5) / (trials + 1);
    statistic.figure = fmt::format("{} of {}", successes, trials);
    statistic.observed.value = successes / trials;
    statistic.observed.error = std::sqrt(share * (1 - share) / trials);
}

/// `observed` with `error`, one standard deviation.
void read_observed(CalibrationReading& reading, const Table& table, const std::string& path,
                   SummaryStatistic& statistic)
{
    const bool log = statistic.as == FittedAs::logarithm;
    const double value =
        read_one(reading, table, path, "observed", log ? 1e-12 : -huge, huge, "the record's figure", 1);
    const double error = read_one(reading, table, path, "error", 0, huge, "its standard deviation", 0);
    statistic.figure = fmt::format("{} ± {}", value, error);
    statistic.observed.value = log ? portable::log(value) : value;
    statistic.observed.error = log ? error / value : error;
}

/// What it is and how it is fitted.
void read_meaning(CalibrationReading& reading, const Entry& entry, const Table& table, const std::string& path,
                  SummaryStatistic& statistic)
{
    const auto text = [&](const char* key, std::string& to) {
        if (const Entry* found = table.find(key))
            read_text(reading.file, found->node, joined(path, key), "in words", to);
        else
            reading.file.problems.add(entry.place, joined(path, key), "is missing: where does the figure come from?");
    };
    text("meaning", statistic.meaning);
    text("source", statistic.source);
    int as = 0;
    if (const Entry* found = table.find("as"))
        read_choice(reading.file, found->node, joined(path, "as"), fitted_names, "how it is fitted", as);
    if (const Entry* found = table.find("fitted"))
        read_truth(reading.file, found->node, joined(path, "fitted"), "or only shown", statistic.fitted);
    statistic.as = static_cast<FittedAs>(as);
    statistic.pseudo = read_one(reading, table, path, "pseudo", 0, 1e6, "pseudo-count", 0);
    read_terms(reading, table, path, "of", statistic.of);
    read_terms(reading, table, path, "over", statistic.over);
    if (statistic.of.empty())
        reading.file.problems.add(entry.place, joined(path, "of"), "is missing: the outcomes that make it");
}

/// How the record gives its figure.
enum class FigureForm : std::uint8_t { within, binomial, observed };

/// Nothing where there is no figure, or more than one.
std::optional<FigureForm> form_of(const Table& table)
{
    const bool within = table.find("within") != nullptr, binomial = table.find("trials") != nullptr,
               observed = table.find("observed") != nullptr;
    if (within + binomial + observed != 1)
        return std::nullopt;
    return within ? FigureForm::within : binomial ? FigureForm::binomial : FigureForm::observed;
}

std::vector<std::string_view> keys_of(FigureForm form)
{
    switch (form) {
    case FigureForm::within:
        return {"within"};
    case FigureForm::binomial:
        return {"trials", "successes"};
    default:
        return {"observed", "error"};
    }
}

/// All keys of its form, and none of another's.
void require_own_keys(CalibrationReading& reading, const Entry& entry, const Table& table, const std::string& path,
                      FigureForm form)
{
    const std::vector<std::string_view> own = keys_of(form);
    for (const char* key : {"within", "successes", "trials", "observed", "error"}) {
        const Entry* found = table.find(key);
        const bool wanted = std::ranges::find(own, key) != own.end();
        if (wanted && found == nullptr)
            reading.file.problems.add(entry.place, joined(path, key), "is missing");
        if (!wanted && found != nullptr)
            reading.file.refuse(found->node, joined(path, key), "says nothing beside " + std::string(own.front()));
    }
}

void read_figure(CalibrationReading& reading, const Table& table, const std::string& path, FigureForm form,
                 SummaryStatistic& statistic)
{
    if (form == FigureForm::within)
        read_within(reading, *table.find("within"), path, statistic);
    else if (form == FigureForm::binomial)
        read_binomial(reading, table, path, statistic);
    else
        read_observed(reading, table, path, statistic);
    statistic.observed.discrepancy =
        read_one(reading, table, path, "discrepancy", 0, huge, "standard deviation, as fitted", 0);
}

void read_statistic(CalibrationReading& reading, const Entry& entry, const std::string& path)
{
    const Table* table = entry.node.table();
    if (table == nullptr)
        return reading.file.refuse(entry.node, path, "must be a table");
    refuse_unknown(reading.file, *table, path,
                   {"meaning", "source", "of", "over", "pseudo", "as", "within", "successes", "trials", "observed",
                    "error", "discrepancy", "fitted"});
    SummaryStatistic statistic;
    statistic.id = entry.key;
    read_meaning(reading, entry, *table, path, statistic);
    const std::optional<FigureForm> form = form_of(*table);
    if (!form)
        return reading.file.problems.add(entry.place, path,
                                         "needs one figure: within, or successes and trials, or observed and error");
    require_own_keys(reading, entry, *table, path, *form);
    const auto same = [&](const SummaryStatistic& other) { return other.id == statistic.id; };
    if (std::ranges::any_of(reading.calibration.statistics, same))
        reading.file.problems.add(entry.place, path,
                                  "is there twice: here and in the file whose statistics are fitted too");
    read_figure(reading, *table, path, *form, statistic);
    if (statistic.fitted && statistic.observed.error <= 0 && statistic.observed.discrepancy <= 0)
        reading.file.problems.add(entry.place, path, "has neither error nor discrepancy: nothing could fit it exactly");
    reading.calibration.statistics.push_back(std::move(statistic));
}

} // namespace

double read_one(CalibrationReading& reading, const Table& table, const std::string& path, const char* key, double lower,
                double upper, const char* meaning, double standing)
{
    if (const Entry* entry = table.find(key))
        read_number(reading.file, entry->node, joined(path, key), lower, upper, false, "-", meaning, standing);
    return standing;
}

void read_statistics(CalibrationReading& reading, const Table& table)
{
    const Table* statistics = subtable(reading.file, table, "statistic", "statistic");
    if (statistics == nullptr)
        return;
    std::vector<const Entry*> entries;
    for (const Entry& entry : statistics->entries)
        entries.push_back(&entry);
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry* a, const Entry* b) { return a->place.line < b->place.line; });
    for (const Entry* entry : entries)
        read_statistic(reading, *entry, joined("statistic", entry->key));
}

double SummaryStatistic::value(std::span<const double> outcomes) const
{
    const auto sum = [&](const std::vector<Term>& terms) {
        double total = 0;
        for (const Term& term : terms)
            total += term.sign * outcomes[term.outcome];
        return total;
    };
    double value = sum(of);
    if (!over.empty()) {
        const double below = sum(over) + 2 * pseudo;
        if (!(below > 0))
            return std::numeric_limits<double>::quiet_NaN();
        value = (value + pseudo) / below;
    } else {
        value += pseudo;
    }
    if (as == FittedAs::plain)
        return value;
    return value > 0 ? portable::log(value) : std::numeric_limits<double>::quiet_NaN();
}

} // namespace mutualise
