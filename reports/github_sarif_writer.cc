// SARIF for GitHub code scanning, which opens an alert for every result, suppressed or not.

#include "reports/report_format.h"
#include "reports/sarif_writer.h"

namespace ssot {

std::string RenderGithubSarif(const Report& report, const RenderOptions&) {
  return SarifText(report, SuppressedResults::kLeftOut);
}

}  // namespace ssot
