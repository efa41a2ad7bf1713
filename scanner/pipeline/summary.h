#pragma once

#include <cstdint>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/model/report.h"

namespace ssot {

// Every rule that ran and reports findings has its totals, also when it found nothing; so has
// every severity. `findings` are sorted by path; `files` is the number of files scanned.
Summary Summarize(const CompiledRules& rules, const std::vector<Finding>& findings, uint64_t files);

// Sets the rows' new findings, once the findings have their states.
void CountNewOfRows(const std::vector<Finding>& findings, std::vector<CountedRow>* rows);

}  // namespace ssot
