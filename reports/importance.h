// Which findings come first, where a format cannot hold all of them.
#pragma once

#include <vector>

#include "scanner/model/report.h"

namespace ssot {

// A baseline or --since was given, so that a finding's state says something.
bool IsCompared(const Report& report);

// New before unchanged before suppressed; severe before mild; then in the report's order. Points
// into `findings`.
std::vector<const Finding*> ByImportance(const std::vector<Finding>& findings);

}  // namespace ssot
