mutualise_tests(analysis
  analysis/calibrate_test.cpp
  analysis/cholesky_test.cpp
  analysis/emulator_test.cpp
  analysis/tempering_test.cpp
  analysis/statistics_test.cpp
  analysis/story_test.cpp
  analysis/summary_test.cpp)
