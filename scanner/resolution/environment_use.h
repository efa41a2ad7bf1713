// Calls and expressions that read, write or delete a variable of the environment.
#pragma once

#include <optional>
#include <string>

#include "scanner/resolution/callee.h"
#include "scanner/resolution/evaluator.h"

namespace ssot {

struct EnvironmentUse {
  AccessMode mode = AccessMode::kRead;
  ValueId key = 0;
  Resolution resolution = Resolution::kExact;
  std::string_view form;  // the resolved name of what is called; empty: as written
};

std::optional<EnvironmentUse> FindEnvironmentUse(Evaluator* evaluator, FileId file,
                                                 const CallFact& call, const Callee& callee);

// The keys of a call that changes several variables: os.environ.update({"A": "1"}, B="2").
struct EnvironmentChange {
  AccessMode mode = AccessMode::kWrite;
  std::vector<Entity> keys;
  Resolution resolution = Resolution::kExact;
  std::string form;
};

std::optional<EnvironmentChange> FindEnvironmentChange(Evaluator* evaluator, FileId file,
                                                       const CallFact& call, const Callee& callee);

bool IsEnvironmentObject(const Evaluator& evaluator, FileId file, const Entity& entity);

}  // namespace ssot
