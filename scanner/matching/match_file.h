// One file's matches as findings and counts.
#pragma once

#include <string>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/text_pass.h"
#include "scanner/model/finding.h"

namespace ssot {

struct FileMatches {
  std::vector<Finding> findings;      // sorted by line, column, rule; one for each rule and place
  std::vector<CountedMatch> counted;  // of rules that only count, and every hit of text rules
  std::vector<Site> sites;            // of rules about the whole tree
};

// What a rule says of a match; the finding has its path and names.
std::string MessageFor(const CompiledRule& rule, const Finding& finding, std::string_view detail);

// Findings still lack fingerprint and excerpt. `view` is null for a file without facts. `hits`
// are the file's text hits by position. Thread-safe.
FileMatches MatchFile(const CompiledRules& rules, const std::string& path,
                      const std::vector<RuleIndex>& fact_rules, const std::vector<TextHit>& hits,
                      const FileView* view);

}  // namespace ssot
