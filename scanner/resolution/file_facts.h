// The facts of one file, resolved: one function a kind. Each appends to its list in `*resolved`.
#pragma once

#include "scanner/resolution/callee.h"
#include "scanner/resolution/evaluator.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

// The accesses that are wanted.
class AccessList {
 public:
  explicit AccessList(const WantedFacts& wanted) : wanted_(wanted) {}

  bool Wants(AccessOf of, std::string_view name) const {
    return !wanted_.access || wanted_.access(of, name);
  }
  void Add(ResolvedAccess access) {
    if (Wants(access.of, access.name)) accesses_.push_back(std::move(access));
  }
  std::vector<ResolvedAccess> Take() { return std::move(accesses_); }

 private:
  const WantedFacts& wanted_;
  std::vector<ResolvedAccess> accesses_;
};

void ResolveImports(Evaluator* evaluator, FileId file, std::vector<ResolvedImport>* imports);

// True when a relative or first-party import leads nowhere.
bool IsUnresolved(Evaluator* evaluator, FileId file, uint32_t import);

// Appends nothing when the call is not wanted.
void ResolveCall(Evaluator* evaluator, FileId file, const CallFact& call, const Callee& callee,
                 const WantedFacts& wanted, std::vector<ResolvedCall>* calls);

// The call's literal arguments and the entries of mappings among them, through constants.
std::vector<ResolvedArgument> ResolveArguments(Evaluator* evaluator, FileId file,
                                               const CallFact& call);

// The calls to which the called function hands these arguments on (indices into those of the call).
std::vector<HandedOnCall> CallsThatReceive(Evaluator* evaluator, FileId file, const CallFact& call,
                                           const Callee& callee,
                                           const std::vector<uint32_t>& arguments);

// Imports that calls make: importlib.import_module("jwt"), patch("app.auth.validate").
void ResolveCallImports(Evaluator* evaluator, FileId file, const CallFact& call,
                        const Callee& callee, std::vector<ResolvedImport>* imports);

// Accesses that calls make: os.getenv("X"), settings.get("X"), getattr(settings, "X").
void ResolveCallAccesses(Evaluator* evaluator, FileId file, const CallFact& call,
                         const Callee& callee, AccessList* accesses);

void ResolveAccesses(Evaluator* evaluator, FileId file, AccessList* accesses);

// Keys of configuration files. They mean what they say.
void ResolveSettings(const Facts& facts, AccessList* accesses);

void ResolveDefinitions(Evaluator* evaluator, FileId file, const WantedFacts& wanted,
                        std::vector<ResolvedDefinition>* definitions);

}  // namespace ssot
