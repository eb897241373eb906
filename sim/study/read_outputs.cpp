/// \file [outputs]: which observables and months of each run a study records.
#include "study_reading.hpp"

#include "mutualise/core/month.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

void read_observables(StudyReading& reading, const Entry& entry, Study& study)
{
    std::vector<std::string_view> names;
    for (std::size_t o = 0; o < observable_count; ++o)
        names.push_back(spec(static_cast<Observable>(o)).name);
    std::vector<std::size_t> rows;
    read_names(reading.file, entry.node, "outputs.observables", names, "observables", rows);
    std::sort(rows.begin(), rows.end());
    study.outputs.observables.clear();
    for (const std::size_t row : rows)
        study.outputs.observables.push_back(static_cast<Observable>(row));
}

/// Months at whose end a row is recorded: of the horizon, or the month before it (the initial state).
void read_months(StudyReading& reading, const Entry& entry, Study& study)
{
    const std::string path = "outputs.months";
    const List* list = entry.node.list();
    if (entry.node.text() != nullptr && *entry.node.text() == "all")
        return;
    if (list == nullptr || list->items.empty())
        return reading.file.refuse(entry.node, path, "must be \"all\", or a list of months such as [\"2012-06\"]");
    for (const Node& item : list->items) {
        Month month{-1};
        read_month(reading.file, item, path, "a month recorded", false, month);
        if (month.value < 0)
            continue;
        for (const Variant& variant : study.variants) {
            const Horizon& horizon = variant.scenario.horizon;
            if (month < horizon.first - 1 || month > horizon.last)
                reading.file.refuse(item, path,
                                    fmt::format("must lie in the horizon of {}, or the month before: {} to {}",
                                                variant.id, to_string(horizon.first - 1), to_string(horizon.last)));
        }
        if (std::find(study.outputs.months.begin(), study.outputs.months.end(), month) != study.outputs.months.end())
            reading.file.refuse(item, path, "is listed twice");
        study.outputs.months.push_back(month);
    }
    std::sort(study.outputs.months.begin(), study.outputs.months.end());
}

} // namespace

void read_outputs(StudyReading& reading, const Table& table, Study& study)
{
    for (std::size_t o = 0; o < observable_count; ++o)
        study.outputs.observables.push_back(static_cast<Observable>(o));
    const Table* outputs = subtable(reading.file, table, "outputs", "outputs");
    if (outputs == nullptr)
        return;
    refuse_unknown(reading.file, *outputs, "outputs", {"observables", "months"});
    if (const Entry* observables = outputs->find("observables");
        observables != nullptr && !(observables->node.text() != nullptr && *observables->node.text() == "all"))
        read_observables(reading, *observables, study);
    if (const Entry* months = outputs->find("months"))
        read_months(reading, *months, study);
}

} // namespace mutualise
