target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/scenario/check_levers.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/csv.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/describe.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/document.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/document_text.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/event_tables.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/layers.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/layer_files.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/lever_fields.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/months.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/nearest.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/number_of.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/posterior.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/posterior_file.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/read_posterior.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/read_cases.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/read_levers.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/read_parameters.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/reader.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/reading.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/settable.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/settings.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/settings_fields.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/structure_tables.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/system_data.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/system_digest.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/values.cpp
  ${PROJECT_SOURCE_DIR}/sim/scenario/writer.cpp
)
# The data tables: in the source tree while it stands, else beside the installed command (relative to its prefix).
set_source_files_properties(${PROJECT_SOURCE_DIR}/sim/scenario/system_data.cpp PROPERTIES COMPILE_DEFINITIONS
  "MUTUALISE_SOURCE_DATA_DIR=\"${PROJECT_SOURCE_DIR}/scenarios/data\";MUTUALISE_INSTALLED_DATA_DIR=\"${CMAKE_INSTALL_DATADIR}/mutualise/scenarios/data\"")
