// Trees and examples that state their own expectation: what `ssot rules test` runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scanner/model/diagnostic.h"
#include "scanner/model/rule.h"

namespace ssot {

// A finding that nobody expected, or one that was expected and is missing.
struct FixtureFailure {
  std::string path;  // relative to the fixture; an example's own path
  uint32_t line = 0;
  std::string rule_id;
  bool is_missing = false;  // false: unexpected
};

struct FixtureOutcome {
  std::string name;                      // the folder, or the rule's id for its examples
  uint64_t expected = 0;                 // expectations that were stated
  std::vector<FixtureFailure> failures;  // sorted by path, line, rule
  Diagnostics errors;                    // the fixture could not be run
  bool passed() const { return failures.empty() && errors.empty(); }
};

// A folder with a rules.yaml and a tree beside it: scans the tree with exactly these rules and
// compares with the `expect:` comments of all its files, line by line and rule by rule. Counted
// matches are compared too.
// `clang_worker` as in Options.
FixtureOutcome RunFixtureTree(const std::string& folder, unsigned jobs,
                              const std::string& clang_worker = "");

// The folders at or below `folder` that hold a rules.yaml, sorted.
std::vector<std::string> FindFixtureTrees(const std::string& folder);

// One outcome a rule, in the rule set's order: bad examples must be flagged where they say so (or
// anywhere, when they say nothing), good ones must be silent except where they say so.
std::vector<FixtureOutcome> RunRuleExamples(const RuleSet& rules);

}  // namespace ssot
