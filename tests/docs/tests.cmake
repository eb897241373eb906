# What the help and the documents print is run as printed: release preset only (docs/architecture.md, "Documents are run").
find_program(MUTUALISE_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(NOT MUTUALISE_PYTHON)
  message(STATUS "The documents' commands are not run: there is no /usr/bin/python3")
  return()
endif()
function(mutualise_document_test name script)
  add_test(NAME "docs: ${name}" COMMAND ${MUTUALISE_PYTHON} -W ignore ${PROJECT_SOURCE_DIR}/tests/docs/${script}
    $<TARGET_FILE:mutualise-command> ${PROJECT_SOURCE_DIR})
  set_tests_properties("docs: ${name}" PROPERTIES LABELS docs)
endfunction()
mutualise_document_test("every help's example works as printed" help_examples_test.py)
mutualise_document_test("what a command suggests next works as printed" next_commands_test.py)
mutualise_document_test("every command and option that a page prints exists" printed_commands_test.py)
mutualise_document_test("manual pages and completion say what the help says" manual_pages_test.py)
add_test(NAME "docs: the tutorial's commands give the outputs it shows"
  COMMAND ${MUTUALISE_PYTHON} ${PROJECT_SOURCE_DIR}/scripts/docs/tutorial.py --check $<TARGET_FILE:mutualise-command>)
set_tests_properties("docs: the tutorial's commands give the outputs it shows" PROPERTIES LABELS docs)

set(tools_packages "import matplotlib, netCDF4, pandas, xarray")
execute_process(COMMAND ${MUTUALISE_PYTHON} -W ignore -c "${tools_packages}" RESULT_VARIABLE no_tools ERROR_QUIET OUTPUT_QUIET)
if(no_tools)
  message(STATUS "docs/your_tools.md is not run: ${MUTUALISE_PYTHON} lacks one of ${tools_packages}")
else()
  mutualise_document_test("xarray, pandas and R draw the numbers of the commands" your_tools_test.py)
endif()

add_test(NAME "docs: the example builds against the installed package and records what the command records"
  COMMAND ${MUTUALISE_PYTHON} ${PROJECT_SOURCE_DIR}/tests/docs/installed_example_test.py ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR})
set_tests_properties("docs: the example builds against the installed package and records what the command records"
  PROPERTIES LABELS docs)
add_test(NAME "docs: the picture of the rooms is what the sources include"
  COMMAND ${MUTUALISE_PYTHON} ${PROJECT_SOURCE_DIR}/scripts/docs/rooms.py --check)
set_tests_properties("docs: the picture of the rooms is what the sources include" PROPERTIES LABELS docs)
