// Reports to render: one with everything in it, hostile content included, and two plain ones.
#pragma once

#include <string>

#include "scanner/model/report.h"

namespace ssot {

Report CannedReport();           // exit code 3, with an invocation
Report CannedCleanReport();      // nothing found, as --reproducible leaves it
Report CannedInventoryReport();  // `ssot inventory` over what CannedReport is about

// A finding in `source` with its excerpt, as a scan would hand it on.
Finding FindingIn(const std::string& source, const std::string& path, const Span& span);

}  // namespace ssot
