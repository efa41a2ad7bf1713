// SARIF 2.1.0, in both its formats: `sarif` and `github-sarif`.
#pragma once

#include <string>

#include "reports/report_format.h"
#include "reports/sarif_runs.h"
#include "scanner/model/report.h"

namespace ssot {

// Whatever does not fit is left out, and a notification says how much that was.
std::string SarifText(const Report& report, const RenderOptions& options, SarifReader reader);

}  // namespace ssot
