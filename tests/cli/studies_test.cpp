/// \file Each study shipped runs by the command in its head, here with fewer bodies, months and replicates.
#include "scenario/support.hpp"
#include "support/sanitized.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <sys/wait.h>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const std::filesystem::path source = MUTUALISE_SOURCE_DIR;

/// `mutualise sweep FILE -o results/NAME`, from the head of the study.
std::string command_of(const std::string& study)
{
    const std::size_t start = study.find("\n#   mutualise ");
    REQUIRE(start != std::string::npos);
    return study.substr(start + 5, study.find('\n', start + 1) - start - 5);
}

} // namespace

TEST_CASE("each study shipped runs by the command in its head")
{
    for (const auto& entry : std::filesystem::directory_iterator(source / "scenarios/studies")) {
        std::string command = command_of(text_of(entry.path()));
        CAPTURE(command);
        REQUIRE(command.starts_with("mutualise sweep scenarios/studies/"));
        const Folder folder;
        const std::string results = " -o results/";
        // The experiments put in cases by hand, which need a unit of their service in their region.
        const std::string scale = entry.path().stem() == "experiments" ? "0.1" : "0.005";
        // Under the sanitizers the first share is run: its commands, and one batch at least.
        const std::string less = " --scale " + scale +
                                 std::string(" --replicates 1 --quiet --set horizon.spin_up_months=2") +
                                 " --set horizon.last=" + (sanitized ? "2010-07 --shard 1/8" : "2012-08");
        command.replace(command.find(results), results.size(), " -o " + folder.path("").string() + "/");
        command.replace(0, std::string("mutualise").size(), "'" MUTUALISE_COMMAND "'");
        const std::string log = folder.path("log").string();
        const int status =
            std::system(("cd '" + source.string() + "' && " + command + less + " >" + log + " 2>&1").c_str());
        INFO(text_of(log));
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
        const std::string name = entry.path().stem().string();
        CHECK(std::filesystem::exists(folder.path(name) / (sanitized ? "shard-0001-of-0008.done" : name + ".h5")));
    }
}
