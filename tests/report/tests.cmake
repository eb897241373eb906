mutualise_tests(report
  record/synthetic.cpp
  report/report_test.cpp)
target_include_directories(test_report PRIVATE ${PROJECT_SOURCE_DIR}/report)
target_compile_definitions(test_report PRIVATE MUTUALISE_COMMAND="$<TARGET_FILE:mutualise-command>")
add_dependencies(test_report mutualise-command)

# A real browser opens a page that this build wrote; without one the test says what is missing and counts as skipped. In the
# release preset only (docs/architecture.md, "Documents are run").
if(MUTUALISE_DOCUMENT_TESTS)
  set(browser_test "a browser without a network shows what the files hold")
  mutualise_python_test(report ${browser_test} tests/report/browser_test.py
    $<TARGET_FILE:mutualise-command> ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/report)
  if(MUTUALISE_PYTHON)
    set_tests_properties("report: ${browser_test}" PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900)
  endif()
endif()
