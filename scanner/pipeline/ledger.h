#pragma once

#include <vector>

#include "scanner/model/report.h"
#include "scanner/pipeline/project_facts.h"
#include "scanner/pipeline/read_files.h"
#include "scanner/pipeline/run_files.h"

namespace ssot {

// What became of each of the chosen files. `read` has one entry for each of `files.files`, and
// `project` their facts.
Ledger KeepLedger(const RunFiles& files, const ProjectFacts& project,
                  const std::vector<ReadFile>& read);

}  // namespace ssot
