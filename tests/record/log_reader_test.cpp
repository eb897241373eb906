#include "mutualise/record/log_reader.hpp"

#include "record/synthetic.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("logs come back a run at a time, column by column")
{
    const ScratchFolder folder;
    const Ensemble e = synthetic_ensemble(3);
    write_ensemble(folder.path / "e.h5", e);
    const LogReader log(folder.path / "e.h5");
    REQUIRE((log.has_proposals() && log.has_decisions()));
    for (const RunRecord& run : e.runs) {
        const std::vector<ProposalRow> proposals = log.proposals(run.index);
        const std::vector<DecisionRow> decisions = log.decisions(run.index);
        REQUIRE((proposals.size() == 2 && decisions.size() == 2));
        for (std::size_t i = 0; i < 2; ++i) {
            const ProposalRow &a = proposals[i], &b = run.trajectory.proposals[i];
            CHECK((a.proposal == b.proposal && a.unit == b.unit && a.units == b.units && a.service == b.service));
            CHECK((a.region == b.region && a.organisation == b.organisation && a.cohort == b.cohort));
            CHECK((a.route == b.route && a.stage == b.stage && a.reason == b.reason && a.launched == b.launched));
            CHECK((a.decided == b.decided && a.approved == b.approved && a.awarded == b.awarded && a.ended == b.ended));
            CHECK((a.staff == b.staff && a.value == b.value && a.quality == b.quality && a.flags == b.flags));
            CHECK((a.ballot == b.ballot || (std::isnan(a.ballot) && std::isnan(b.ballot))));
            const DecisionRow &c = decisions[i], &d = run.trajectory.decisions[i];
            CHECK((c.proposal == d.proposal && c.row == d.row && c.decision == d.decision && c.outcome == d.outcome));
            CHECK(c.counterpart == d.counterpart);
            CHECK((c.probability == d.probability || (std::isnan(c.probability) && std::isnan(d.probability))));
        }
    }
    CHECK(log.proposals(1).empty());
}

TEST_CASE("a file without logs says so")
{
    const ScratchFolder folder;
    Ensemble e = synthetic_ensemble(1);
    e.with_proposals = e.with_decisions = false;
    write_ensemble(folder.path / "e.h5", e);
    const LogReader log(folder.path / "e.h5");
    CHECK((!log.has_proposals() && !log.has_decisions()));
    CHECK(log.decisions(0).empty());
}
