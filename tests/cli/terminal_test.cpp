// When charts are drawn, and in which characters.
#include "../../sim/cli/terminal.hpp"
#include "cli/command.hpp"
#include "mutualise/core/errors.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

cli::Surroundings made(bool terminal, int columns, std::map<std::string, std::string> variables)
{
    return {terminal, columns, [variables](const std::string& name) {
                const auto found = variables.find(name);
                return found == variables.end() ? std::string() : found->second;
            }};
}

} // namespace

TEST_CASE("charts are drawn on terminals, or as told, in what the terminal can show")
{
    const std::map<std::string, std::string> usual{{"TERM", "xterm-256color"}, {"LANG", "en_GB.UTF-8"}};
    const auto on = cli::chart_style("auto", made(true, 100, usual));
    REQUIRE(on);
    CHECK((on->utf8 && on->colour && on->width == 100));
    CHECK_FALSE(cli::chart_style("auto", made(false, 0, usual)));
    CHECK_FALSE(cli::chart_style("never", made(true, 100, usual)));
    const auto piped = cli::chart_style("always", made(false, 0, usual));
    REQUIRE(piped);
    CHECK((piped->utf8 && !piped->colour && piped->width == 80));
    CHECK(cli::chart_style("always", made(false, 0, {{"COLUMNS", "60"}}))->width == 60);
    CHECK(cli::chart_style("auto", made(true, 300, usual))->width == 120);
    CHECK_THROWS_AS(cli::chart_style("sometimes", made(true, 100, usual)), UsageError);
}

TEST_CASE("a plain locale gets ASCII, a dumb terminal ASCII without colour, and NO_COLOR takes the colour alone")
{
    const auto style = [](std::map<std::string, std::string> variables) {
        return *cli::chart_style("auto", made(true, 80, std::move(variables)));
    };
    CHECK_FALSE(style({{"TERM", "xterm"}}).utf8);
    CHECK_FALSE(style({{"TERM", "xterm"}, {"LC_ALL", "C"}, {"LANG", "de_DE.UTF-8"}}).utf8);
    CHECK(style({{"TERM", "xterm"}, {"LC_CTYPE", "C.utf8"}, {"LANG", "C"}}).utf8);
    CHECK(style({{"TERM", "xterm"}}).colour);
    const ChartStyle dumb = style({{"TERM", "dumb"}, {"LANG", "en_GB.UTF-8"}});
    CHECK((!dumb.utf8 && !dumb.colour));
    const ChartStyle grey = style({{"TERM", "xterm"}, {"NO_COLOR", "1"}, {"LANG", "en_GB.UTF-8"}});
    CHECK((grey.utf8 && !grey.colour));
}

TEST_CASE("run ends in a table in a pipe, with charts where they are asked for")
{
    const Folder folder;
    const std::string run = "run " MUTUALISE_SOURCE_DIR "/scenarios/historical.toml --runs 2 --quiet "
                            "--set population.scale=0.005 --set horizon.last=2011-03 --set horizon.spin_up_months=2";
    const Outcome piped = command(folder, run, "LC_ALL=C.UTF-8"),
                  drawn = command(folder, run + " --chart always", "LC_ALL=C.UTF-8");
    CHECK_THAT(piped.out, Contains("last month's median [5 to 95 % of runs]") && !Contains("by month"));
    CHECK_THAT(drawn.out,
               Contains("employees in mutuals by month, at scale 0.005") && Contains("│") && !Contains("\x1b"));
    CHECK_THAT(command(folder, run + " --chart always", "LC_ALL=C").out, Contains(" |") && !Contains("│"));
    CHECK(command(folder, run + " --chart maybe").code == 2);
}
