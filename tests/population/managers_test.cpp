#include "miniature.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using mutualise::testing::small_population;

TEST_CASE("every unit's chain of managers rises level by level to its organisation's one head")
{
    const Population& people = small_population();
    std::vector<ManagerId> heads(people.organisations.size(), ManagerId::none());
    for (const UnitId u : people.units.ids()) {
        const Unit& unit = people.units[u];
        bool passed_branch_head = false;
        ManagerId m = people.manager_of(u);
        REQUIRE(people.managers[m].level == 1);
        for (;; m = people.managers[m].superior) {
            const Manager& manager = people.managers[m];
            REQUIRE(manager.organisation == unit.organisation);
            passed_branch_head |= m == people.branches[unit.branch].head;
            if (!manager.superior.exists())
                break;
            REQUIRE(people.managers[manager.superior].level > manager.level);
        }
        CHECK(passed_branch_head);
        ManagerId& head = heads[unit.organisation.value];
        CHECK((!head.exists() || head == m));
        head = m;
        CHECK(people.levels_above(u) >= 1);
    }
}

TEST_CASE("a superior is one level above the highest of those below, of whom there are at most the span of control")
{
    const Population& people = small_population();
    std::vector<int> highest(people.managers.size(), 0), inferiors(people.managers.size(), 0);
    for (const Manager& m : people.managers)
        if (m.superior.exists()) {
            highest[m.superior.value] = std::max<int>(highest[m.superior.value], m.level);
            ++inferiors[m.superior.value];
        }
    for (const ManagerId m : people.managers.ids()) {
        CHECK(people.managers[m].level == highest[m.value] + 1);
        CHECK((m.value < people.units.size()) == (inferiors[m.value] == 0));
    }
    for (const Branch& branch : people.branches)
        for (const UnitId u : branch.units) {
            const ManagerId superior = people.managers[people.manager_of(u)].superior;
            if (branch.units.count > 1)
                CHECK(inferiors[superior.value] <= std::ceil((*people.data)[branch.service].span_of_control));
        }
}

TEST_CASE("a branch of one unit is headed by the unit's manager, an organisation of one branch by the branch's head")
{
    const Population& people = small_population();
    int single_units = 0, single_branches = 0;
    for (const Branch& branch : people.branches)
        if (branch.units.count == 1) {
            CHECK(branch.head == people.manager_of(branch.units.first));
            ++single_units;
        }
    for (const Organisation& o : people.organisations) {
        const Manager& head = people.managers[people.branches[o.branches.front()].head];
        CHECK(head.superior.exists() == (o.branches.size() > 1));
        single_branches += o.branches.size() == 1 ? 1 : 0;
    }
    CHECK(single_units > 0);
    CHECK(single_branches > 0);
}
