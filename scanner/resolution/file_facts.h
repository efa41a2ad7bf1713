// The facts of one file, resolved: one function a kind. Each appends to its list in `*resolved`.
#pragma once

#include "scanner/resolution/callee.h"
#include "scanner/resolution/evaluator.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

void ResolveImports(Evaluator* evaluator, FileId file, std::vector<ResolvedImport>* imports);

// True when a relative or first-party import leads nowhere.
bool IsUnresolved(Evaluator* evaluator, FileId file, uint32_t import);

void ResolveCall(Evaluator* evaluator, FileId file, const CallFact& call, const Callee& callee,
                 std::vector<ResolvedCall>* calls);

// Imports that calls make: importlib.import_module("jwt"), patch("app.auth.validate").
void ResolveCallImports(Evaluator* evaluator, FileId file, const CallFact& call,
                        const Callee& callee, std::vector<ResolvedImport>* imports);

// Accesses that calls make: os.getenv("X"), settings.get("X"), getattr(settings, "X").
void ResolveCallAccesses(Evaluator* evaluator, FileId file, const CallFact& call,
                         const Callee& callee, std::vector<ResolvedAccess>* accesses);

void ResolveAccesses(Evaluator* evaluator, FileId file, std::vector<ResolvedAccess>* accesses);

void ResolveDefinitions(Evaluator* evaluator, FileId file,
                        std::vector<ResolvedDefinition>* definitions);

}  // namespace ssot
