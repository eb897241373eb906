#include "record/synthetic.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <hdf5.h>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

std::string hash_of(const Ensemble& e)
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", e);
    return canonical_hash(folder.path / "e.h5");
}

std::string hash_after(const std::function<void(Ensemble&)>& change)
{
    Ensemble e = synthetic_ensemble();
    change(e);
    return hash_of(e);
}

/// The hash after plain HDF5 calls on the written file.
std::string hash_after_editing(const std::function<void(hid_t)>& edit)
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const hid_t file = H5Fopen((folder.path / "e.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    edit(file);
    H5Fclose(file);
    return canonical_hash(folder.path / "e.h5");
}

void replace_text(hid_t file, const char* object, const char* name, const char* text)
{
    H5Adelete_by_name(file, object, name, H5P_DEFAULT);
    const hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
    H5Tset_size(type, std::char_traits<char>::length(text));
    const hid_t a = H5Acreate_by_name(file, object, name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(a, type, text);
    H5Aclose(a);
    H5Sclose(space);
    H5Tclose(type);
}

} // namespace

TEST_CASE("equal science has an equal hash of 64 hexadecimal digits")
{
    const std::string hash = hash_of(synthetic_ensemble());
    CHECK(hash.size() == 64);
    CHECK(hash.find_first_not_of("0123456789abcdef") == hash.npos);
    CHECK(hash == hash_of(synthetic_ensemble()));
}

TEST_CASE("the hash does not depend on where a file came from")
{
    CHECK(hash_of(synthetic_ensemble()) == hash_after([](Ensemble& e) {
              e.provenance = {"9.9", "abcdef", "clang++ 99", "-O0 -g", "elsewhere", "2031-01-01T00:00:00Z"};
          }));
}

TEST_CASE("the hash does not depend on which NaN a compiler makes")
{
    CHECK(hash_of(synthetic_ensemble()) == hash_after([](Ensemble& e) {
              double& nan = e.runs[0].trajectory.at(Observable::award_price, 0, 1);
              nan = -nan;
          }));
}

TEST_CASE("the hash does not depend on wording, layout or appended provenance")
{
    const std::string hash = hash_of(synthetic_ensemble());
    CHECK(hash == hash_after_editing([](hid_t f) { replace_text(f, "exits", "long_name", "in other words"); }));
    CHECK(hash == hash_after_editing([](hid_t f) { replace_text(f, ".", "history", "copied"); }));
}

TEST_CASE("the hash changes with any value")
{
    const std::vector<std::function<void(Ensemble&)>> changes{
        [](Ensemble&) {},
        [](Ensemble& e) { e.runs[2].trajectory.at(Observable::exits, 4, 2, 21) += 1; },
        [](Ensemble& e) { e.runs[0].trajectory.at(Observable::savings, 0, 0) += 1e-9; },
        [](Ensemble& e) { e.runs[1].index = 3; },
        [](Ensemble& e) { e.runs[1].seed ^= 1; },
        [](Ensemble& e) { e.scenario.parameters.attitudes.mean += 1e-12; },
        [](Ensemble& e) {
            e.scenario.horizon = {Month::of(2012, 2), Month::of(2012, 5), 0};
        },
        [](Ensemble& e) { e.resolved_scenario += " "; },
        [](Ensemble& e) { e.scale = 0.25; },
        [](Ensemble& e) { e.employees += 1; },
        [](Ensemble& e) { e.runs[0].trajectory.proposals[1].reason = 1; },
        [](Ensemble& e) { e.runs[0].trajectory.decisions[0].outcome = 0; },
        [](Ensemble& e) { e.runs[0].trajectory.snapshots[0].stage[0] = 1; },
        [](Ensemble& e) { e.failures[0].message = "another"; },
        [](Ensemble& e) { e.failures.clear(); },
        [](Ensemble& e) { e.with_decisions = false; },
        [](Ensemble& e) {
            auto data = std::make_shared<SystemData>(*e.data);
            data->services[1].name = "library";
            e.data = data;
        },
        [](Ensemble& e) {
            auto data = std::make_shared<SystemData>(*e.data);
            data->digest = "0123abce";
            e.data = data;
        }};
    std::vector<std::string> hashes;
    for (const auto& change : changes)
        hashes.push_back(hash_after(change));
    std::sort(hashes.begin(), hashes.end());
    CHECK(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
}

TEST_CASE("the hash changes with any name, unit or meaning of a code, and the writer's own hash stays as evidence")
{
    const std::string hash = hash_of(synthetic_ensemble());
    CHECK(hash != hash_after_editing([](hid_t f) { H5Lmove(f, "exits", f, "departures", H5P_DEFAULT, H5P_DEFAULT); }));
    CHECK(hash != hash_after_editing([](hid_t f) { replace_text(f, "savings", "units", "GBP year-1"); }));
    CHECK(hash != hash_after_editing([](hid_t f) { replace_text(f, "decisions/outcome", "flag_meanings", "yes no"); }));
    CHECK(hash != hash_after_editing([](hid_t f) { replace_text(f, "time", "calendar", "noleap"); }));
    CHECK(hash != hash_after_editing([](hid_t f) { replace_text(f, "service", "NAME", "branch"); }));
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const hid_t file = H5Fopen((folder.path / "e.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    replace_text(file, "savings", "units", "EUR");
    H5Fclose(file);
    CHECK(recorded_hash(folder.path / "e.h5") == hash);
    CHECK(canonical_hash(folder.path / "e.h5") != hash);
}
