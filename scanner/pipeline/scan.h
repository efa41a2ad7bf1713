// One scan from files to a report.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/baseline/baseline_file.h"
#include "scanner/baseline/compare.h"
#include "scanner/model/report.h"
#include "scanner/pipeline/session.h"
#include "scanner/pipeline/stage_stats.h"

namespace ssot {

struct Progress {
  std::string_view stage;  // "reading", "matching"
  uint64_t done = 0;       // files
  uint64_t total = 0;
};

struct ScanRequest {
  std::string command = "scan";        // or "inventory": what the report says
  std::vector<std::string> arguments;  // as typed, for the report's invocation
  // Called now and then, from any worker thread, one call at a time. May be empty.
  std::function<void(const Progress&)> progress;
  bool counts_importers = false;       // fill ScanResult::importers
  const Baseline* baseline = nullptr;  // what is accepted; must outlive the result. May be null
  const std::map<std::string, BaselineRow>* earlier_rows = nullptr;  // of --compare; likewise
};

struct ScanResult {
  Report report;                              // report.exit_code is final: 0, 1 or 3
  std::map<std::string, uint32_t> importers;  // importers.h, where they were asked for
  StageStats stats;                           // standard error, with --stats
  std::optional<Comparison> comparison;       // with a baseline: of report.findings
  // The facts and the index, which nobody needs any more. To take them apart takes a twentieth of
  // the scan's time, so that a process that ends after it may rather keep them.
  std::shared_ptr<const void> leftovers;
};

// The session must have been opened without errors. Never throws for what it finds in files: what
// could not be analysed is in the report's ledger. The report does not depend on options.jobs.
ScanResult Scan(const Session& session, const ScanRequest& request);

}  // namespace ssot
