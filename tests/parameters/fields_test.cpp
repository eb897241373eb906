#include "mutualise/scenario/scenario_fields.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <type_traits>

using namespace mutualise;

namespace
{

/// Size of a struct that begins with `head` bytes and goes on with the fields in their order.
template <class Owner>
std::size_t size_of_fields(std::size_t head)
{
    std::size_t end = head;
    for (const Field<Owner>& field : fields<Owner>())
        std::visit([&]<class T>(T Owner::*) { end = (end + alignof(T) - 1) / alignof(T) * alignof(T) + sizeof(T); },
                   field.member);
    return (end + alignof(Owner) - 1) / alignof(Owner) * alignof(Owner);
}

template <class Owner>
void check_default_within_bounds(const Field<Owner>& field)
{
    const Owner defaults{};
    if (const auto* number = std::get_if<double Owner::*>(&field.member)) {
        CHECK(field.lower < field.upper);
        CHECK(defaults.**number >= field.lower);
        CHECK(defaults.**number <= field.upper);
        CHECK((!field.integer || defaults.**number == std::floor(defaults.**number)));
    } else if (const auto* whole = std::get_if<int Owner::*>(&field.member)) {
        CHECK(defaults.**whole >= field.lower);
        CHECK(defaults.**whole <= field.upper);
        if (!field.choices.empty()) {
            CHECK(field.lower == 0);
            CHECK(field.upper == static_cast<double>(field.choices.size() - 1));
        }
    }
}

/// No two fields are the same member.
template <class Owner>
void check_members_differ()
{
    for (const Field<Owner>& a : fields<Owner>())
        for (const Field<Owner>& b : fields<Owner>())
            CHECK((&a == &b || a.member != b.member));
}

template <class Owner>
void check_fields(const std::string& owner)
{
    std::set<std::string> names;
    for (const Field<Owner>& field : fields<Owner>()) {
        CAPTURE(owner, std::string(field.name));
        CHECK(names.insert(std::string(field.name)).second);
        CHECK(field.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string_view::npos);
        const bool sourced =
            field.source.find("F-") != std::string_view::npos || field.source.find("assumed") != std::string_view::npos;
        CHECK(sourced);
        CHECK(!field.unit.empty());
        CHECK(!field.meaning.empty());
        CHECK(field.meaning.find('|') == std::string_view::npos);
        check_default_within_bounds(field);
    }
    check_members_differ<Owner>();
}

} // namespace

TEST_CASE("every parameter has its own name, a unit, a source, a meaning and a default within its bounds")
{
    for_each_process([]<class Owner>(const char* process, Owner Parameters::*, auto) { check_fields<Owner>(process); });
}

TEST_CASE("every lever's field has its own name, a unit, a source, a meaning and a default within its bounds")
{
    for_each_lever_kind(
        []<class Lever>(std::vector<Lever> Levers::*) { check_fields<Lever>(std::string(Lever::name)); });
}

TEST_CASE("every setting has its own name, a unit, a source, a meaning and a default within its bounds")
{
    check_fields<Horizon>("horizon");
    check_fields<PopulationSettings>("population");
    check_fields<InitialSettings>("initial");
    check_fields<CaseSettings>("case");
}

TEST_CASE("the fields of a process are all of its parameters")
{
    for_each_process([]<class Owner>(const char* process, Owner Parameters::*, auto) {
        CAPTURE(process);
        CHECK(size_of_fields<Owner>(0) == sizeof(Owner));
    });
}

TEST_CASE("the fields of a kind of lever are all of its strengths")
{
    for_each_lever_kind([]<class Lever>(std::vector<Lever> Levers::*) {
        CAPTURE(std::string(Lever::name));
        CHECK(size_of_fields<Lever>(sizeof(LeverScope)) == sizeof(Lever));
    });
}

TEST_CASE("the processes are all of the parameters, and no two have one name")
{
    std::set<std::string> names;
    std::size_t size = 0;
    for_each_process([&]<class Owner>(const char* process, Owner Parameters::*, auto) {
        CHECK(names.insert(process).second);
        size += sizeof(Owner);
    });
    CHECK(size == sizeof(Parameters));
}

TEST_CASE("no key of a lever's scope is a field of its kind")
{
    for_each_lever_kind([]<class Lever>(std::vector<Lever> Levers::*) {
        for (const Field<Lever>& field : fields<Lever>())
            for (const std::string_view key : {"name", "from", "until", "announced", "services", "nations", "regions"})
                CHECK(field.name != key);
    });
}
