/// \file A resolved scenario: everything a run depends on except its seed.
#pragma once

#include "mutualise/core/month.hpp"
#include "mutualise/parameters/parameters.hpp"
#include "mutualise/scenario/levers.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace mutualise
{

/// The `[population]` keys: what batches share.
struct PopulationSettings {
    std::uint64_t seed = 2010;
    double scale = 1;          ///< share of organisations synthesised; above 1 they are replicated
    int ties_organisation = 3; ///< ties in the same organisation and service, outside the own team
    int ties_region = 2;       ///< ties in the same service and region
    int ties_service = 1;      ///< ties anywhere in the service
    bool reciprocal = false;   ///< ties as k-regular matchings instead of one-way
    friend bool operator==(const PopulationSettings&, const PopulationSettings&) = default;
};

/// One barrier switched off exactly, per run: a question, not a lever (`[diagnostic] remove = [...]`).
/// Bit r is ExitReason r (core/vocabulary.hpp).
struct Diagnostic {
    std::uint32_t removed = 0;
    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// What is counted at the start beyond the data files (`[initial]`).
struct InitialSettings {
    double other_employees =
        6460; ///< staff of the initial mutuals outside the Right to Request; assumed, logU(500, 15000)
    friend bool operator==(const InitialSettings&, const InitialSettings&) = default;
};

/// One proposal put in by hand (`[case.<id>]`), to be followed from launch to end (`mutualise story`).
struct CaseSettings {
    std::string id;
    ServiceId service;
    RegionId region;
    Month month;          ///< of its launch
    double staff = 50;    ///< posts to cover, as nearly as whole units allow
    double quality = 0.5; ///< of the case, before any support
    friend bool operator==(const CaseSettings&, const CaseSettings&) = default;
};

/// Which parameters runs draw jointly from a posterior (scenario/posterior.hpp); until then they have its centre.
struct PosteriorUse {
    std::string name = "none";
    std::vector<std::string> drawn; ///< keys, sorted
    friend bool operator==(const PosteriorUse&, const PosteriorUse&) = default;
};

/// A scenario as it is run: parameters, levers, settings, and where it comes from.
struct Scenario {
    std::string name; ///< the file's stem, or `name = `
    std::string description;
    std::uint64_t seed = 1; ///< base seed of the runs
    Horizon horizon;
    PopulationSettings population;
    InitialSettings initial;
    Parameters parameters;
    Levers levers;
    Diagnostic diagnostic;
    PosteriorUse posterior;
    std::vector<CaseSettings> cases; ///< sorted by id
    friend bool operator==(const Scenario&, const Scenario&) = default;
};

} // namespace mutualise
