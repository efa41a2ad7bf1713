// libclang's functions, for the workers. They load the library themselves: with all of LLVM that
// takes 0.014 s, which would come before every other command, too. A function that is called and
// not in libclang_functions.def does not link.
#pragma once

#include <clang-c/CXCompilationDatabase.h>
#include <clang-c/Index.h>

namespace ssot::cpp {

// False where there is no such library. Before, no function may be called.
bool LoadLibclang();

// In this namespace, they stand before libclang's own.
#define FUNCTION(name) inline decltype(&::name) name = nullptr;
#include "scanner/languages/cpp/libclang_functions.def"

}  // namespace ssot::cpp
