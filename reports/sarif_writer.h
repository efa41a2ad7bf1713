// SARIF 2.1.0, in both its formats: `sarif` and `github-sarif`.
#pragma once

#include <string>

#include "reports/sarif_results.h"
#include "scanner/model/report.h"

namespace ssot {

std::string SarifText(const Report& report, SuppressedResults suppressed);

}  // namespace ssot
