// What a SARIF run says about itself: every file that was not or not wholly looked at, and
// everything else that stands between the results and the whole truth.
#pragma once

#include "reports/report_json.h"
#include "reports/sarif_results.h"
#include "scanner/model/report.h"

namespace ssot {

Json SarifNotificationDescriptorsJson();  // tool.driver.notifications

// invocation.toolExecutionNotifications
Json SarifNotificationsJson(const Report& report, const SarifResults& results);

}  // namespace ssot
