/// \file A run's books: what was recorded, and the rules that it breaks.
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/scenario/scenario.hpp"
#include "mutualise/state/trajectory.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <string>
#include <vector>

namespace mutualise::testing
{

/// A run's books, and the first fault found under each rule.
class Books
{
public:
    Books(const Trajectory& record, const Scenario& scenario) : record_(record), scenario_(scenario) {}

    int rows() const { return record_.rows(); }
    std::size_t services() const { return record_.lengths().services; }
    double at(Observable o, int row, std::size_t first = 0, std::size_t second = 0) const
    {
        return record_.at(o, row, first, second);
    }
    double sum(Observable o, int row, std::size_t first) const
    {
        double all = 0;
        for (std::size_t second = 0; second < std::max<std::size_t>(1, record_.lengths()(spec(o).second)); ++second)
            all += at(o, row, first, second);
        return all;
    }
    double total(Observable o, int row) const { return record_.total(o, row); }

    void equal(const char* rule, int row, std::size_t where, double left, double right)
    {
        if (!(left == right) && !(std::isnan(left) && std::isnan(right)))
            fault(rule, row, where, left, "is not", right);
    }
    void at_most(const char* rule, int row, std::size_t where, double left, double right)
    {
        if (!(left <= right))
            fault(rule, row, where, left, "is above", right);
    }
    std::vector<std::string> faults() && { return std::move(faults_); }

private:
    void fault(const char* rule, int row, std::size_t where, double left, const char* relation, double right)
    {
        if (rules_.insert(rule).second)
            faults_.push_back(fmt::format("{}: {} {} {} in {} (row {}, place {})", rule, left, relation, right,
                                          to_string(scenario_.horizon.month_of_row(row)), row, where));
    }

    const Trajectory& record_;
    const Scenario& scenario_;
    std::set<std::string> rules_;
    std::vector<std::string> faults_;
};

// Stocks.

/// Employees and units are conserved; who is counted by region is counted by service.
void check_people(Books& books, const Population& people);

/// Mutuals founded less those ended are those live; each is of one service, one region, one cohort.
void check_mutuals(Books& books);

// Flows.

/// Votes, vetoes, tests and tenders: no more come out than went in.
void check_decisions(Books& books);

/// No lever earns money, costs anything where it is not, or grants more than its budget.
void check_lever_costs(Books& books, const Scenario& scenario);

/// The proposal log tells the same months as the counts.
void check_log(Books& books, const Trajectory& record);

} // namespace mutualise::testing
