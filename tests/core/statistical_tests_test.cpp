/// \file Tests of random draws are listed with their false-alarm rates, in docs/trust.md under *Statistical tests*, and
/// the rates add up to less than one in a million a run.
#include "support/files.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using mutualise::testing::text_of;
namespace fs = std::filesystem;

namespace
{

const fs::path root = MUTUALISE_SOURCE_DIR;

struct TestCase {
    std::string name, body;
    bool tagged = false;
};

/// A file's test cases, each with its text up to the next one and the comment above it.
std::vector<TestCase> test_cases(const fs::path& file)
{
    static const std::string opening = "TEST_CASE(";
    std::vector<TestCase> cases;
    const std::string text = text_of(file);
    std::size_t above = 0; // where the test before ends
    for (std::size_t at = text.find(opening); at != std::string::npos; at = text.find(opening, at + 1)) {
        const std::size_t first = text.find('"', at) + 1, last = text.find('"', first), end = text.find("\n}", last);
        const std::string head = text.substr(last, text.find("\n{", last) - last);
        cases.push_back({text.substr(first, last - first), text.substr(above, end - above),
                         head.find("[statistical]") != std::string::npos});
        above = end;
    }
    return cases;
}

/// The tests of all rooms by name. This file names the words that it looks for, so it is left out.
std::map<std::string, TestCase> all_tests()
{
    std::map<std::string, TestCase> tests;
    for (const auto& entry : fs::recursive_directory_iterator(root / "tests"))
        if (entry.path().extension() == ".cpp" && entry.path().filename() != "statistical_tests_test.cpp")
            for (TestCase& test : test_cases(entry.path()))
                tests[test.name] = std::move(test);
    return tests;
}

struct ListedTest {
    std::string name;
    double checks = 0, rate = 0;
};

/// The rows "| test | statistic | checks | false alarm |" of the section, without its head.
std::vector<ListedTest> listed_tests()
{
    std::vector<ListedTest> rows;
    const std::string text = text_of(root / "docs/trust.md");
    const std::size_t start = text.find("\n## Statistical tests\n");
    REQUIRE(start != std::string::npos);
    std::istringstream lines(text.substr(start + 1, text.find("\n## ", start + 1) - start));
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, '|');)
            cells.push_back(cell.size() < 2 ? cell : cell.substr(1, cell.size() - 2));
        if (cells.size() == 5 && cells[4].find("e-") != std::string::npos)
            rows.push_back({cells[1], std::stod(cells[3]), std::stod(cells[4])});
    }
    return rows;
}

} // namespace

TEST_CASE("every statistical test is in the list of trust.md, and nothing else is")
{
    std::set<std::string> tagged, listed;
    for (const auto& [name, test] : all_tests())
        if (test.tagged)
            tagged.insert(name);
    for (const ListedTest& row : listed_tests())
        CHECK(listed.insert(row.name).second);
    CHECK(tagged.size() > 50);
    for (const std::string& name : tagged) {
        INFO("tagged, not listed: " << name);
        CHECK(listed.count(name) == 1);
    }
    for (const std::string& name : listed) {
        INFO("listed, not tagged [statistical]: " << name);
        CHECK(tagged.count(name) == 1);
    }
}

TEST_CASE("a false alarm has a chance of at most 1e-9 a check and below 1e-6 a run")
{
    double all = 0;
    for (const ListedTest& row : listed_tests()) {
        INFO(row.name);
        CHECK(row.checks >= 1);
        CHECK(row.rate <= 1e-9 * row.checks);
        all += row.rate;
    }
    CHECK(all > 0);
    CHECK(all < 1e-6);
}

TEST_CASE("a test that speaks of luck's tolerance is tagged as a statistical one")
{
    constexpr std::array words{"binomial_tolerance(", "alse alarm",       "standard errors",
                               "deviations * std::",  "6.2 * std::sqrt(", "6.5 * std::sqrt("};
    for (const auto& [name, test] : all_tests()) {
        const std::string& body = test.body;
        const bool speaks =
            std::ranges::any_of(words, [&](const char* word) { return body.find(word) != std::string::npos; });
        INFO(name);
        CHECK((!speaks || test.tagged));
    }
}
