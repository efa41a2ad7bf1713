// A run's findings beside accepted ones.
#pragma once

#include "scanner/baseline/baseline_file.h"
#include "scanner/baseline/compare.h"
#include "scanner/matching/compiled_rules.h"
#include "scanner/model/report.h"
#include "scanner/pipeline/project_facts.h"
#include "scanner/pipeline/run_files.h"
#include "scanner/pipeline/session.h"

namespace ssot {

// What a run looked at.
struct LookedAt {
  const Session& session;
  const RunFiles& files;
  const ProjectFacts& project;
  const CompiledRules& rules;
};

// Sets the states of the report's findings, which have their excerpts, and lists the report's
// absent ones. The report has its ledger. The result points into `baseline`.
Comparison CompareFindings(const LookedAt& run, const Baseline& baseline, Report* report);

}  // namespace ssot
