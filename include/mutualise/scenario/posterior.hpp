/// \file A posterior: parameter sets that a calibration left, each as likely (docs/calibration.md). It lies beside the
/// data tables, as `posterior/NAME.toml`; a scenario names it, and run k takes draw k of one keyed order of it.
#pragma once

#include "mutualise/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mutualise
{

class Problems;
struct SystemData;

/// One fitted parameter: the keys it moves together, and its value in every draw.
struct PosteriorParameter {
    struct Key {
        std::string path;  ///< such as `parameters.attitudes.mean`
        double offset = 0; ///< added to the value
    };
    std::string id;
    std::vector<Key> keys;
    double centre = 0; ///< the median
    std::vector<double> values;
};

/// Draws of parameters, each a set of values that goes together.
struct Posterior {
    std::string name;
    std::string hash; ///< of keys and values, hexadecimal
    std::vector<PosteriorParameter> parameters;

    std::size_t draws() const { return parameters.empty() ? 0 : parameters.front().values.size(); }
};

/// Puts parameters and keys in their order and sets the hash.
void seal(Posterior& posterior);

/// Reads one file; every value must lie in its key's bounds, and a `hash` must be that of the values. Faults go into
/// `problems`.
Posterior read_posterior(const std::filesystem::path& path, Problems& problems);

/// Every posterior of a folder, by name; none where there is no folder.
std::vector<Posterior> read_posteriors(const std::filesystem::path& folder, Problems& problems);

/// The draw that run (or replicate) k takes: place k of an order keyed by the posterior, from the start again after the
/// last.
std::size_t draw_of_run(const Posterior& posterior, std::uint32_t k);

/// The scenario of run k: what it draws is put in; itself where it draws nothing.
Scenario with_draw(const Scenario& scenario, const SystemData& data, std::uint32_t k);

} // namespace mutualise
