/// \file One recorded file from its first attribute to its final name.
#pragma once

#include "axes.hpp"
#include "mutualise/record/recording.hpp"

namespace mutualise
{

/// `write_recording`, with `more` for groups that only an ensemble in memory has.
std::string write_file(const std::filesystem::path& path, const Recording& recording, const ReadValues& read,
                       const std::function<void()>& tick,
                       const std::function<void(hid_t root, const Axes& axes)>& more);

/// The labels a study's runs have beyond those of an ensemble: point, replicate, variant, factors; and the study.
void put_study(hid_t root, const Axes& axes, const Recording& recording);

/// What observables name as `coordinates`.
std::string coordinates_of(const Recording& recording);

/// Runs that did not finish: seed, message, and in a study where they stood in the design.
void put_failures(hid_t root, const Recording& recording);

} // namespace mutualise
