target_sources(mutualise-command PRIVATE
  ${PROJECT_SOURCE_DIR}/sim/cli/main.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/interrupt.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/progress.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/output_file.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/run.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/calibrate.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/predict.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/sweep.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/study_text.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/status.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/merge.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/repro.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/export.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/slurm.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/story.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/validate.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/design.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/parameters.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/population.cpp
  ${PROJECT_SOURCE_DIR}/sim/cli/hash.cpp)
target_compile_definitions(mutualise-command PRIVATE MUTUALISE_VERSION="${PROJECT_VERSION}")
