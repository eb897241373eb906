target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/study/runs.cpp
)
