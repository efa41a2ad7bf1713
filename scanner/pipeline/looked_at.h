// Which files each rule looked at.
#pragma once

#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/inventory_count.h"
#include "scanner/pipeline/read_files.h"
#include "scanner/pipeline/run_files.h"

namespace ssot {

// Scanned files among the chosen ones. `files` must outlive the result.
LookedAtFiles FindLookedAtFiles(const CompiledRules& rules, const RunFiles& files,
                                const std::vector<ReadFile>& read);

}  // namespace ssot
