#include "reports/importance.h"

#include <algorithm>
#include <tuple>

namespace ssot {

bool IsCompared(const Report& report) {
  return report.baseline.has_value() || report.since.has_value();
}

std::vector<const Finding*> ByImportance(const std::vector<Finding>& findings) {
  std::vector<const Finding*> sorted;
  for (const Finding& finding : findings) sorted.push_back(&finding);
  const auto rank = [](const Finding* finding) {
    return std::make_tuple(finding->suppressed.has_value(), finding->state,
                           -static_cast<int>(finding->severity));
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&rank](const Finding* a, const Finding* b) { return rank(a) < rank(b); });
  return sorted;
}

}  // namespace ssot
