// Directives in comments, applied to a run's findings.
#pragma once

#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/model/finding.h"
#include "scanner/model/rule.h"
#include "scanner/pipeline/read_files.h"
#include "scanner/pipeline/run_files.h"
#include "scanner/pipeline/session.h"

namespace ssot {

// Marks the findings that a directive accepts and adds findings about directives that have no
// effect or, where the whole root was scanned, no use. `read` has one entry for each of
// `files.files`. `findings` stay sorted by path, line, column, rule.
void Suppress(const Session& session, const CompiledRules& rules, const RunFiles& files,
              const std::vector<ReadFile>& read, std::vector<Finding>* findings);

// The rules in force with those about directives, sorted by id.
std::vector<Rule> RulesOfReport(const RuleSet& rules);

}  // namespace ssot
