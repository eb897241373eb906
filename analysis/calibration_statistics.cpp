/// \file The statistics of a calibration file: what of a run is held against which figure of the record.
#include "calibration_figures.hpp"

#include "mutualise/core/errors.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

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
    const std::optional<FigureForm> form = read_form(reading, entry, *table, path);
    if (!form)
        return;
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

} // namespace mutualise
