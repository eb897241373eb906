/// \file contractors.csv, budget.csv and initial.csv: who bids, what is planned, what stands at the start.
#include "csv.hpp"
#include "system_tables.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{
/// The stages in which data may start a proposal.
constexpr std::array starting_stages{Stage::building, Stage::review, Stage::mobilising, Stage::mutual};

std::optional<Stage> starting_stage(const CsvTable& table, const CsvRow& row)
{
    std::vector<std::string_view> names;
    for (const Stage stage : starting_stages)
        names.push_back(stage_names[static_cast<std::size_t>(stage)]);
    const auto chosen = table.choice(row, "stage", names);
    return chosen ? std::optional(starting_stages[*chosen]) : std::nullopt;
}

void check_event(const CsvTable& table, const CsvRow& row, const InitialProposal& proposal)
{
    const bool needs_event = proposal.stage == Stage::mutual;
    if (needs_event && proposal.event == never)
        table.report(row, "event", "must be the month in which the mutual's contract ends");
    else if (proposal.event != never && proposal.event < proposal.month)
        table.report(row, "event", fmt::format("must not be before month = {}", to_string(proposal.month)));
}
} // namespace

std::vector<ContractorRow> read_contractors(const std::filesystem::path& directory,
                                            const std::vector<Service>& services, std::vector<Problem>& problems)
{
    const CsvTable table(directory, "contractors.csv", {"name", "services", "revenue", "bid_teams", "working_capital"},
                         problems);
    std::vector<ContractorRow> contractors;
    for (const CsvRow& row : table.rows()) {
        ContractorRow contractor{table.name(row, "name"), {}, 0, 0, 0};
        if (std::ranges::find(contractors, contractor.name, &ContractorRow::name) != contractors.end())
            table.report(row, "name", "is there twice");
        for (const std::size_t s : table.choices(row, "services", names_of(services)))
            contractor.services.push_back(ServiceId{static_cast<std::uint32_t>(s)});
        contractor.revenue = table.number(row, "revenue", 0, 1e12);
        contractor.bid_teams = table.number(row, "bid_teams", 0, 10000);
        contractor.working_capital = table.number(row, "working_capital", 0, 1e12);
        contractors.push_back(contractor);
    }
    return contractors;
}

std::vector<BudgetPoint> read_budget(const std::filesystem::path& directory, const std::vector<Service>& services,
                                     std::vector<Problem>& problems)
{
    const CsvTable table(directory, "budget.csv", {"services", "month", "index"}, problems);
    std::vector<BudgetPoint> points;
    std::vector<bool> seen(services.size());
    for (const CsvRow& row : table.rows()) {
        const auto month = table.month(row, "month");
        if (!month && table.text(row, "month").empty())
            table.report(row, "month", "must be a month such as 2010-09");
        const double index = table.number(row, "index", 0.01, 3);
        for (const std::size_t s : table.choices(row, "services", names_of(services))) {
            const BudgetPoint point{ServiceId{static_cast<std::uint32_t>(s)}, month.value_or(never), index};
            seen[s] = true;
            for (const BudgetPoint& earlier : points)
                if (month && earlier.service == point.service && earlier.month == point.month)
                    table.report(row, "month", fmt::format("is there twice for \"{}\"", services[s].name));
            points.push_back(point);
        }
    }
    for (std::size_t s = 0; s < services.size() && !table.rows().empty(); ++s)
        if (!seen[s])
            table.report(fmt::format("has no point for service \"{}\"", services[s].name));
    std::ranges::stable_sort(points, [](const BudgetPoint& a, const BudgetPoint& b) {
        return a.service != b.service ? a.service < b.service : a.month < b.month;
    });
    return points;
}

std::vector<InitialProposal> read_initial(const std::filesystem::path& directory, const std::vector<Service>& services,
                                          std::vector<Problem>& problems)
{
    const CsvTable table(
        directory, "initial.csv",
        {"cohort", "service", "month", "stage", "stage_uncertain", "staff", "event", "sponsored", "counts_as_other"},
        problems);
    std::vector<InitialProposal> initial;
    for (const CsvRow& row : table.rows()) {
        InitialProposal p;
        p.cohort =
            static_cast<Cohort>(table.choice(row, "cohort", {cohort_names.begin(), cohort_names.end()}).value_or(0));
        p.service = ServiceId{static_cast<std::uint32_t>(table.choice(row, "service", names_of(services)).value_or(0))};
        const auto month = table.month(row, "month");
        if (!month && table.text(row, "month").empty())
            table.report(row, "month", "must be a month such as 2010-04");
        p.month = month.value_or(Month{});
        p.stage_uncertain = table.yes_or_no(row, "stage_uncertain");
        p.staff = table.number(row, "staff", 1, 100000);
        p.event = table.month(row, "event").value_or(never);
        p.sponsored = table.yes_or_no(row, "sponsored");
        p.counts_as_other = table.yes_or_no(row, "counts_as_other");
        if (const auto stage = starting_stage(table, row)) {
            p.stage = *stage;
            check_event(table, row, p);
        }
        initial.push_back(p);
    }
    return initial;
}

} // namespace mutualise
