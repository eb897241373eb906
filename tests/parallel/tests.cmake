mutualise_tests(parallel parallel/loops_test.cpp)
