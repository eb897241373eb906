/// \file Indices as a result file.
#include "mutualise/analysis/sensitivity.hpp"

#include <limits>

namespace mutualise
{

namespace
{

ResultVariable variable(const std::string& name, const std::string& meaning, bool by_factor = true)
{
    std::vector<std::string> axes{"variant", "output"};
    if (by_factor)
        axes.push_back("factor");
    return {name, meaning, "1", axes, std::vector<double>{}};
}

void put(Result& result, ResultVariable what, std::vector<double> values)
{
    what.values = std::move(values);
    result.variables.push_back(std::move(what));
}

template <class Value>
std::vector<double> each(const std::vector<Sensitivity>& all, Value value)
{
    std::vector<double> values;
    for (const Sensitivity& s : all)
        for (std::size_t o = 0; o < s.outputs.size(); ++o)
            for (std::size_t j = 0; j < s.factors.size(); ++j)
                values.push_back(value(s, o, j));
    return values;
}

template <class Value>
std::vector<double> each_output(const std::vector<Sensitivity>& all, Value value)
{
    std::vector<double> values;
    for (const Sensitivity& s : all)
        for (std::size_t o = 0; o < s.outputs.size(); ++o)
            values.push_back(value(s.method == SensitivityMethod::sobol ? s.sobol[o].variance : s.morris[o].variance));
    return values;
}

void put_sobol(Result& result, const std::vector<Sensitivity>& all)
{
    using S = const Sensitivity&;
    using N = std::size_t;
    put(result, variable("S1", "first order index"),
        each(all, [](S s, N o, N j) { return s.sobol[o].first[j].value; }));
    put(result, variable("S1_conf", "half width of the interval"),
        each(all, [](S s, N o, N j) { return s.sobol[o].first[j].half_width; }));
    put(result, variable("ST", "total index"), each(all, [](S s, N o, N j) { return s.sobol[o].total[j].value; }));
    put(result, variable("ST_conf", "half width of the interval"),
        each(all, [](S s, N o, N j) { return s.sobol[o].total[j].half_width; }));
    if (!all.front().second_order)
        return;
    ResultAxis other = result.axis("factor");
    other.name = "other_factor";
    other.long_name = "second factor of a pair";
    result.axes.push_back(other);
    for (const bool width : {false, true}) {
        ResultVariable what = variable(width ? "S2_conf" : "S2", width ? "half width of the interval"
                                                                       : "index of a pair; NaN but above the diagonal");
        what.axes.push_back("other_factor");
        std::vector<double> values;
        for (const Sensitivity& s : all)
            for (const SobolIndices& i : s.sobol)
                for (std::size_t j = 0; j < s.factors.size(); ++j)
                    for (std::size_t k = 0; k < s.factors.size(); ++k) {
                        if (k <= j) {
                            values.push_back(std::numeric_limits<double>::quiet_NaN());
                            continue;
                        }
                        const IndexEstimate& pair = i.second[pair_place(s.factors.size(), j, k)];
                        values.push_back(width ? pair.half_width : pair.value);
                    }
        put(result, what, values);
    }
}

void put_morris(Result& result, const std::vector<Sensitivity>& all)
{
    using S = const Sensitivity&;
    using N = std::size_t;
    put(result, variable("mu", "mean effect over a factor's whole range, in units of the output"),
        each(all, [](S s, N o, N j) { return s.morris[o].mean[j].value; }));
    put(result, variable("mu_conf", "half width of the interval"),
        each(all, [](S s, N o, N j) { return s.morris[o].mean[j].half_width; }));
    put(result, variable("mu_star", "mean size of the effect"),
        each(all, [](S s, N o, N j) { return s.morris[o].mean_absolute[j].value; }));
    put(result, variable("mu_star_conf", "half width of the interval"),
        each(all, [](S s, N o, N j) { return s.morris[o].mean_absolute[j].half_width; }));
    put(result, variable("sigma", "standard deviation of the effect, luck taken out"),
        each(all, [](S s, N o, N j) { return s.morris[o].deviation[j]; }));
    put(result, variable("noise_floor", "mu_star that luck alone would show; NaN with one replicate"),
        each(all, [](S s, N o, N j) { return s.morris[o].noise_floor[j]; }));
}

} // namespace

Result sensitivity_result(const std::vector<Sensitivity>& all)
{
    Result result;
    const Sensitivity& first = all.front();
    const bool sobol = first.method == SensitivityMethod::sobol;
    result.analysis = "sensitivity";
    result.title = sobol ? "Sobol's indices" : "Morris' elementary effects";
    result.settings = {{"method", sobol ? "sobol" : "morris"}, {"second_order", first.second_order ? "yes" : "no"}};
    std::vector<std::string> variants;
    for (const Sensitivity& s : all)
        variants.push_back(s.variant.empty() ? "sample" : s.variant);
    result.axes = {{"variant", "variant of the scenario", "", variants},
                   {"output", "outcome, or column of the outputs", "", first.outputs},
                   {"factor", "factor of the study, or input of the sample", "", first.factors}};
    if (sobol)
        put_sobol(result, all);
    else
        put_morris(result, all);
    using V = const VarianceSplit&;
    put(result, variable("variance", "variance of one run's output, in its units squared", false),
        each_output(all, [](V v) { return v.total; }));
    put(result, variable("variance_expected", "of it, variance of the expected output", false),
        each_output(all, [](V v) { return v.explained; }));
    put(result, variable("variance_luck", "of it, mean variance between replicates; NaN with one", false),
        each_output(all, [](V v) { return v.noise; }));
    put(result, variable("variance_shared_luck", "of it, the same at every point", false),
        each_output(all, [](V v) { return v.shared; }));
    std::vector<std::int64_t> units, left_out, replicates;
    for (const Sensitivity& s : all) {
        units.push_back(static_cast<std::int64_t>(s.units));
        left_out.push_back(static_cast<std::int64_t>(s.left_out));
        replicates.push_back(static_cast<std::int64_t>(s.replicates));
    }
    result.variables.push_back({sobol ? "base_points" : "trajectories", "analysed", "1", {"variant"}, units});
    result.variables.push_back({"left_out", "of them left out, for missing runs", "1", {"variant"}, left_out});
    result.variables.push_back({"replicates", "runs a point", "1", {"variant"}, replicates});
    return result;
}

} // namespace mutualise
