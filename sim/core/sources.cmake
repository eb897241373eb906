target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/core/digest.cpp
  ${PROJECT_SOURCE_DIR}/sim/core/errors.cpp
  ${PROJECT_SOURCE_DIR}/sim/core/instruction_set.cpp
  ${PROJECT_SOURCE_DIR}/sim/core/json.cpp
  ${PROJECT_SOURCE_DIR}/sim/core/month.cpp
)
