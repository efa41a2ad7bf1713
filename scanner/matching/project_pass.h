// The end of matching: rules about the whole tree judge what they matched in all files.
#pragma once

#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/match_file.h"

namespace ssot {

// Takes the sites out of `matches`, which are those of `judged` in all files by path, and adds what
// becomes of them in reported files: findings, sorted among the others, and counts.
void JudgeSites(const CompiledRules& rules, const std::vector<RuleIndex>& judged,
                const TreePaths& tree, FileMatches* matches);

}  // namespace ssot
