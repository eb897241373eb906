/// \file The rows of a list: points given one by one.
#include "study_reading.hpp"

#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

/// A factor's value in a row of a list; NaN where refused.
double listed_value(StudyReading& reading, const Node& node, const std::string& path, const Factor& factor)
{
    double value = std::numeric_limits<double>::quiet_NaN();
    if (factor.kind == FactorKind::month) {
        Month month{-1};
        read_month(reading.file, node, path, "value of the factor", true, month);
        return month.value < 0 ? value : month.value;
    }
    if (factor.kind != FactorKind::level) {
        read_number(reading.file, node, path, -1e300, 1e300, factor.kind == FactorKind::whole, factor.unit,
                    "value of the factor", value);
        return value;
    }
    if (const bool* truth = std::get_if<bool>(&node.value))
        return listed_value(reading, Node{node.place, std::string(*truth ? "true" : "false")}, path, factor);
    std::vector<std::string_view> names;
    for (const Level& level : factor.levels)
        names.push_back(level.name);
    int level = -1;
    read_choice(reading.file, node, path, names, "level of the factor", level);
    return level < 0 ? value : level;
}

} // namespace

void read_rows(StudyReading& reading, const Entry& rows, Study& study)
{
    const List* list = rows.node.list();
    if (list == nullptr || list->items.empty())
        return reading.file.refuse(rows.node, "design.rows", "must be a list of rows, such as [{ strength = 0.5 }]");
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string path = fmt::format("design.rows[{}]", i);
        const Table* table = list->items[i].table();
        if (table == nullptr) {
            reading.file.refuse(list->items[i], path, "must be a table of factors and values");
            continue;
        }
        ListedRow row{"", std::vector<double>(study.factors.size(), std::numeric_limits<double>::quiet_NaN())};
        std::vector<std::string_view> known{"variant"}, variants;
        for (std::size_t f = 0; f < study.factors.size(); ++f) {
            const std::string& id = study.factors[f].id;
            known.push_back(id);
            if (const Entry* entry = table->find(id))
                row.values[f] = listed_value(reading, entry->node, joined(path, id), study.factors[f]);
        }
        for (const Variant& variant : study.variants)
            variants.push_back(variant.id);
        refuse_unknown(reading.file, *table, path, known);
        int chosen = 0;
        if (const Entry* entry = table->find("variant")) {
            read_choice(reading.file, entry->node, path + ".variant", variants, "the variant of this row", chosen);
            row.variant = variants[static_cast<std::size_t>(chosen)];
        }
        study.design.rows.push_back(std::move(row));
    }
}

} // namespace mutualise
