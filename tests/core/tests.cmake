mutualise_tests(core
  core/assumptions_test.cpp
  core/digest_test.cpp
  core/docs_test.cpp
  core/errors_test.cpp
  core/evidence_test.cpp
  core/fixed_point_test.cpp
  core/ids_test.cpp
  core/instruction_set_test.cpp
  core/json_test.cpp
  core/month_test.cpp
  core/rooms_test.cpp
  core/statistical_tests_test.cpp
  core/vocabulary_test.cpp)
# Can the tests fail? The mutants are a command of their own (docs/trust.md); here only that there are places to mutate.
mutualise_python_test(core "every process and statistic has places to mutate" scripts/soak/mutants.py --check)
mutualise_python_test(core "a tolerance on draws is tagged and counted, or has a reason" tests/core/drawn_tolerances_test.py ${PROJECT_SOURCE_DIR})
# ThreadSanitizer too is a command of its own; here only that every room is run, or is left out and has no threads.
add_test(NAME "core: every room is run for data races or has no threads" COMMAND ${PROJECT_SOURCE_DIR}/scripts/soak/races.sh --check)
set_tests_properties("core: every room is run for data races or has no threads" PROPERTIES LABELS core)
