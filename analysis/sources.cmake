target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/analysis/intervals.cpp
  ${PROJECT_SOURCE_DIR}/analysis/outcome.cpp
  ${PROJECT_SOURCE_DIR}/analysis/outcome_values.cpp
  ${PROJECT_SOURCE_DIR}/analysis/proposal_pairs.cpp
  ${PROJECT_SOURCE_DIR}/analysis/statistics.cpp
  ${PROJECT_SOURCE_DIR}/analysis/story.cpp
  ${PROJECT_SOURCE_DIR}/analysis/study_values.cpp
  ${PROJECT_SOURCE_DIR}/analysis/summary.cpp
  ${PROJECT_SOURCE_DIR}/analysis/text_table.cpp
)
