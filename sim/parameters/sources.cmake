target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/parameters/attitude.cpp
  ${PROJECT_SOURCE_DIR}/sim/parameters/austerity.cpp
  ${PROJECT_SOURCE_DIR}/sim/parameters/contractor.cpp
  ${PROJECT_SOURCE_DIR}/sim/parameters/mobilisation.cpp
  ${PROJECT_SOURCE_DIR}/sim/parameters/precedent.cpp
  ${PROJECT_SOURCE_DIR}/sim/parameters/procurement.cpp
  ${PROJECT_SOURCE_DIR}/sim/parameters/proposal.cpp
  ${PROJECT_SOURCE_DIR}/sim/parameters/review.cpp
  ${PROJECT_SOURCE_DIR}/sim/parameters/trading.cpp
  ${PROJECT_SOURCE_DIR}/sim/parameters/turnover.cpp
)
