target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/population/apportion.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/check.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/check_structure.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/check_ties.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/contractors.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/employees.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/managers.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/matching.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/organisations.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/placement.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/synthesise.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/ties.cpp
  ${PROJECT_SOURCE_DIR}/sim/population/units.cpp
)
