mutualise_tests(run
  run/common_random_numbers_test.cpp
  run/golden_test.cpp
  run/identities_test.cpp
  run/same_bytes_test.cpp)
