/// \file Figures of the record: intervals, shares and values with their errors.
#include "calibration_figures.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr double huge = 1e15;

/// `within = [low, high]`: the record says no more than that, so all between is as likely: deviation width / √12.
void read_within(CalibrationReading& reading, const Entry& entry, const std::string& path, SummaryStatistic& statistic)
{
    const List* list = entry.node.list();
    std::array<double, 2> ends{};
    if (list == nullptr || list->items.size() != 2)
        return reading.file.refuse(entry.node, joined(path, "within"), "must be two numbers: lowest, highest");
    for (std::size_t i = 0; i < 2; ++i)
        read_number(reading.file, list->items[i], joined(path, "within"), -huge, huge, false, "-",
                    "the record's interval", ends[i]);
    if (ends[0] >= ends[1] || (statistic.as == FittedAs::logarithm && ends[0] <= 0))
        return reading.file.refuse(entry.node, joined(path, "within"), "must rise, and be above 0 for a logarithm");
    statistic.figure = fmt::format("{} to {}", ends[0], ends[1]);
    if (statistic.as == FittedAs::logarithm)
        for (double& end : ends)
            end = portable::log(end);
    statistic.observed.value = (ends[0] + ends[1]) / 2;
    statistic.observed.error = (ends[1] - ends[0]) / std::sqrt(12.0);
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
    case FigureForm::observed:
        break;
    }
    return {"observed", "error"};
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

} // namespace

std::optional<FigureForm> read_form(CalibrationReading& reading, const Entry& entry, const Table& table,
                                    const std::string& path)
{
    const std::optional<FigureForm> form = form_of(table);
    if (form)
        require_own_keys(reading, entry, table, path, *form);
    else
        reading.file.problems.add(entry.place, path,
                                  "needs one figure: within, or successes and trials, or observed and error");
    return form;
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

} // namespace mutualise
