// Validators: calls that read every variable that a schema names.
#pragma once

#include <optional>

#include "scanner/resolution/environment_use.h"

namespace ssot {

// cleanEnv(process.env, { NAME: str() }), z.object({ NAME: z.string() }).parse(process.env).
std::optional<EnvironmentChange> FindSchemaRead(Evaluator* evaluator, FileId file,
                                                const CallFact& call, const Callee& callee);

}  // namespace ssot
