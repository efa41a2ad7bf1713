// The results of a SARIF run.
#pragma once

#include <cstdint>
#include <string_view>

#include "reports/report_json.h"
#include "reports/sarif_runs.h"
#include "scanner/model/report.h"

namespace ssot {

inline constexpr size_t kMaxSarifLocations = 1000;  // a result

// One result a finding, in the run's order.
Json SarifResultsJson(const Report& report, const SarifRun& run);

// How many related locations of the run's findings its results leave out.
uint64_t LocationsLeftOut(const SarifRun& run);

// A place in a file below the root.
Json SarifArtifactLocationJson(std::string_view path);

}  // namespace ssot
