mutualise_tests(record
  record/damage.cpp
  record/synthetic.cpp
  record/damaged_bytes_test.cpp
  record/damaged_ensemble_test.cpp
  record/damaged_result_and_shard_test.cpp
  record/ensemble_test.cpp
  record/hash_test.cpp
  record/log_reader_test.cpp
  record/logs_test.cpp
  record/recorded_file_test.cpp
  record/result_file_test.cpp
  record/shard_test.cpp
  record/refusal_test.cpp)
target_link_libraries(test_record PRIVATE hdf5::hdf5 hdf5::hdf5_hl)

# The packaged readers of other languages open a file that this build wrote.
mutualise_python_packages(has_readers "The packaged readers are not tested" h5netcdf h5py netCDF4 xarray)
if(has_readers)
  add_executable(record_example record/write_example.cpp record/synthetic.cpp)
  target_link_libraries(record_example PRIVATE mutualise::mutualise mutualise_options)
  target_include_directories(record_example PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  set(example ${CMAKE_CURRENT_BINARY_DIR}/record_example.h5)
  add_test(NAME "record: an example is written for the packaged readers" COMMAND record_example ${example})
  set_tests_properties("record: an example is written for the packaged readers" PROPERTIES
    FIXTURES_SETUP record_example LABELS record)
  set(readers_test "xarray, h5py, ncdump and R read the example by name, with dates and values")
  mutualise_python_test(record ${readers_test} tests/record/readers_test.py ${example})
  set_tests_properties("record: ${readers_test}" PROPERTIES FIXTURES_REQUIRED record_example)
endif()
