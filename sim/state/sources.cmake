target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/state/crowd.cpp
  ${PROJECT_SOURCE_DIR}/sim/state/trajectory.cpp
  ${PROJECT_SOURCE_DIR}/sim/state/lane.cpp
  ${PROJECT_SOURCE_DIR}/sim/state/proposal_life.cpp
)
