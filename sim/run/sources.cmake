target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/run/batch.cpp
  ${PROJECT_SOURCE_DIR}/sim/run/identities.cpp
  ${PROJECT_SOURCE_DIR}/sim/run/initial_state.cpp
  ${PROJECT_SOURCE_DIR}/sim/run/memory.cpp
  ${PROJECT_SOURCE_DIR}/sim/run/places.cpp
)
