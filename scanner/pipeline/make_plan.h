// From findings and rows to a plan.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scanner/model/plan.h"
#include "scanner/model/report.h"

namespace ssot {

// `report` lists what is counted (Report::counted). Suppressed findings are left out, and findings
// that a baseline accepts are in: they are the debt. `importers` is CountImporters'. `arguments`
// are what `ssot inventory` must be given to count the same: --rules, --root, PATHs.
Plan MakePlan(const Report& report, const std::map<std::string, uint32_t>& importers,
              const std::vector<std::string>& arguments);

}  // namespace ssot
