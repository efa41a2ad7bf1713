// From a report to an exit code.
#pragma once

#include "scanner/config/options.h"
#include "scanner/model/report.h"

namespace ssot {

inline constexpr int kExitHolds = 0;
inline constexpr int kExitFindings = 1;    // or an unmet contract
inline constexpr int kExitIncomplete = 3;  // outranks the findings

int ExitCode(const Report& report, const Options& options);

}  // namespace ssot
