target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/parallel/loops.cpp
)
