#include "sanity/books.hpp"

#include <array>

namespace mutualise::testing
{

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

} // namespace mutualise::testing
