# libclang 19, or the newest from 14 on: Libclang::Headers, LIBCLANG_VERSION, and the library, which is
# loaded when it is needed, as LIBCLANG_PATH and LIBCLANG_NAME.
foreach(major 19 18 17 16 15 14)
  find_path(LIBCLANG_INCLUDE_DIR clang-c/Index.h
            PATHS "/usr/lib/llvm-${major}/include" NO_DEFAULT_PATH)
  find_library(LIBCLANG_LIBRARY NAMES clang PATHS "/usr/lib/llvm-${major}/lib" NO_DEFAULT_PATH)
  if(LIBCLANG_INCLUDE_DIR AND LIBCLANG_LIBRARY)
    break()
  endif()
endforeach()
find_path(LIBCLANG_INCLUDE_DIR clang-c/Index.h)
find_library(LIBCLANG_LIBRARY NAMES clang)
if(NOT LIBCLANG_INCLUDE_DIR OR NOT LIBCLANG_LIBRARY)
  message(FATAL_ERROR "libclang was not found; install libclang-19-dev (scripts/install-dependencies does)")
endif()

# The library's file name has the whole version: libclang-19.1.7.so.
get_filename_component(folder "${LIBCLANG_LIBRARY}" DIRECTORY)
file(GLOB names RELATIVE "${folder}" "${folder}/libclang-*.so*")
set(LIBCLANG_VERSION "(unknown version)")
foreach(name IN LISTS names)
  if(name MATCHES "([0-9]+\\.[0-9]+\\.[0-9]+)")
    set(LIBCLANG_VERSION "${CMAKE_MATCH_1}")
  endif()
endforeach()

execute_process(COMMAND "${CMAKE_READELF}" -d "${LIBCLANG_LIBRARY}" OUTPUT_VARIABLE dynamic)
string(REGEX MATCH "SONAME[^[]*\\[([^]]+)\\]" soname "${dynamic}")
if(NOT soname)
  message(FATAL_ERROR "${LIBCLANG_LIBRARY} does not say its name")
endif()
set(LIBCLANG_NAME "${CMAKE_MATCH_1}")
set(LIBCLANG_PATH "${folder}/${LIBCLANG_NAME}")

add_library(Libclang::Headers INTERFACE IMPORTED)
target_include_directories(Libclang::Headers INTERFACE "${LIBCLANG_INCLUDE_DIR}")
