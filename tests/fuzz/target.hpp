/// \file What a fuzzing target is made of: a folder its files lie in, and what must hold of them.
///
/// A target is a source that defines `LLVMFuzzerTestOneInput`. Linked with libFuzzer it makes its own inputs
/// (scripts/soak/fuzz.sh); linked with replay.cpp it goes through the kept ones, in every build (ctest -L fuzz).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mutualise::fuzz
{

/// Ends the process where a target's expectation does not hold: a finding, like a sanitizer's report.
void demand(bool holds, const char* what, std::string_view shown = {});

/// A folder that lives as long as the process, in memory where the machine has /dev/shm. The shipped scenarios and
/// tables lie in it, so that an input may name them.
class Scratch
{
public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::filesystem::path path(const std::string& name) const { return folder_ / name; }
    std::filesystem::path write(const std::string& name, std::string_view text) const;
    /// An input of several files: lines `@file NAME` begin them, and what comes before the first is `first`. Names with
    /// a folder are cut to their last part. The last input's files are removed first.
    void lay(std::string_view input, const std::string& first);

private:
    std::filesystem::path folder_;
    std::vector<std::filesystem::path> laid_;
};

/// The folder of this process, and where the shipped scenarios are.
Scratch& scratch();
std::filesystem::path shipped();

} // namespace mutualise::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
