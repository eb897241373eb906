# What the help and the documents print is run as printed: release preset only (docs/architecture.md, "Documents are run").
function(mutualise_document_test name script)
  mutualise_python_test(docs ${name} tests/docs/${script} $<TARGET_FILE:mutualise-command> ${PROJECT_SOURCE_DIR})
endfunction()
mutualise_document_test("every help's example works as printed" help_examples_test.py)
mutualise_document_test("what a command suggests next works as printed" next_commands_test.py)
mutualise_document_test("every command and option that a page prints exists" printed_commands_test.py)
mutualise_document_test("manual pages and completion say what the help says" manual_pages_test.py)
mutualise_python_packages(has_tools "docs/your_tools.md is not run" matplotlib netCDF4 pandas xarray)
if(has_tools)
  mutualise_document_test("xarray, pandas and R draw the numbers of the commands" your_tools_test.py)
endif()
mutualise_python_test(docs "the tutorial's commands give the outputs it shows"
  scripts/docs/tutorial.py --check $<TARGET_FILE:mutualise-command>)
mutualise_python_test(docs "the example builds against the installed package and records what the command records"
  tests/docs/installed_example_test.py ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR})
mutualise_python_test(docs "every type and function of the public headers has a comment"
  tests/docs/interface_comments_test.py ${PROJECT_SOURCE_DIR})
find_program(MUTUALISE_DOXYGEN doxygen)
if(MUTUALISE_DOXYGEN)
  add_test(NAME "docs: Doxygen reads the public interface without a warning" COMMAND ${PROJECT_SOURCE_DIR}/scripts/docs/api.sh)
  set_tests_properties("docs: Doxygen reads the public interface without a warning" PROPERTIES LABELS docs)
endif()
mutualise_python_test(docs "the picture of the rooms is what the sources include" scripts/docs/rooms.py --check)
