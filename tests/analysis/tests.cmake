mutualise_tests(analysis
  analysis/statistics_test.cpp
  analysis/story_test.cpp
  analysis/summary_test.cpp)
