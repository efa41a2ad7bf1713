// Which part of a value each target of an assignment or a loop is bound to.
#include "scanner/languages/python/expression_parser.h"

namespace ssot::python {

void UnpackingPath::Add(uint32_t step) {
  steps_[size_++] = step;
}

void UnpackingPath::Remove(uint32_t i) {
  if (i >= size_) return;
  for (; i + 1 < size_; ++i) steps_[i] = steps_[i + 1];
  --size_;
}

ValueId TargetValue(const Target& target, ValueId whole, FactBuilder* builder) {
  if (target.path.is_lost()) return 0;
  for (uint32_t i = 0; i < target.path.size(); ++i) {
    whole = builder->ItemValue(whole, target.path.step(i));
  }
  return whole;
}

}  // namespace ssot::python
