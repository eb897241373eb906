# The quick part of model sanity is a test; the whole is a command (scripts/soak/sanity.sh).
add_library(sanity_properties OBJECT sanity/accounts.cpp sanity/check.cpp sanity/drawn_levers.cpp
  sanity/drawn_scenario.cpp sanity/fates.cpp sanity/flows.cpp sanity/generosity.cpp sanity/lever_pairs.cpp sanity/limits.cpp
  sanity/material.cpp sanity/relabel.cpp sanity/scale_pairs.cpp sanity/shrink.cpp sanity/stocks.cpp
  sanity/summary.cpp sanity/tables.cpp)
target_link_libraries(sanity_properties PRIVATE mutualise::mutualise mutualise_options fmt::fmt)
target_include_directories(sanity_properties PRIVATE ${PROJECT_SOURCE_DIR}/tests)
target_compile_definitions(sanity_properties PRIVATE MUTUALISE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

mutualise_tests(sanity sanity/sanity_test.cpp sanity/verdict_test.cpp $<TARGET_OBJECTS:sanity_properties>)

add_executable(mutualise-sanity sanity/main.cpp $<TARGET_OBJECTS:sanity_properties>)
set_target_properties(mutualise-sanity PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
target_link_libraries(mutualise-sanity PRIVATE mutualise::mutualise mutualise_options fmt::fmt CLI11::CLI11)
target_include_directories(mutualise-sanity PRIVATE ${PROJECT_SOURCE_DIR}/tests)
target_compile_definitions(mutualise-sanity PRIVATE MUTUALISE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
