mutualise_tests(core
  core/digest_test.cpp
  core/errors_test.cpp
  core/fixed_point_test.cpp
  core/ids_test.cpp
  core/month_test.cpp
  core/rooms_test.cpp
  core/vocabulary_test.cpp)
