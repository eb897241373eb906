#include "sanity/accounts.hpp"

#include "sanity/books.hpp"
#include "sanity/material.hpp"

namespace mutualise::testing
{

namespace
{

/// Counts are whole numbers from 0 up, shares lie in [0, 1], and what does not exist is NaN, not a number made up.
void check_values(Books& books, const Trajectory& record)
{
    for (std::size_t i = 0; i < observable_count; ++i) {
        const auto o = static_cast<Observable>(i);
        const std::string rule = fmt::format("{} is a count", spec(o).name);
        const auto values = record.values(o);
        const std::size_t cells = values.size() / static_cast<std::size_t>(record.rows());
        for (std::size_t v = 0; v < values.size(); ++v)
            if (spec(o).kind == ValueKind::count)
                books.equal(rule.c_str(), static_cast<int>(v / cells), v % cells, values[v],
                            std::max(0.0, std::floor(values[v])));
    }
    for (int row = 0; row < books.rows(); ++row)
        for (std::size_t s = 0; s < books.services(); ++s) {
            const double staff =
                books.sum(Observable::employees_by_owner, row, s) - books.at(Observable::extra_staff, row, s);
            const double live = books.at(Observable::mutuals_live_all, row, s),
                         awards = books.sum(Observable::awards, row, s);
            const auto exists = [&](const char* rule, Observable o, double source) {
                books.equal(rule, row, s, std::isnan(books.at(o, row, s)) ? 0 : 1, source > 0 ? 1 : 0);
            };
            if (books.at(Observable::extra_staff, row, s) == 0)
                exists("a mean attitude where there is staff", Observable::mean_attitude, staff);
            exists("a motivation where there are mutuals", Observable::motivation, live);
            exists("a quality where there are mutuals", Observable::service_quality, live);
            exists("a price where there are awards", Observable::award_price, awards);
            for (const Observable share :
                 {Observable::mean_attitude, Observable::interested_share, Observable::undecided_share,
                  Observable::motivation, Observable::service_quality})
                if (const double value = books.at(share, row, s); !std::isnan(value)) {
                    books.at_most("shares are at most 1", row, s, value, 1);
                    books.at_most("shares are at least 0", row, s, 0, value);
                }
            const double known =
                books.at(Observable::interested_share, row, s) + books.at(Observable::undecided_share, row, s);
            if (!std::isnan(known))
                books.at_most("interested + undecided are at most all", row, s, known, 1 + 1e-12);
            books.at_most("no budget below its floor", row, s, 0.05,
                          std::isnan(books.at(Observable::budget_index, row, s))
                              ? 1
                              : books.at(Observable::budget_index, row, s) + 1e-12);
        }
}

} // namespace

std::vector<std::string> unbalanced(const Trajectory& record, const Scenario& scenario, const Population& people)
{
    Books books(record, scenario);
    check_values(books, record);
    check_people(books, people);
    check_mutuals(books);
    check_decisions(books);
    check_lever_costs(books, scenario);
    check_log(books, record);
    return std::move(books).faults();
}

std::string fault_of(const RunOutcome& outcome, const Scenario& scenario, const Population& people)
{
    if (outcome.failed)
        return outcome.failure;
    const std::vector<std::string> faults = unbalanced(outcome.trajectory, scenario, people);
    return faults.empty() ? "" : faults.front();
}

Fault books_fault(std::shared_ptr<const SystemData> data)
{
    return [data = std::move(data)](const ScenarioPair& pair) -> std::string {
        const Population people = people_of(pair.weaker, data);
        for (const RunOutcome& outcome : runs_of(people, {&pair.weaker}, 0, seeds))
            if (const std::string found = fault_of(outcome, pair.weaker, people); !found.empty())
                return found;
        return "";
    };
}

} // namespace mutualise::testing
