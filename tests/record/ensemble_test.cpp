#include "record/plain_reader.hpp"
#include "record/synthetic.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <iterator>

using namespace mutualise;
using namespace mutualise::testing;
using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

namespace
{

/// The record as the formula says it should be, against the file, cell by cell.
void compare(const PlainReader& file, const Ensemble& e, Observable o)
{
    const ObservableSpec& what = spec(o);
    const std::string name(what.name);
    CAPTURE(name);
    const AxisLengths lengths{3, 3};
    const Numbers found = file.numbers(name.c_str());
    std::size_t cell = 0, wrong = 0;
    for (const RunRecord& run : e.runs)
        for (int row = 0; row < 5; ++row)
            for (std::size_t a = 0; a < lengths(what.first); ++a)
                for (std::size_t b = 0; b < lengths(what.second); ++b, ++cell) {
                    const bool no_award = o == Observable::award_price && row == 0;
                    const double expected = cell_value(o, run.index, row, a, b);
                    wrong += no_award ? !std::isnan(found.at(cell)) : found.at(cell) != expected;
                }
    CHECK(cell == found.size());
    CHECK(wrong == 0);
    CHECK(file.type(name.c_str()) == (what.kind == ValueKind::count ? "int32" : "float64"));
    CHECK(file.text_attribute(name.c_str(), "units") == what.units);
    CHECK(file.text_attribute(name.c_str(), "long_name") == what.long_name);
    CHECK_FALSE(file.has_attribute(name.c_str(), "_FillValue"));
}

} // namespace

TEST_CASE("every observable is read back cell by cell, with its type, units and name")
{
    const ScratchFolder folder;
    const Ensemble e = synthetic_ensemble();
    write_ensemble(folder.path / "e.h5", e);
    const PlainReader file(folder.path / "e.h5");
    for (std::size_t i = 0; i < observable_count; ++i)
        compare(file, e, static_cast<Observable>(i));
    CHECK(file.shape("exits") == std::vector<hsize_t>{3, 5, 3, 22});
    CHECK(file.axes("exits") == Names{"run", "time", "service", "reason"});
    CHECK(file.axes("employees_by_owner_region") == Names{"run", "time", "region", "owner"});
    CHECK(file.axes("services_active") == Names{"run", "time"});
    CHECK(file.axes("manager_resistance") == Names{"run", "time", "level"});
}

TEST_CASE("more runs than a chunk holds are written in chunks of 32 with whole time axes")
{
    const ScratchFolder folder;
    const Ensemble e = synthetic_ensemble(35);
    write_ensemble(folder.path / "e.h5", e);
    const PlainReader file(folder.path / "e.h5");
    compare(file, e, Observable::exits);
    compare(file, e, Observable::award_price);
    CHECK(file.chunk("exits") == std::vector<hsize_t>{32, 5, 3, 22});
    CHECK(file.numbers("proposals/run_index").size() == 70);
    CHECK(file.numbers("proposals/run_index").back() == 68);
}

TEST_CASE("every axis of every variable has a scale, and no text has a fixed length")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const PlainReader file(folder.path / "e.h5");
    const Names variables = file.variables();
    CHECK(variables.size() == observable_count + 16 + 5 + 22 + 8 + 7 + 3);
    for (const std::string& name : variables) {
        CAPTURE(name);
        for (const std::string& axis : file.axes(name.c_str()))
            CHECK(!axis.empty());
        CHECK(file.type(name.c_str()) != "other");
        CHECK(file.has_attribute(name.c_str(), "long_name"));
        if (file.type(name.c_str()) == "text")
            CHECK(file.texts(name.c_str()).at(0) != "not of variable length");
        else
            CHECK(file.has_attribute(name.c_str(), "units"));
    }
}

TEST_CASE("time is the last day of each month since 2010, from the month before the horizon")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const PlainReader file(folder.path / "e.h5");
    // 2010 and 2011 have 730 days, so 2011-12-31 is day 729; 2012 is a leap year.
    CHECK(file.numbers("time") == Numbers{729, 760, 789, 820, 850});
    CHECK(file.type("time") == "int32");
    CHECK(file.text_attribute("time", "units") == "days since 2010-01-01 00:00:00");
    CHECK(file.text_attribute("time", "calendar") == "proleptic_gregorian");
    CHECK(file.text_attribute("time", "standard_name") == "time");
}

TEST_CASE("labels say which run, service, reason and level a row is")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const PlainReader file(folder.path / "e.h5");
    CHECK(file.numbers("run") == Numbers{0, 2, 4});
    CHECK(file.texts("seed") == Names{"ffffffff00000000", "ffffffff00000002", "ffffffff00000004"});
    CHECK(file.texts("service") == Names{"community_health", "libraries", "youth services"});
    CHECK(file.texts("region") == Names{"london", "wales", "scotland"});
    CHECK(file.texts("reason").at(21) == "transferred_public");
    CHECK(file.texts("cohort_state") == Names{"building", "review", "procurement", "mobilising", "live", "ended"});
    CHECK(file.numbers("level") == Numbers{1, 2, 3, 4, 5, 6, 7, 8});
    CHECK(file.texts("lever").at(7) == "divestment_deadline");
}

TEST_CASE("each run's parameters are recorded by name, with units and sources")
{
    const ScratchFolder folder;
    Ensemble e = synthetic_ensemble();
    write_ensemble(folder.path / "e.h5", e);
    const PlainReader file(folder.path / "e.h5");
    const Names names = file.texts("parameter");
    const auto i = static_cast<std::size_t>(std::find(names.begin(), names.end(), "attitudes.mean") - names.begin());
    REQUIRE(i < names.size());
    const Numbers values = file.numbers("parameter_value");
    REQUIRE(values.size() == 3 * names.size());
    for (std::size_t run = 0; run < 3; ++run)
        CHECK(values[run * names.size() + i] == 0.4375);
    CHECK(file.texts("parameter_units").at(i) == "1");
    CHECK(file.texts("parameter_source").at(i) == "F-88; fitted");
    CHECK(file.axes("parameter_value") == Names{"run", "parameter"});
}

TEST_CASE("the scenario and where the file came from are recorded")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const PlainReader file(folder.path / "e.h5");
    CHECK(file.texts("resolved_scenario") == Names{"name = \"synthetic\"\n# café\n"});
    CHECK(file.text_attribute(".", "description") == "Made by hand: café, £5");
    CHECK(file.text_attribute(".", "file_format") == "mutualise ensemble");
    CHECK(file.text_attribute(".", "compiler") == "by hand");
    CHECK(file.text_attribute(".", "history") == "2020-01-02T03:04:05Z: mutualise run synthetic.toml");
    CHECK(file.number_attribute("scale") == 0.125);
    CHECK(file.number_attribute("employees") == 5e9);
    CHECK(file.number_attribute("model_version") == 1);
    CHECK(file.number_attribute("complete") == 1);
    CHECK(file.text_attribute(".", "canonical_hash") == canonical_hash(folder.path / "e.h5"));
    CHECK(recorded_hash(folder.path / "e.h5") == canonical_hash(folder.path / "e.h5"));
}

TEST_CASE("this build knows its version and compiler")
{
    const Provenance from = build_provenance();
    CHECK(from.version.find('.') != from.version.npos);
    CHECK(!from.commit.empty());
    CHECK(from.compiler.find(' ') != from.compiler.npos);
    CHECK(from.flags.find("-ffp-contract=off") != from.flags.npos);
}

TEST_CASE("an ensemble written twice has the same bytes")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "a.h5", synthetic_ensemble());
    write_ensemble(folder.path / "b.h5", synthetic_ensemble());
    CHECK(text_of(folder.path / "a.h5") == text_of(folder.path / "b.h5"));
}

TEST_CASE("a count that is no whole number, or too large, is our mistake and leaves nothing")
{
    const ScratchFolder folder;
    for (const double bad : {0.5, 2147483648.0, std::nan(""), -std::numeric_limits<double>::infinity()}) {
        Ensemble e = synthetic_ensemble();
        e.runs[1].trajectory.at(Observable::exits, 2, 1, 3) = bad;
        CHECK_THROWS_AS(write_ensemble(folder.path / "e.h5", e), std::logic_error);
    }
    CHECK(folder.empty());
}

TEST_CASE("runs of another shape, out of order, or none at all are refused")
{
    const ScratchFolder folder;
    Ensemble other_months = synthetic_ensemble(), unordered = synthetic_ensemble(), none = synthetic_ensemble();
    other_months.scenario.horizon.last = Month::of(2012, 5);
    std::swap(unordered.runs[0], unordered.runs[1]);
    none.runs.clear();
    CHECK_THROWS_AS(write_ensemble(folder.path / "e.h5", other_months), std::logic_error);
    CHECK_THROWS_AS(write_ensemble(folder.path / "e.h5", unordered), std::logic_error);
    CHECK_THROWS_WITH(write_ensemble(folder.path / "e.h5", none), Catch::Contains("no run finished"));
    CHECK(folder.empty());
}

TEST_CASE("docs/file_format.md lists every observable as it is recorded")
{
    const std::string text = text_of(MUTUALISE_SOURCE_DIR "/docs/file_format.md");
    for (std::size_t i = 0; i < observable_count; ++i) {
        const ObservableSpec& what = spec(static_cast<Observable>(i));
        const std::string type = what.kind == ValueKind::count ? "`int32`" : "`float64`";
        const std::string start = "| `" + std::string(what.name) + "` | " + type + " | ";
        const std::string end = " | " + std::string(what.units) + " | " + std::string(what.long_name) + " |\n";
        CAPTURE(start, end);
        const std::size_t line = text.find(start);
        REQUIRE(line != text.npos);
        const std::size_t stop = text.find('\n', line) + 1;
        CHECK(text.substr(stop - end.size(), end.size()) == end);
    }
}
