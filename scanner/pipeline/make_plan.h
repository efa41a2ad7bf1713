// From findings and rows to a plan.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scanner/model/plan.h"
#include "scanner/model/report.h"
#include "scanner/pipeline/owners.h"

namespace ssot {

struct PlanRequest {
  const Report& report;                              // lists what is counted (Report::counted)
  const std::map<std::string, uint32_t>& importers;  // CountImporters'
  const OwnersByPath& owners;
  // What `ssot inventory` must be given to count the same: --rules, --root, PATHs.
  const std::vector<std::string>& arguments;
};

// Suppressed findings are left out, and findings that a baseline accepts are in: they are the debt.
Plan MakePlan(const PlanRequest& request);

}  // namespace ssot
