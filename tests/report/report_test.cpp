// The page as bytes: what goes in, what is refused, what cannot become markup. What it shows is held against the files
// by browser_test.py, in a browser.
#include "mutualise/report/report.hpp"

#include "cli/command.hpp"
#include "json.hpp"
#include "mutualise/core/digest.hpp"
#include "mutualise/core/shell.hpp"
#include "record/synthetic.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

/// Three runs of three services, with a name and a description that would be markup.
Ensemble hostile_ensemble()
{
    Ensemble e = synthetic_ensemble();
    e.failures.clear();
    for (std::uint32_t r = 0; r < e.runs.size(); ++r)
        e.runs[r].index = r;
    e.scenario.name = "<img src=x onerror=hacked()>";
    e.scenario.description = "</script><script>hacked()</script>";
    return e;
}

std::size_t count(const std::string& text, const std::string& what)
{
    std::size_t times = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++times;
    return times;
}

} // namespace

TEST_CASE("JSON holds numbers, lists and objects")
{
    CHECK(json::number(std::nan("")) == "null");
    CHECK(json::number(std::numeric_limits<double>::infinity()) == "null");
    CHECK(json::number(1234567) == "1234567");
    CHECK(json::number(0.25) == "0.25");
    CHECK(json::numbers(std::vector<double>{1, -2.5}) == "[1,-2.5]");
    CHECK(json::object({{"a<", "1"}, {"b", "[]"}}) == "{\"a\\u003c\":1,\"b\":[]}");
}

TEST_CASE("a recorded command is one that a shell reads back")
{
    CHECK(shell_word("results/h.h5") == "results/h.h5");
    CHECK(shell_word("employees_in_mutuals@2015-12 >= 1e6") == "'employees_in_mutuals@2015-12 >= 1e6'");
    CHECK(shell_word("it's") == "'it'\\''s'");
    CHECK(shell_word("").size() == 2);
    CHECK(shell_word("FILE#128") == "'FILE#128'");
}

TEST_CASE("no name or description becomes markup, and the same files give the same bytes")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", hostile_ensemble());
    ReportOptions options;
    options.files = {(folder.path / "e.h5").string()};
    const Report report = make_report(options);
    CHECK(report.recorded == 1);
    CHECK(count(report.html, "<img") == 0);
    CHECK(count(report.html, "<script>") == 1);
    CHECK(count(report.html, "</script>") == 2); // data, and the script itself
    CHECK(count(report.html, "<title>Employee-led mutuals: &lt;img") == 1);
    CHECK(make_report(options).html == report.html);
}

TEST_CASE("the page's policy lets nothing be fetched and one script run, by its digest")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", hostile_ensemble());
    ReportOptions options;
    options.files = {(folder.path / "e.h5").string()};
    const std::string html = make_report(options).html;
    CHECK_THAT(html, Contains("default-src 'none'; script-src 'sha256-"));
    CHECK(count(html, "script-src 'unsafe") == 0);
    const std::size_t start = html.find("'sha256-") + 8, end = html.find('\'', start);
    CHECK(end - start == 44); // 32 bytes in base 64
    const std::size_t from = html.find("<script>") + 8, to = html.find("</script>", from);
    const std::string hex = sha256_hex(html.substr(from, to - from));
    // The digest's first three bytes are its first four characters.
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto bits = std::stoul(hex.substr(0, 6), nullptr, 16);
    for (unsigned k = 0; k < 4; ++k)
        CHECK(html[start + k] == digits[bits >> (18 - 6 * k) & 63]);
}

TEST_CASE("every file that is none of ours is named at once, and nothing is written")
{
    const Folder folder;
    std::ofstream(folder.path("text.txt")) << "no file of ours";
    const auto outcome =
        command(folder, "report " + folder.path("text.txt").string() + " " + folder.path("none.h5").string() + " -o " +
                            folder.path("report.html").string());
    CHECK(outcome.code == 3);
    CHECK_THAT(outcome.err, Contains("2 problems") && Contains("text.txt") && Contains("none.h5"));
    CHECK_FALSE(std::filesystem::exists(folder.path("report.html")));
}

TEST_CASE("a result of which nothing is drawn is refused with those that are")
{
    const ScratchFolder folder;
    Result result;
    result.analysis = "juggle";
    write_result(folder.path / "r.h5", result);
    ReportOptions options;
    options.files = {(folder.path / "r.h5").string()};
    try {
        make_report(options);
        FAIL("it was taken");
    } catch (const InputError& error) {
        REQUIRE(error.problems().size() == 1);
        CHECK_THAT(error.problems()[0].text, Contains("juggle") && Contains("attribute, bands, calibrate, compare"));
    }
}

TEST_CASE("missing runs are refused with their count, or left out and said")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble()); // run 1 failed, run 3 is not there
    ReportOptions options;
    options.files = {(folder.path / "e.h5").string()};
    CHECK_THROWS_AS(make_report(options), Mismatch);
    options.missing = MissingRuns::leave_out;
    options.title = "What if?";
    const std::string html = make_report(options).html;
    CHECK_THAT(html, Contains("\"leftOut\":2"));
    CHECK_THAT(html,
               Contains("--failed leave-out --title 'What if?' -o report.html")); // the command that makes it again
}

TEST_CASE("scenarios of one name are paired by their place")
{
    const ScratchFolder folder;
    ReportOptions options;
    for (const char* name : {"a.h5", "b.h5", "c.h5"}) {
        write_ensemble(folder.path / name, hostile_ensemble());
        options.files.push_back((folder.path / name).string());
    }
    const std::string html = make_report(options).html;
    CHECK(count(html, "{\"scenario\":1,\"pairs\":") == 2); // mutuals and employees
    CHECK(count(html, "{\"scenario\":2,\"pairs\":") == 2);
}

TEST_CASE("scenarios of other people are not paired, and the page says so")
{
    const ScratchFolder folder;
    ReportOptions options;
    for (const char* name : {"a.h5", "b.h5"}) {
        Ensemble e = hostile_ensemble();
        e.scenario.name = name;
        e.resolved_scenario = "[population]\nscale = " + std::string(*name == 'a' ? "1" : "0.5") + "\n";
        write_ensemble(folder.path / name, e);
        options.files.push_back((folder.path / name).string());
    }
    const std::string html = make_report(options).html;
    CHECK(count(html, "\"pairs\":") == 0);
    CHECK(count(html, "No differences from a.h5 are drawn of b.h5: other people are simulated there") == 1);
}

TEST_CASE("a report that is there is not overwritten without being told to")
{
    const Folder folder;
    write_ensemble(folder.path("e.h5"), hostile_ensemble());
    const std::string report =
        "report " + folder.path("e.h5").string() + " -o " + folder.path("report.html").string() + " --progress none";
    CHECK(command(folder, report).code == 0);
    const std::string once = text_of(folder.path("report.html"));
    const auto again = command(folder, report);
    CHECK(again.code == 2);
    CHECK_THAT(again.err, Contains("--force"));
    CHECK(command(folder, report + " --force").code == 0);
    CHECK(text_of(folder.path("report.html")) == once);
}
