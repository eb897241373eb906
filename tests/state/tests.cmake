mutualise_tests(state state/lane_test.cpp state/trajectory_test.cpp)
