# GCC 12 sees overlapping copies in std::string's operator+ where there are none (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict)
endif()

# ssot_library(name SOURCES … [PUBLIC lib …] [PRIVATE lib …])
# One static library a folder, as target ssot_<name>. PRIVATE libraries cannot be included by
# those who link this one, so that a wrong dependency does not compile.
function(ssot_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(ssot_${name} STATIC ${ARG_SOURCES})
  target_include_directories(ssot_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_compile_options(ssot_${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Werror)
  target_link_libraries(ssot_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# ssot_test(room SOURCES … LIBRARIES …): one doctest program a room.
function(ssot_test room)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(test_${room} ${ARG_SOURCES})
  target_include_directories(test_${room} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_options(test_${room} PRIVATE -Wall -Wextra -Wpedantic -Werror)
  target_compile_definitions(test_${room} PRIVATE SSOT_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                                  SSOT_BINARY_DIR="${PROJECT_BINARY_DIR}")
  target_link_libraries(test_${room} PRIVATE ssot_test_main ${ARG_LIBRARIES})
  add_test(NAME ${room} COMMAND test_${room})
endfunction()
