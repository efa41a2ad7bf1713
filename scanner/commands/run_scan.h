// What `scan` and `inventory` have in common: they differ in their report and their gate alone.
#pragma once

#include <string>

#include "scanner/baseline/baseline_file.h"
#include "scanner/baseline/earlier_report.h"
#include "scanner/commands/command.h"
#include "scanner/config/options.h"
#include "scanner/pipeline/scan.h"
#include "scanner/pipeline/session.h"

namespace ssot {

// Scans with a progress line where one is wanted.
ScanResult ScanWithProgress(const Session& session, ScanRequest request);

// The same; `baseline` may be null.
ScanResult ScanWithProgress(const Session& session, const std::string& command,
                            const Baseline* baseline, const EarlierRows* earlier_rows = nullptr);

// --stats, on standard error.
void PrintStats(const StageStats& stats);

// `command` is what the report says: "scan" or "inventory".
int RunScan(const Options& options, const std::string& command);

// Declares the options of a scan, of which `defaults` says what holds when nothing is typed.
RunCommand SetUpScanLike(CLI::App& app, const std::string& command, const Options& defaults);

}  // namespace ssot
