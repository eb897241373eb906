/// \file The data tables and a small population, loaded once for a test executable.
#pragma once

#include "mutualise/population/population.hpp"

#include <filesystem>
#include <memory>

namespace mutualise::testing
{

inline std::filesystem::path data_directory()
{
    return std::filesystem::path(MUTUALISE_SOURCE_DIR) / "scenarios" / "data";
}

inline std::shared_ptr<const SystemData> data()
{
    static const auto loaded = std::make_shared<const SystemData>(load_system_data(data_directory()));
    return loaded;
}

/// The same without the rows of initial.csv: nobody stands anywhere at the start.
inline std::shared_ptr<const SystemData> data_without_initial()
{
    static const auto without = [] {
        SystemData tables = *data();
        tables.initial.clear();
        return std::make_shared<const SystemData>(std::move(tables));
    }();
    return without;
}

/// Scale 0.02: some 60 organisations, 2,000 units and 120,000 posts.
inline const Population& small_population()
{
    static const Population people = synthesise(data(), PopulationSettings{.scale = 0.02});
    return people;
}

} // namespace mutualise::testing
