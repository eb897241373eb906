mutualise_tests(cli
  cli/answers_test.cpp
  cli/bad_input_test.cpp
  cli/design_test.cpp
  cli/disk_test.cpp
  cli/progress_test.cpp
  cli/run_test.cpp
  cli/sensitivity_test.cpp
  cli/studies_test.cpp
  cli/sweep_test.cpp
  cli/target_test.cpp
  cli/terminal_test.cpp)
target_sources(test_cli PRIVATE ${PROJECT_SOURCE_DIR}/sim/cli/progress.cpp ${PROJECT_SOURCE_DIR}/sim/cli/terminal.cpp)
target_compile_definitions(test_cli PRIVATE MUTUALISE_COMMAND="$<TARGET_FILE:mutualise-command>")
add_dependencies(test_cli mutualise-command)
