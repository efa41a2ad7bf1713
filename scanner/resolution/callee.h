// What a call calls.
#pragma once

#include <string_view>

#include "scanner/resolution/evaluator.h"

namespace ssot {

struct Callee {
  Entity base;    // of `base.method()`
  Entity entity;  // what is called
};

Callee EvaluateCallee(Evaluator* evaluator, FileId file, const CallFact& call);

inline Place PlaceOf(const CallFact& call) {
  return {call.scope, call.block, call.order};
}
inline Place PlaceOf(const AccessFact& access) {
  return {access.scope, access.block, access.order};
}

// The argument at a position, or with a keyword; 0 when the call has none or does not say.
ValueId ArgumentOf(const Facts& facts, const CallFact& call, uint32_t position,
                   std::string_view keyword);

}  // namespace ssot
