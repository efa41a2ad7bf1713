// What a run comes to, in sentences for people.
#pragma once

#include <string>
#include <vector>

#include "scanner/model/report.h"

namespace ssot {

// "Found 41 findings (3 errors, 38 warnings) in 12 files: 3 new, 38 unchanged; 2 suppressed; 9,790
// files scanned." How many are new is said when there was something to compare with.
std::string FindingsSummary(const Report& report);

// "3 of 17 targets met; 9,790 files scanned."
std::string InventorySummary(const Report& report);

// What the comparison says besides: entries of the baseline that are stale, and how to remove
// them. Empty when nothing is absent.
std::string AbsentSummary(const Report& report);

// Everything that makes the scan incomplete or a contract unmet, one sentence each.
std::vector<std::string> Troubles(const Report& report);

// "1 file", "9,790 files"
std::string Quantity(uint64_t count, const std::string& singular, const std::string& plural);

}  // namespace ssot
