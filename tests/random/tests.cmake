mutualise_tests(random
  random/distribution_test.cpp
  random/golden_bits_test.cpp
  random/philox_test.cpp
  random/portable_test.cpp
  random/sobol_test.cpp
  random/stream_test.cpp
  random/words_test.cpp)
target_link_libraries(test_random PRIVATE Boost::headers)
target_include_directories(test_random SYSTEM PRIVATE ${RANDOM123_INCLUDE_DIR})
