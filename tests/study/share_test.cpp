#include "mutualise/study/share.hpp"

#include "mutualise/core/errors.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace mutualise;

namespace
{

std::optional<Share> share_with(const std::map<std::string, std::string>& variables)
{
    return share_from_environment([&](const char* name) -> const char* {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second.c_str();
    });
}

} // namespace

TEST_CASE("a share is written I/N, counted from 1")
{
    CHECK(parse_share("1/1") == Share{1, 1});
    CHECK(parse_share("8/8") == Share{8, 8});
    for (const char* text : {"0/8", "9/8", "1/0", "3", "3/", "/8", "-1/8", "1/8x", "a/b", ""}) {
        INFO(text);
        CHECK_THROWS_AS(parse_share(text), UsageError);
    }
}

TEST_CASE("without a scheduler there is no share")
{
    CHECK_FALSE(share_with({}).has_value());
    CHECK_FALSE(share_with({{"SLURM_JOB_ID", "7"}}).has_value());
}

TEST_CASE("a Slurm array's tasks are its shards, wherever it begins and however it steps")
{
    CHECK(share_with({{"SLURM_ARRAY_TASK_ID", "0"}, {"SLURM_ARRAY_TASK_COUNT", "4"}, {"SLURM_ARRAY_TASK_MIN", "0"}}) ==
          Share{1, 4});
    CHECK(share_with({{"SLURM_ARRAY_TASK_ID", "9"},
                      {"SLURM_ARRAY_TASK_COUNT", "3"},
                      {"SLURM_ARRAY_TASK_MIN", "5"},
                      {"SLURM_ARRAY_TASK_MAX", "9"},
                      {"SLURM_ARRAY_TASK_STEP", "2"}}) == Share{3, 3});
}

TEST_CASE("part of an array submitted again is refused: its tasks would take themselves for a smaller study")
{
    const std::map<std::string, std::string> gaps{{"SLURM_ARRAY_TASK_ID", "9"},
                                                  {"SLURM_ARRAY_TASK_COUNT", "2"},
                                                  {"SLURM_ARRAY_TASK_MIN", "5"},
                                                  {"SLURM_ARRAY_TASK_MAX", "9"}};
    CHECK_THROWS_WITH(share_with(gaps), Catch::Contains("give --shard I/N"));
}

TEST_CASE("MPI's ranks count from 0, Slurm's array comes before them")
{
    CHECK(share_with({{"OMPI_COMM_WORLD_RANK", "3"}, {"OMPI_COMM_WORLD_SIZE", "4"}}) == Share{4, 4});
    CHECK(share_with({{"PMI_RANK", "0"}, {"PMI_SIZE", "2"}}) == Share{1, 2});
    CHECK(share_with({{"PMI_RANK", "0"},
                      {"PMI_SIZE", "2"},
                      {"SLURM_ARRAY_TASK_ID", "6"},
                      {"SLURM_ARRAY_TASK_COUNT", "6"},
                      {"SLURM_ARRAY_TASK_MIN", "1"}}) == Share{6, 6});
    CHECK_THROWS_AS(share_with({{"PMI_RANK", "two"}, {"PMI_SIZE", "2"}}), UsageError);
    CHECK_THROWS_AS(share_with({{"PMI_RANK", "2"}, {"PMI_SIZE", "2"}}), UsageError);
}
