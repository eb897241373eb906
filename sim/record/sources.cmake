target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/record/axes.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/canonical_hash.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/dimension_names.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/disk_file.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/draws.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/ensemble.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/global_heap.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/hdf5_handles.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/hdf5_attributes.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/hdf5_read.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/log_reader.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/logs.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/netcdf.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/netcdf_attributes.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/observables.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/open_whole.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/part_file.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/provenance.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/reader.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/reading_file.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/plan.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/plan_reader.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/record_file.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/recorded_file.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/recorded_labels.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/result_file.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/result_reader.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/shard.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/shard_batch.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/shard_contents.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/stored_cells.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/study_labels.cpp
  ${PROJECT_SOURCE_DIR}/sim/record/whole_file.cpp
)
# What the build was, for each recorded file: version, compiler and flags at configuration, the commit at every build.
set(build_facts ${CMAKE_CURRENT_BINARY_DIR}/build_facts)
string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
file(GENERATE OUTPUT ${build_facts}/mutualise_build.hpp CONTENT "#pragma once
namespace mutualise::build
{
inline constexpr const char* version = \"${PROJECT_VERSION}\";
inline constexpr const char* compiler = \"${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}\";
inline constexpr const char* flags =
    R\"(${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} $<JOIN:$<TARGET_PROPERTY:mutualise_options,INTERFACE_COMPILE_OPTIONS>, >)\";
} // namespace mutualise::build
")
add_custom_target(mutualise-commit BYPRODUCTS ${build_facts}/mutualise_commit.hpp
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DHEADER=${build_facts}/mutualise_commit.hpp
          -P ${PROJECT_SOURCE_DIR}/cmake/WriteCommit.cmake
  COMMENT "Asking git for the commit" VERBATIM)
add_dependencies(mutualise mutualise-commit)
target_include_directories(mutualise PRIVATE ${build_facts})
