// Which bindings of a name can be in force at a place. Looks at syntax only; what the bindings
// mean is the evaluator's business.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"

namespace ssot {

// Scopes that are nested deeper are not looked through: no honest file has that many.
inline constexpr uint32_t kMaxScopes = 200;

// Where an expression is evaluated.
struct Place {
  ScopeId scope = 0;
  BlockId block = 0;
  uint32_t order = 0;
  // The code runs some time after its surroundings: every binding of `scope` may be in force.
  bool later = false;
};

Range BindingsOf(const Facts& facts, ScopeId scope, NameId name);

enum class LookupOutcome : uint8_t {
  kFound,    // in `*bindings`
  kUnbound,  // a local name that has no value yet at the place
  kModule,   // one of the module's names, looked up after the module has run
  kMissing,  // bound nowhere: a builtin, or from a star import
};

// Appends the indices of the bindings that may reach the place, the nearest first.
LookupOutcome FindBindings(const Facts& facts, NameId name, const Place& place,
                           std::vector<uint32_t>* bindings);

// Appends all bindings of one scope's name that may hold once the scope's body has run.
void FindFinalBindings(const Facts& facts, Range range, std::vector<uint32_t>* bindings);

// The name with this text that is visible from `scope` inside functions and classes; 0 when there
// is none, or too many to look through. Module names are not looked at.
NameId FindLocalName(const Facts& facts, ScopeId scope, std::string_view text);

// For each scope the module, class or function whose code its code is: comprehensions and lambdas
// belong to what they stand in.
std::vector<ScopeId> OwnerScopes(const Facts& facts);

bool IsInHandler(const Facts& facts, BlockId block);

}  // namespace ssot
