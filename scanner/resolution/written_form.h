// Expressions as they stand in the source, shortened.
#pragma once

#include <string>

#include "scanner/model/facts.h"

namespace ssot {

// "self.client().get" for the callee of self.client(url).get(key); "env[]" for a subscript;
// "(...)" where the source is not known.
std::string WrittenForm(const Facts& facts, ValueId value);

}  // namespace ssot
