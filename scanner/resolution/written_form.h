// Expressions as they stand in the source, shortened.
#pragma once

#include <string>

#include "scanner/model/facts.h"

namespace ssot {

// "self.client().get" for the callee of self.client(url).get(key); "env[]" for a subscript;
// "(...)" where the source is not known.
// What the source says, for a value that the front end has resolved.
inline const Value& AsWritten(const Facts& facts, ValueId id) {
  const Value& value = facts.values[id];
  return value.kind == ValueKind::kResolved ? facts.values[value.base] : value;
}

std::string WrittenForm(const Facts& facts, ValueId value);

}  // namespace ssot
