/// \file Indices as SALib names them.
#include "mutualise/analysis/sensitivity.hpp"

#include "mutualise/core/json.hpp"

#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

std::string number(double value) { return std::isfinite(value) ? fmt::format("{}", value) : "null"; }

template <class Items, class Text>
std::string list_of(const Items& items, Text text)
{
    std::string out;
    for (const auto& item : items)
        out += (out.empty() ? "" : ", ") + text(item);
    return "[" + out + "]";
}

std::string values(const std::vector<IndexEstimate>& all)
{
    return list_of(all, [](const IndexEstimate& each) { return number(each.value); });
}

std::string widths(const std::vector<IndexEstimate>& all)
{
    return list_of(all, [](const IndexEstimate& each) { return number(each.half_width); });
}

/// SALib's matrix: pairs above the diagonal, nothing elsewhere.
std::string pairs(std::size_t factors, const std::vector<IndexEstimate>& second, double IndexEstimate::*member)
{
    std::string out;
    for (std::size_t j = 0; j < factors; ++j) {
        std::string row;
        for (std::size_t k = 0; k < factors; ++k)
            row += (k == 0 ? "" : ", ") +
                   (k > j ? number(second[pair_place(factors, j, k)].*member) : std::string("null"));
        out += (j == 0 ? "[" : ", [") + row + "]";
    }
    return "[" + out + "]";
}

std::string output_json(const Sensitivity& s, std::size_t o)
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (s.outputs.size() > 1)
        fields.emplace_back("output", s.variant.empty() ? s.outputs[o] : json::text(s.outputs[o]));
    if (!s.variant.empty())
        fields.emplace_back("variant", json::text(s.variant));
    fields.emplace_back("names", list_of(s.factors, json::text));
    VarianceSplit split;
    if (s.method == SensitivityMethod::sobol) {
        const SobolIndices& i = s.sobol[o];
        split = i.variance;
        fields.emplace_back("S1", values(i.first));
        fields.emplace_back("S1_conf", widths(i.first));
        fields.emplace_back("ST", values(i.total));
        fields.emplace_back("ST_conf", widths(i.total));
        if (s.second_order) {
            fields.emplace_back("S2", pairs(s.factors.size(), i.second, &IndexEstimate::value));
            fields.emplace_back("S2_conf", pairs(s.factors.size(), i.second, &IndexEstimate::half_width));
        }
    } else {
        const ElementaryEffects& e = s.morris[o];
        split = e.variance;
        fields.emplace_back("mu", values(e.mean));
        fields.emplace_back("mu_conf", widths(e.mean));
        fields.emplace_back("mu_star", values(e.mean_absolute));
        fields.emplace_back("sigma", list_of(e.deviation, number));
        fields.emplace_back("mu_star_conf", widths(e.mean_absolute));
    }
    if (s.replicates > 1)
        fields.emplace_back("noise_share", number(split.noise_share()));
    std::string out;
    for (const auto& [key, text] : fields)
        out += (out.empty() ? "{" : ",\n ") + json::text(key) + ": " + text;
    return out + "}";
}

} // namespace

std::string sensitivity_json(const Sensitivity& sensitivity)
{
    if (sensitivity.outputs.size() == 1)
        return output_json(sensitivity, 0) + "\n";
    std::string out;
    for (std::size_t o = 0; o < sensitivity.outputs.size(); ++o)
        out += (out.empty() ? "[" : ",\n") + output_json(sensitivity, o);
    return out + "]\n";
}

} // namespace mutualise
