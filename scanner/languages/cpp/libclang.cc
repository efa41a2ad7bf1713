#include "scanner/languages/cpp/libclang.h"

#include <dlfcn.h>

namespace ssot::cpp {
namespace {

template <typename Function>
bool Find(void* library, const char* name, Function* function) {
  *function = reinterpret_cast<Function>(dlsym(library, name));
  return *function != nullptr;
}

}  // namespace

bool LoadLibclang() {
  // Where it was built, or where the system has it.
  void* library = dlopen(LIBCLANG_PATH, RTLD_LAZY);
  if (library == nullptr) library = dlopen(LIBCLANG_NAME, RTLD_LAZY);
  if (library == nullptr) return false;
  bool has_all = true;
#define FUNCTION(name) has_all &= Find(library, #name, &name);
#include "scanner/languages/cpp/libclang_functions.def"
  return has_all;
}

}  // namespace ssot::cpp
