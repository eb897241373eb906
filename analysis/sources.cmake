target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/analysis/statistics.cpp
  ${PROJECT_SOURCE_DIR}/analysis/story.cpp
  ${PROJECT_SOURCE_DIR}/analysis/summary.cpp
)
