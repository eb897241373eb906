/// \file Figures of the record that trajectories are held against by eye. Nothing after July 2012 is among them.
#include "json.hpp"
#include "mutualise/analysis/record_figures.hpp"
#include "recorded.hpp"

#include <array>

namespace mutualise::report
{

namespace
{

struct Figure {
    std::string_view observable;
    Month month;
    double low, high; ///< equal for one figure
    std::string_view source, words;
};

constexpr std::array<Figure, 3> figures{
    {{"mutuals_live", Month::of(2010, 4), 9, 9, "F-01", "9 mutuals at the start of 2010"},
     {"mutuals_live", on_record, mutuals_on_record, mutuals_on_record, "F-02", "at least 58 mutuals on 25 June 2012"},
     {"employees_in_mutuals", on_record, fewest_employees_on_record, most_employees_on_record, "F-04, F-05",
      "20,000 to 50,000 employees in June 2012"}}};

} // namespace

std::string observed_json()
{
    std::vector<std::string> all;
    for (const Figure& figure : figures)
        all.push_back(json::object({{"observable", json::text(figure.observable)},
                                    {"month", json::text(to_string(figure.month))},
                                    {"low", json::number(figure.low)},
                                    {"high", json::number(figure.high)},
                                    {"source", json::text(figure.source)},
                                    {"words", json::text(figure.words)}}));
    return json::list(all);
}

} // namespace mutualise::report
