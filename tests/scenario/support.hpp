/// \file Scenario files on disk and a small system to read them against.
#pragma once

#include "mutualise/scenario/reader.hpp"
#include "support/files.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace mutualise::testing
{

/// Five services and four regions: names only.
inline SystemData small_system()
{
    SystemData data;
    for (const char* name : {"community_health", "libraries", "leisure", "youth_services", "housing"}) {
        Service service;
        service.name = name;
        data.services.push_back(service);
    }
    data.regions = {{"north_east", Nation::england, 0.2},
                    {"london", Nation::england, 0.5},
                    {"wales", Nation::wales, 0.1},
                    {"scotland", Nation::scotland, 0.2}};
    return data;
}

inline ResolvedScenario read(const Folder& folder, const std::string& text,
                             const std::vector<std::string>& settings = {})
{
    return read_scenario(folder.write("scenario.toml", text), small_system(), settings);
}

/// The problems of a file; empty if it is valid.
inline std::vector<Problem> problems_of(const std::filesystem::path& path,
                                        const std::vector<std::string>& settings = {})
{
    try {
        read_scenario(path, small_system(), settings);
    } catch (const InputError& error) {
        return error.problems();
    }
    return {};
}

inline std::vector<Problem> problems(const std::string& text, const std::vector<std::string>& settings = {})
{
    const Folder folder;
    return problems_of(folder.write("scenario.toml", text), settings);
}

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Is there a problem at this line with this in its text?
inline bool holds(const std::vector<Problem>& list, int line, const std::string& part)
{
    for (const Problem& p : list)
        if (p.line == line && contains(p.text, part))
            return true;
    return false;
}

inline std::string listed(const std::vector<Problem>& list)
{
    std::string text;
    for (const Problem& p : list)
        text += p.file + ":" + std::to_string(p.line) + ":" + std::to_string(p.column) + "  " + p.text + "\n";
    return text;
}

} // namespace mutualise::testing
