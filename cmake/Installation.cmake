# Install and export rules: the command, the library for C++ users, and the scenarios with their data.
include(CMakePackageConfigHelpers)
install(TARGETS mutualise EXPORT mutualiseTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS mutualise-command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY include/mutualise DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/mutualise)
install(EXPORT mutualiseTargets NAMESPACE mutualise:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mutualise)
set(SCENARIOS_DIR ${CMAKE_INSTALL_DATADIR}/mutualise/scenarios)
configure_package_config_file(cmake/mutualiseConfig.cmake.in ${PROJECT_BINARY_DIR}/mutualiseConfig.cmake PATH_VARS SCENARIOS_DIR
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mutualise)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mutualiseConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/mutualiseConfig.cmake ${PROJECT_BINARY_DIR}/mutualiseConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mutualise)
# Manual pages and bash's completion, written by the command itself.
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/man/mutualise.1 ${PROJECT_BINARY_DIR}/mutualise.bash
  COMMAND mutualise-command man -o ${PROJECT_BINARY_DIR}/man
  COMMAND mutualise-command completion > ${PROJECT_BINARY_DIR}/mutualise.bash
  DEPENDS mutualise-command VERBATIM)
add_custom_target(mutualise-pages ALL DEPENDS ${PROJECT_BINARY_DIR}/man/mutualise.1 ${PROJECT_BINARY_DIR}/mutualise.bash)
install(DIRECTORY ${PROJECT_BINARY_DIR}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_BINARY_DIR}/mutualise.bash RENAME mutualise
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
