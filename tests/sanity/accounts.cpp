#include "sanity/accounts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace mutualise::testing
{

namespace
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

/// Employees and units are conserved; who is counted by region is counted by service.
void check_people(Books& books, const Population& people)
{
    for (int row = 0; row < books.rows(); ++row) {
        for (std::size_t s = 0; s < books.services(); ++s) {
            const double staff = books.sum(Observable::employees_by_owner, row, s);
            if (row > 0)
                books.equal("employees before + hired - left = employees", row, s,
                            books.sum(Observable::employees_by_owner, row - 1, s) +
                                books.at(Observable::staff_hired, row, s) - books.at(Observable::staff_left, row, s),
                            staff);
            books.equal("units are conserved", row, s, books.sum(Observable::units_by_stage, row, s),
                        books.sum(Observable::units_by_stage, 0, s));
            const double inside = books.at(Observable::employees_in_mutuals, row, s);
            books.equal("employees in mutuals are those of owner mutual", row, s, inside,
                        books.at(Observable::employees_by_owner, row, s, 1));
            books.at_most("former public staff are staff of mutuals", row, s,
                          books.at(Observable::former_public_in_mutuals, row, s) +
                              books.at(Observable::extra_staff, row, s),
                          inside);
        }
        for (std::size_t owner = 0; owner < owner_names.size(); ++owner) {
            double by_service = 0, by_region = 0;
            for (std::size_t s = 0; s < books.services(); ++s)
                by_service += books.at(Observable::employees_by_owner, row, s, owner);
            for (std::size_t r = 0; r < people.data->regions.size(); ++r)
                by_region += books.at(Observable::employees_by_owner_region, row, r, owner);
            books.equal("employees by region = employees by service", row, owner, by_region, by_service);
        }
    }
}

/// Mutuals founded less those ended are those live; each is of one service, one region, one cohort.
void check_mutuals(Books& books)
{
    constexpr std::size_t live_state = 4, ended_state = 5;
    double in_hand_before = 0, ended_before = 0;
    for (int row = 0; row < books.rows(); ++row) {
        double active = 0, live_cohorts = 0, in_hand = 0, ended = 0, known = 0;
        for (std::size_t s = 0; s < books.services(); ++s) {
            const double live = books.at(Observable::mutuals_live_all, row, s);
            active += live > 0 ? 1 : 0;
            if (row > 0)
                books.equal("mutuals before + founded - ended = live", row, s,
                            books.at(Observable::mutuals_live_all, row - 1, s) +
                                books.at(Observable::mutuals_founded, row, s) -
                                books.at(Observable::mutuals_failed, row, s),
                            live);
            books.at_most("the record's mutuals are mutuals", row, s, books.at(Observable::mutuals_live, row, s), live);
            books.at_most("majority-owned mutuals are mutuals", row, s,
                          books.at(Observable::mutuals_majority_owned, row, s), live);
            books.at_most("a live mutual has units", row, s, live, books.at(Observable::units_by_stage, row, s, 5));
        }
        for (std::size_t c = 0; c < cohort_names.size(); ++c) {
            for (std::size_t state = 0; state < live_state; ++state)
                in_hand += books.at(Observable::cohorts, row, c, state);
            for (std::size_t state = 1; state < live_state; ++state)
                known += books.at(Observable::cohorts, row, c, state);
            live_cohorts += books.at(Observable::cohorts, row, c, live_state);
            ended += books.at(Observable::cohorts, row, c, ended_state);
        }
        books.equal("services active are those with mutuals", row, 0, books.total(Observable::services_active, row),
                    active);
        books.equal("mutuals by region = mutuals by service", row, 0, books.total(Observable::mutuals_live_region, row),
                    books.total(Observable::mutuals_live, row));
        books.equal("live mutuals by cohort = by service", row, 0, live_cohorts,
                    books.total(Observable::mutuals_live_all, row));
        books.equal("founded by cohort = founded by service", row, 0, books.total(Observable::founded_by_cohort, row),
                    books.total(Observable::mutuals_founded, row));
        books.equal("the known pipeline is what stands in review or later", row, 0,
                    books.total(Observable::pipeline_known, row), known);
        if (row > 0) {
            const double exits = books.total(Observable::exits, row);
            books.equal("in hand before + launched - exits - founded = in hand", row, 0,
                        in_hand_before + books.total(Observable::launches, row) - exits -
                            books.total(Observable::mutuals_founded, row),
                        in_hand);
            books.equal("ended before + exits + mutuals ended = ended", row, 0,
                        ended_before + exits + books.total(Observable::mutuals_failed, row), ended);
        }
        in_hand_before = in_hand;
        ended_before = ended;
    }
}

/// Votes, vetoes, tests and tenders: no more come out than went in.
void check_decisions(Books& books)
{
    constexpr auto first_test = static_cast<std::size_t>(ExitReason::failed_pqq_turnover);
    constexpr auto first_level = static_cast<std::size_t>(ExitReason::vetoed_level_1);
    std::vector<double> open(books.services() * tender_names.size());
    for (int row = 0; row < books.rows(); ++row)
        for (std::size_t s = 0; s < books.services(); ++s) {
            const auto exits = [&](std::size_t reason) { return books.at(Observable::exits, row, s, reason); };
            const auto now = [&](Observable o) { return books.at(o, row, s); };
            books.at_most("ballots carried were held", row, s, now(Observable::ballots_carried),
                          now(Observable::ballots));
            books.at_most("lost ballots were held and not carried", row, s, exits(0),
                          now(Observable::ballots) - now(Observable::ballots_carried));
            double vetoes = now(Observable::finance_vetoes) + now(Observable::leadership_vetoes), died = 0;
            for (std::size_t level = 0; level < max_levels; ++level) {
                const double here = books.at(Observable::vetoes, row, s, level);
                books.at_most("a veto of a level ends what it vetoed", row, s, exits(first_level + level), here);
                vetoes += here;
                died += exits(first_level + level);
            }
            books.at_most("a manager's veto is an answer", row, s, books.sum(Observable::vetoes, row, s),
                          now(Observable::reviews));
            books.at_most("finance ends what it vetoed", row, s,
                          exits(static_cast<std::size_t>(ExitReason::vetoed_finance)), now(Observable::finance_vetoes));
            books.at_most("leaders end what they vetoed", row, s,
                          exits(static_cast<std::size_t>(ExitReason::vetoed_leadership)),
                          now(Observable::leadership_vetoes));
            died += exits(static_cast<std::size_t>(ExitReason::vetoed_finance)) +
                    exits(static_cast<std::size_t>(ExitReason::vetoed_leadership));
            books.at_most("a veto is final or overridden, not both", row, s, now(Observable::overrides) + died, vetoes);
            books.at_most("who is approved has staff", row, s, now(Observable::approvals),
                          now(Observable::approved_staff));
            for (std::size_t test = 0; test < pqq_test_names.size(); ++test)
                books.at_most("who leaves by a test failed it", row, s, exits(first_test + test),
                              books.at(Observable::pqq_failures, row, s, test));
            books.at_most("bonds refused were demanded", row, s, now(Observable::bonds_refused),
                          now(Observable::bonds_demanded));
            books.at_most("who leaves by a bond was refused one", row, s,
                          exits(static_cast<std::size_t>(ExitReason::failed_bond)), now(Observable::bonds_refused));
            books.at_most("grants were applied for", row, s, now(Observable::support_grants),
                          now(Observable::support_applications));
            books.equal("awards + abandoned = tenders cleared", row, s,
                        books.sum(Observable::awards, row, s) + books.sum(Observable::tenders_abandoned, row, s),
                        books.sum(Observable::tenders_cleared, row, s));
            for (std::size_t kind = 0; kind < tender_names.size(); ++kind) {
                double& here = open[s * tender_names.size() + kind];
                here += books.at(Observable::tenders_opened, row, s, kind) -
                        books.at(Observable::tenders_cleared, row, s, kind);
                books.at_most("tenders cleared were opened", row, s, 0, here);
            }
        }
}

/// No lever earns money, costs anything where it is not, or grants more than its budget.
void check_lever_costs(Books& books, const Scenario& scenario)
{
    const Levers& l = scenario.levers;
    const std::array<bool, lever_names.size()> present{!l.right.empty(),    !l.bond.empty(),    !l.preference.empty(),
                                                       !l.pqq.empty(),      !l.support.empty(), !l.pension.empty(),
                                                       !l.campaign.empty(), !l.deadline.empty()};
    double granted = 0, budgets = 0;
    for (const SupportProgramme& programme : scenario.levers.support)
        budgets += programme.budget * scenario.population.scale;
    for (int row = 0; row < books.rows(); ++row) {
        for (std::size_t lever = 0; lever < lever_names.size(); ++lever) {
            const double cost = books.at(Observable::lever_cost, row, lever);
            books.at_most("no lever earns money", row, lever, 0, cost);
            if (!present[lever])
                books.equal("a lever that is not there costs nothing", row, lever, cost, 0);
        }
        granted += books.at(Observable::lever_cost, row, 4);
        books.at_most("grants stay within their budgets", row, 4, granted, budgets * (1 + 1e-9));
    }
}

/// The proposal log tells the same months as the counts.
void check_log(Books& books, const Trajectory& record)
{
    Trajectory told(record.rows(), record.lengths());
    std::vector<double> units(static_cast<std::size_t>(record.rows()) * books.services());
    for (const ProposalRow& p : record.proposals) {
        const bool founded = (p.flags & 16) != 0;
        told.at(Observable::launches, p.launched, p.service, p.route) += 1;
        if (p.decided >= 0)
            told.at(Observable::ballots, p.decided, p.service) += 1;
        if (p.ended >= 0 && founded) {
            told.at(Observable::mutuals_founded, p.ended, p.service) += 1;
            told.at(Observable::founding_months, p.ended, p.cohort) += p.ended - p.launched;
        }
        if (p.ended >= 0 && !founded)
            told.at(Observable::exits, p.ended, p.service, static_cast<std::size_t>(p.reason)) += 1;
        for (int row = p.launched; row < (p.ended >= 0 ? p.ended : record.rows()); ++row)
            units[static_cast<std::size_t>(row) * books.services() + p.service] += p.units;
    }
    for (const Observable o : {Observable::launches, Observable::ballots, Observable::mutuals_founded,
                               Observable::founding_months, Observable::exits}) {
        const auto counted = record.values(o), in_log = told.values(o);
        const std::size_t cells = counted.size() / static_cast<std::size_t>(record.rows());
        const std::string rule = fmt::format("{} counted = {} in the log", spec(o).name, spec(o).name);
        for (std::size_t v = 0; v < counted.size(); ++v)
            books.equal(rule.c_str(), static_cast<int>(v / cells), v % cells, counted[v], in_log[v]);
    }
    for (int row = 0; row < books.rows(); ++row)
        for (std::size_t s = 0; s < books.services(); ++s) {
            double on_the_way = 0;
            for (std::size_t stage = 1; stage < 5; ++stage)
                on_the_way += books.at(Observable::units_by_stage, row, s, stage);
            books.equal("units on the way are those of the log's proposals", row, s, on_the_way,
                        units[static_cast<std::size_t>(row) * books.services() + s]);
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

} // namespace mutualise::testing
