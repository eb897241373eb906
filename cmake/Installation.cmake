# Install and export rules: the command, the library for C++ users, and the scenarios with their data.
include(CMakePackageConfigHelpers)
install(TARGETS mutualise EXPORT mutualiseTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS mutualise-command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY include/mutualise DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/mutualise)
install(EXPORT mutualiseTargets NAMESPACE mutualise:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mutualise)
configure_package_config_file(cmake/mutualiseConfig.cmake.in ${PROJECT_BINARY_DIR}/mutualiseConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mutualise)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mutualiseConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/mutualiseConfig.cmake ${PROJECT_BINARY_DIR}/mutualiseConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mutualise)
