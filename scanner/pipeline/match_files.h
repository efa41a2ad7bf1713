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

// The matches of each file, and which of them are still to be found.
struct OpenMatches {
  explicit OpenMatches(size_t files) : of_files(files), is_open(files, 1) {}
  std::vector<FileMatches> of_files;
  std::vector<char> is_open;
};

// Finds what is open. What depends on files that were asked for stays open: read these whole, and
// call it again. `read` has one entry for each of `files`; a file whose matching fails becomes a
// failed one. `on_file` is called after each file, from any thread; it may be empty.
void MatchFiles(const CompiledRules& rules, const CallNames& call_names,
                const ProjectFacts& project, const std::vector<RunFile>& files, unsigned jobs,
                const std::function<void()>& on_file, std::vector<ReadFile>* read,
                OpenMatches* matches);

// All matches, by path, and what rules about the whole tree make of theirs.
FileMatches JoinMatches(const CompiledRules& rules, const std::vector<RunFile>& files,
                        OpenMatches matches);

}  // namespace ssot
