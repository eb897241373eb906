mutualise_tests(scenario
  scenario/canonical_text_test.cpp
  scenario/mutations_test.cpp
  scenario/nearest_test.cpp
  scenario/notices_test.cpp
  scenario/overlay_test.cpp
  scenario/problems_test.cpp
  scenario/shipped_test.cpp)
