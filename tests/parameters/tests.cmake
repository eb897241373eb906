mutualise_tests(parameters parameters/fields_test.cpp)
