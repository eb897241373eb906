# The page's script and style are embedded as they stand in the repository: no npm at build time (report/web/README.md).
set(report_web ${PROJECT_SOURCE_DIR}/report/web)
set(report_embedded ${report_web}/dist/report.min.js ${report_web}/report.css ${report_web}/dist/LICENCES.txt)
target_sources(mutualise PRIVATE
  ${PROJECT_SOURCE_DIR}/report/flow.cpp
  ${PROJECT_SOURCE_DIR}/report/json.cpp
  ${PROJECT_SOURCE_DIR}/report/levers.cpp
  ${PROJECT_SOURCE_DIR}/report/observed.cpp
  ${PROJECT_SOURCE_DIR}/report/open_recorded.cpp
  ${PROJECT_SOURCE_DIR}/report/page.cpp
  ${PROJECT_SOURCE_DIR}/report/paired.cpp
  ${PROJECT_SOURCE_DIR}/report/recorded.cpp
  ${PROJECT_SOURCE_DIR}/report/report.cpp
  ${PROJECT_SOURCE_DIR}/report/results.cpp
)
# The digest is for compiler caches, which do not see what the assembler includes either.
set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${report_embedded})
set(report_digests "")
foreach(file ${report_embedded})
  file(SHA256 ${file} digest)
  string(APPEND report_digests ${digest})
endforeach()
string(SHA256 report_digest "${report_digests}")
set_source_files_properties(${PROJECT_SOURCE_DIR}/report/page.cpp PROPERTIES
  OBJECT_DEPENDS "${report_embedded}"
  COMPILE_DEFINITIONS "MUTUALISE_REPORT_WEB=\"${report_web}\";MUTUALISE_REPORT_DIGEST=\"${report_digest}\"")
