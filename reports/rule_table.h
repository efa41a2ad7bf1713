// How much each rule found.
#pragma once

#include <string>

#include "reports/terminal_text.h"
#include "scanner/model/report.h"

namespace ssot {

// A line for each rule that found something, those with most first; "new" only where there was
// something to compare with. Empty with fewer than two such rules: the last line says it all.
std::string RuleTable(const Report& report, const Painter& paint);

}  // namespace ssot
