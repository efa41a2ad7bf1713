// The results of a SARIF run, within what code scanning accepts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reports/report_json.h"
#include "reports/sarif_rules.h"
#include "scanner/model/report.h"

namespace ssot {

inline constexpr size_t kMaxSarifResults = 25000;   // a run
inline constexpr size_t kMaxSarifLocations = 1000;  // a result

// What happens to findings that a comment in the code accepts.
enum class SuppressedResults : uint8_t {
  kMarked,   // they are results with `suppressions`
  kLeftOut,  // GitHub ignores `suppressions` and would open an alert for each
};

struct SarifResults {
  Json results = Json::array();
  uint64_t results_left_out = 0;
  uint64_t locations_left_out = 0;
};

// When there are too many, new ones stay before unchanged ones and severe before mild, suppressed
// ones last; the order of those that stay is the report's.
SarifResults MakeSarifResults(const Report& report, const SarifCatalog& catalog,
                              SuppressedResults suppressed = SuppressedResults::kMarked);

// A place in a file below the root.
Json SarifArtifactLocationJson(std::string_view path);

}  // namespace ssot
