// What a SARIF file says about itself: every file that was not or not wholly looked at, and
// everything else that stands between the results and the whole truth.
#pragma once

#include <cstdint>

#include "reports/report_json.h"
#include "reports/sarif_runs.h"
#include "scanner/model/report.h"

namespace ssot {

Json SarifNotificationDescriptorsJson();  // tool.driver.notifications

enum class SkippedFiles : uint8_t {
  kListed,
  kCounted,  // where the file would be too large
};

// invocation.toolExecutionNotifications: about the scan, which the first run has.
Json ScanNotificationsJson(const Report& report, SkippedFiles skipped);

// Likewise: what the run leaves out.
Json LeftOutNotificationsJson(const SarifRun& run, size_t most_results);

}  // namespace ssot
