target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/random/beta.cpp
  ${PROJECT_SOURCE_DIR}/sim/random/exponential.cpp
  ${PROJECT_SOURCE_DIR}/sim/random/logarithm.cpp
  ${PROJECT_SOURCE_DIR}/sim/random/normal.cpp
  ${PROJECT_SOURCE_DIR}/sim/random/philox_blocks.cpp
  ${PROJECT_SOURCE_DIR}/sim/random/portable.cpp
  ${PROJECT_SOURCE_DIR}/sim/random/sobol.cpp
  ${PROJECT_SOURCE_DIR}/sim/random/stream.cpp
  ${PROJECT_SOURCE_DIR}/sim/random/words.cpp
)
