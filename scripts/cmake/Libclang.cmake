# libclang 19, or the newest from 14 on: Libclang::Libclang and LIBCLANG_VERSION.
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

add_library(Libclang::Libclang SHARED IMPORTED)
set_target_properties(Libclang::Libclang PROPERTIES
  IMPORTED_LOCATION "${LIBCLANG_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${LIBCLANG_INCLUDE_DIR}")
