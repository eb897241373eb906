mutualise_tests(process
  process/award_test.cpp
  process/bids_test.cpp
  process/bonds_test.cpp
  process/entries_test.cpp
  process/prequalification_test.cpp
  process/procurement_test.cpp
)
