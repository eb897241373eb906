// What the progress lines say, also where a caller counts wrong or a name needs escaping.
#include "../../sim/cli/progress.hpp"
#include "cli/command.hpp"

#include <catch2/catch.hpp>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

/// What a progress of so many steps writes when it is told that so many are done.
std::string written(cli::ProgressKind kind, const std::string& label, int steps, const std::vector<int>& told)
{
    const Folder folder;
    const std::string path = folder.path("err").string();
    const int kept = dup(STDERR_FILENO), file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(file, STDERR_FILENO);
    {
        cli::Progress progress(kind, label, steps);
        for (const int done : told)
            progress.at(done);
    }
    std::fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(file);
    return text_of(path);
}

} // namespace

TEST_CASE("progress never shows more than all steps, and nothing below no seconds left")
{
    CHECK_THAT(written(cli::ProgressKind::bar, "study", 4, {7}),
               Contains("[" + std::string(30, '#') + "] 100 %  0 s left"));
    CHECK_THAT(written(cli::ProgressKind::plain, "study", 4, {9}), Contains("study: 4 of 4 (100 %)") && !Contains("-"));
    CHECK_THAT(written(cli::ProgressKind::plain, "study", 0, {1}), Contains("study: 1 of 1 (100 %)"));
}

TEST_CASE("a JSON line of progress escapes its task as JSON does")
{
    CHECK_THAT(written(cli::ProgressKind::json, "a \"b\" \\c\n\x01 \xC3\xA9", 1, {1}),
               Contains("{\"task\":\"a \\\"b\\\" \\\\c\\u000a\\u0001 \xC3\xA9\",\"done\":1,\"steps\":1,"));
}
