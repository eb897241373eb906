#include "mutualise/study/share.hpp"

#include "mutualise/core/errors.hpp"

#include <charconv>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

using Variable = std::function<const char*(const char*)>;

std::optional<std::uint32_t> whole_number(std::string_view text)
{
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// The variable as a number; nothing where it is not set.
std::optional<std::uint32_t> number_in(const Variable& variable, const char* name)
{
    const char* text = variable(name);
    if (text == nullptr)
        return std::nullopt;
    const std::optional<std::uint32_t> number = whole_number(text);
    if (!number)
        throw UsageError(fmt::format("{}={} is no whole number; give --shard I/N", name, text));
    return number;
}

Share checked(std::uint32_t shard, std::uint32_t shards, const std::string& from)
{
    if (shards < 1 || shard < 1 || shard > shards)
        throw UsageError(
            fmt::format("{} makes shard {} of {}; give --shard I/N with I from 1 to N", from, shard, shards));
    return {shard, shards};
}

/// Task ids run from _MIN to _MAX in steps of _STEP; part of an array that was submitted again has gaps, and would be
/// taken for a smaller study.
std::optional<Share> slurm_share(const Variable& variable)
{
    const auto id = number_in(variable, "SLURM_ARRAY_TASK_ID"), count = number_in(variable, "SLURM_ARRAY_TASK_COUNT");
    if (!id || !count)
        return std::nullopt;
    const std::uint32_t first = number_in(variable, "SLURM_ARRAY_TASK_MIN").value_or(1);
    const std::uint32_t step = number_in(variable, "SLURM_ARRAY_TASK_STEP").value_or(1);
    const std::uint32_t last = number_in(variable, "SLURM_ARRAY_TASK_MAX").value_or(first + (*count - 1) * step);
    if (step < 1 || *id < first || (*id - first) % step != 0 || last != first + (*count - 1) * step)
        throw UsageError("the Slurm array has gaps, so its tasks do not say which shard they are; give --shard I/N");
    return checked((*id - first) / step + 1, *count, "the Slurm array");
}

std::optional<Share> rank_share(const Variable& variable, const char* rank_name, const char* size_name)
{
    const auto rank = number_in(variable, rank_name), size = number_in(variable, size_name);
    if (!rank || !size)
        return std::nullopt;
    return checked(*rank + 1, *size, rank_name);
}

} // namespace

Share parse_share(const std::string& text)
{
    const std::size_t slash = text.find('/');
    const auto shard = whole_number(std::string_view(text).substr(0, slash));
    const auto shards =
        slash == std::string::npos ? std::nullopt : whole_number(std::string_view(text).substr(slash + 1));
    if (!shard || !shards || *shard < 1 || *shards < 1 || *shard > *shards)
        throw UsageError(fmt::format("--shard takes I/N with I from 1 to N, like 3/8, not '{}'", text));
    return {*shard, *shards};
}

std::optional<Share> share_from_environment(const Variable& variable)
{
    if (const auto share = slurm_share(variable))
        return share;
    if (const auto share = rank_share(variable, "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"))
        return share;
    return rank_share(variable, "PMI_RANK", "PMI_SIZE");
}

} // namespace mutualise
