// The step in which rules look at files whose names are resolved.
#pragma once

#include <functional>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/match_file.h"
#include "scanner/pipeline/project_facts.h"
#include "scanner/pipeline/read_files.h"
#include "scanner/pipeline/run_files.h"

namespace ssot {

// The matches of all chosen files, by path. `read` has one entry for each of `files`; a file whose
// matching fails becomes a failed one. `on_file` is called after each file, from any thread; it may
// be empty.
FileMatches MatchFiles(const CompiledRules& rules, const ProjectFacts& project,
                       const std::vector<RunFile>& files, unsigned jobs,
                       const std::function<void()>& on_file, std::vector<ReadFile>* read);

}  // namespace ssot
