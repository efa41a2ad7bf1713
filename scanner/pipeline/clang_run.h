// libclang in a scan: where its flags come from, and for which files it is asked.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scanner/languages/cpp/clang_pool.h"
#include "scanner/matching/compiled_rules.h"
#include "scanner/model/diagnostic.h"
#include "scanner/pipeline/session.h"

namespace ssot {

// Sets session->compile_commands: what --compile-commands names, else the first of
// compile_commands.json and build*/compile_commands.json at the root, else nothing. An error when
// what was named is no compilation database.
void ChooseCompileCommands(Session* session, Diagnostics* errors);

// Null where no worker can be started (Options::clang_worker).
std::unique_ptr<cpp::ClangPool> MakeClangPool(const Session& session);

// True when one of the rules may find something in a file with this text.
bool MayConcern(const CompiledRules& rules, const std::vector<RuleIndex>& fact_rules,
                std::string_view text);

}  // namespace ssot
