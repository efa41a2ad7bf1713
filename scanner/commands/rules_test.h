// `ssot rules test`: proves that rules find what they say, and nothing else.
#pragma once

#include <string>
#include <vector>

#include "scanner/config/options.h"

namespace ssot {

// Runs the annotated trees at or below `folders`, or the examples of the rules in force when
// there are none. Prints each failure and a last line with the totals; returns the exit code.
int RunRulesTest(const Options& options, const std::vector<std::string>& folders);

}  // namespace ssot
