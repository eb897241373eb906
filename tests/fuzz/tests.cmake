# Inputs that nobody meant. Every build replays the kept ones; with MUTUALISE_FUZZ (preset fuzz: clang, sanitizers) each
# target is linked with libFuzzer as well and makes its own (scripts/soak/fuzz.sh).
set(fuzz_targets scenario study tables salib options recorded)

function(mutualise_fuzz_target name library)
  add_executable(${name} ${ARGN} fuzz/target.cpp)
  target_link_libraries(${name} PRIVATE ${library} mutualise_options fmt::fmt)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/include)
  target_compile_definitions(${name} PRIVATE MUTUALISE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
endfunction()

foreach(target ${fuzz_targets})
  mutualise_fuzz_target(replay_${target} mutualise::mutualise fuzz/${target}_target.cpp fuzz/replay.cpp)
  add_test(NAME "fuzz: the kept inputs of ${target} are refused or read"
    COMMAND replay_${target} ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${target})
  set_tests_properties("fuzz: the kept inputs of ${target} are refused or read" PROPERTIES LABELS fuzz)
endforeach()

# Fewer, and others, where the sanitizers make each some ten times slower.
if(MUTUALISE_DOCUMENT_TESTS)
  set(wrong_files --executions 60 --seed 1)
elseif(MUTUALISE_SANITIZE)
  set(wrong_files --executions 20 --seed 2)
endif()
if(wrong_files AND has_readers)
  mutualise_python_test(fuzz "wrong files are refused by every command that reads one"
    tests/fuzz/commands.py $<TARGET_FILE:mutualise-command> ${wrong_files})
endif()

if(MUTUALISE_FUZZ)
  # The readers alone, compiled so that libFuzzer sees which branches an input takes.
  get_target_property(sources mutualise SOURCES)
  set(answers ${sources})
  list(FILTER answers INCLUDE REGEX
    "/analysis/(foreign_sample|intervals|outcome|outcome_values|recorded_values|replicated|sample_layout|text_table|until)\\.cpp")
  list(FILTER sources INCLUDE REGEX "/sim/(core|random|parallel|parameters|scenario|state|record|study)/")
  list(FILTER sources EXCLUDE REGEX
    "/(crowd|lane|proposal_life|words|provenance|batch_runs|batch_script|configuration|estimate|folder|merge|merge_shards|repeat|rounds|share_files|share_progress|sweep|work|worker)\\.cpp|/study/(plan|status)\\.cpp")
  add_library(mutualise_readers STATIC ${sources} ${answers})
  target_include_directories(mutualise_readers SYSTEM PRIVATE ${RANDOM123_INCLUDE_DIR})
  target_include_directories(mutualise_readers PUBLIC ${PROJECT_SOURCE_DIR}/include)
  target_compile_definitions(mutualise_readers PRIVATE TOML_HEADER_ONLY=0 TOML_SHARED_LIB=1
    MUTUALISE_SOURCE_DATA_DIR="${PROJECT_SOURCE_DIR}/scenarios/data" MUTUALISE_INSTALLED_DATA_DIR="")
  target_compile_options(mutualise_readers PRIVATE -fsanitize=fuzzer-no-link,float-cast-overflow)
  target_link_libraries(mutualise_readers PRIVATE mutualise_options Boost::headers TBB::tbb
    tomlplusplus::tomlplusplus fmt::fmt hdf5::hdf5 hdf5::hdf5_hl OpenSSL::Crypto Threads::Threads)
  foreach(target ${fuzz_targets})
    set(mutator $<IF:$<STREQUAL:${target},recorded>,bytes,lines>)
    mutualise_fuzz_target(fuzz_${target} mutualise_readers fuzz/${target}_target.cpp fuzz/${mutator}_mutator.cpp)
    target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
    list(APPEND fuzzers fuzz_${target})
  endforeach()
  add_custom_target(fuzzers DEPENDS ${fuzzers})
endif()
