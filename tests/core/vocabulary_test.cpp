/// \file The closed vocabularies and their recorded names.
#include "mutualise/core/vocabulary.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace mutualise;

namespace
{
template <class Value, std::size_t size>
std::string_view name(const std::array<std::string_view, size>& names, Value value)
{
    return names.at(static_cast<std::size_t>(value));
}

template <std::size_t size>
bool all_different(std::array<std::string_view, size> names)
{
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) == names.end() && !names.front().empty();
}
} // namespace

TEST_CASE("the last value of each vocabulary has the last name")
{
    CHECK(name(stage_names, Stage::outsourced) == "outsourced");
    CHECK(name(owner_names, OwnerKind::contractor) == "outsourced");
    CHECK(name(cohort_names, Cohort::none) == "none");
    CHECK(name(route_names, Route::responsive) == "responsive");
    CHECK(name(reason_names, ExitReason::transferred_public) == "transferred_public");
    CHECK(name(pqq_test_names, PqqTest::track_record) == "track_record");
    CHECK(name(winner_names, Winner::public_body) == "public_body");
    CHECK(name(tender_names, TenderKind::contract_end) == "contract_end");
    CHECK(name(decision_names, Decision::deadline) == "deadline");
}

TEST_CASE("names are different within a vocabulary")
{
    CHECK(all_different(stage_names));
    CHECK(all_different(owner_names));
    CHECK(all_different(cohort_names));
    CHECK(all_different(route_names));
    CHECK(all_different(reason_names));
    CHECK(all_different(pqq_test_names));
    CHECK(all_different(winner_names));
    CHECK(all_different(tender_names));
    CHECK(all_different(decision_names));
}

TEST_CASE("a veto above the last recorded level counts at the last")
{
    CHECK(vetoed_at(1) == ExitReason::vetoed_level_1);
    CHECK(vetoed_at(8) == ExitReason::vetoed_level_8);
    CHECK(vetoed_at(11) == ExitReason::vetoed_level_8);
    CHECK(name(reason_names, vetoed_at(5)) == "vetoed_level_5");
}
