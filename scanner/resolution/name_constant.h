// Constants that hold a name and not what has that name: JWT_SECRET = "JWT_SECRET".
#pragma once

#include "scanner/resolution/evaluator.h"

namespace ssot {

// True when `value`, a name or an attribute, stands for a member of an enumeration, or for a
// constant of a module or class whose text is its own name in some spelling.
bool IsNameConstant(Evaluator* evaluator, FileId file, ValueId value, const Place& place);

}  // namespace ssot
