#include "scanner/languages/front_end.h"

#include "scanner/languages/python/python.h"

namespace ssot {

std::vector<const FrontEnd*> AllFrontEnds() {
  static const FrontEnd kPython = {Language::kPython, python::Extract, &python::Semantics()};
  return {&kPython};
}

const FrontEnd* FindFrontEnd(Language language) {
  for (const FrontEnd* front_end : AllFrontEnds()) {
    if (front_end->language == language) return front_end;
  }
  return nullptr;
}

}  // namespace ssot
