/// \file The rows of every kind of design, as factor values.
#include "mutualise/scenario/settable.hpp"
#include "mutualise/study/design.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mutualise
{

namespace
{

using Rows = std::vector<std::vector<double>>;
constexpr double not_moved = std::numeric_limits<double>::quiet_NaN();

/// Every combination of one value of each factor's list.
Rows crossed(const std::vector<std::vector<double>>& lists)
{
    std::vector<std::size_t> counts;
    counts.reserve(lists.size());
    for (const std::vector<double>& list : lists)
        counts.push_back(list.size());
    Rows rows;
    for (const std::vector<std::size_t>& choice : combinations(counts)) {
        std::vector<double> row;
        for (std::size_t f = 0; f < lists.size(); ++f)
            row.push_back(lists[f][choice[f]]);
        rows.push_back(std::move(row));
    }
    return rows;
}

Rows grid(const Study& study, bool ends_only)
{
    std::vector<std::vector<double>> lists;
    for (const Factor& factor : study.factors) {
        std::vector<double> list = listed_values(factor);
        if (ends_only && list.size() > 1)
            list = {list.front(), list.back()};
        lists.push_back(std::move(list));
    }
    return crossed(lists);
}

/// The variant as it is, then each factor's values one after the other, the rest at rest.
Rows one_at_a_time(const Study& study, const std::vector<double>& at_rest)
{
    Rows rows{at_rest};
    for (std::size_t f = 0; f < study.factors.size(); ++f)
        for (const double value : listed_values(study.factors[f])) {
            if (value == at_rest[f])
                continue;
            rows.push_back(at_rest);
            rows.back()[f] = value;
        }
    return rows;
}

Rows listed(const Study& study, const Variant& variant, const std::vector<double>& at_rest)
{
    Rows rows;
    for (const ListedRow& row : study.design.rows) {
        if (!row.variant.empty() && row.variant != variant.id)
            continue;
        rows.push_back(row.values);
        for (std::size_t f = 0; f < at_rest.size(); ++f)
            if (std::isnan(rows.back()[f]))
                rows.back()[f] = at_rest[f];
    }
    return rows;
}

UnitRows sampled(const Study& study)
{
    std::vector<std::string> ids;
    for (const Factor& factor : study.factors)
        ids.push_back(factor.id);
    switch (study.design.kind) {
    case DesignKind::latin_hypercube:
        return latin_hypercube(ids, study.design.points, study.design.seed);
    case DesignKind::sobol:
        return sobol_rows(ids, study.design);
    case DesignKind::morris:
        return morris_rows(ids, study.design);
    default:
        return saltelli_rows(ids, study.design);
    }
}

Rows mapped(const std::vector<Factor>& factors, Rows rows)
{
    for (std::vector<double>& row : rows)
        for (std::size_t f = 0; f < factors.size(); ++f)
            row[f] = value_at(factors[f], row[f]);
    return rows;
}

/// The factor's value that leaves this key as it is.
double own_value(const Factor& factor, const MovedKey& key, const Settable& settable)
{
    if (factor.kind != FactorKind::level)
        return settable.value - key.offset;
    if (settable.kind == SettableKind::truth)
        return value_of_text(factor, settable.value != 0 ? "true" : "false");
    if (settable.kind == SettableKind::choice)
        return value_of_text(factor, std::string(settable.choices[static_cast<std::size_t>(settable.value)]));
    return not_moved;
}

} // namespace

std::vector<std::vector<std::size_t>> combinations(const std::vector<std::size_t>& counts)
{
    std::vector<std::vector<std::size_t>> all{std::vector<std::size_t>(counts.size())};
    for (;;) {
        std::vector<std::size_t> next = all.back();
        std::size_t f = counts.size();
        while (f > 0 && ++next[f - 1] == counts[f - 1])
            next[--f] = 0;
        if (f == 0)
            return all;
        all.push_back(std::move(next));
    }
}

double value_at_rest(const Factor& factor, const Variant& variant)
{
    if (!std::isnan(factor.rest))
        return factor.rest;
    if (factor.keys.empty())
        return 0;
    double common = not_moved;
    const std::vector<Settable> settable = settable_keys(variant.scenario);
    for (const MovedKey& key : factor.keys) {
        const auto found =
            std::find_if(settable.begin(), settable.end(), [&](const Settable& s) { return s.path == key.path; });
        const double value = found == settable.end() ? not_moved : own_value(factor, key, *found);
        if (&key == &factor.keys.front())
            common = value;
        else if (value != common)
            return not_moved;
    }
    return common;
}

std::vector<std::vector<double>> design_rows(const Study& study, const Variant& variant)
{
    std::vector<double> at_rest;
    for (const Factor& factor : study.factors)
        at_rest.push_back(value_at_rest(factor, variant));
    switch (study.design.kind) {
    case DesignKind::none:
        return {at_rest};
    case DesignKind::grid:
    case DesignKind::factorial:
        return grid(study, study.design.kind == DesignKind::factorial);
    case DesignKind::list:
    case DesignKind::table:
        return listed(study, variant, at_rest);
    case DesignKind::one_at_a_time:
        return one_at_a_time(study, at_rest);
    default:
        return mapped(study.factors, sampled(study));
    }
}

} // namespace mutualise
