// Which findings go into which run of a SARIF file.
//
// A run is known by its category, automationDetails.id. Code scanning closes the alerts of a
// category that are not in its next upload, and refuses two runs of one category. So a report's
// categories follow from the rules in force and never from what they found: a category without
// findings has its run, too, and a finding stays in its category.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/report_format.h"
#include "reports/sarif_rules.h"
#include "scanner/model/report.h"

namespace ssot {

inline constexpr size_t kMaxSarifRuns = 20;             // a file
inline constexpr size_t kMaxSarifResults = 25000;       // a run
inline constexpr size_t kMaxGitHubResults = 5000;       // a run: of more, GitHub chooses itself
inline constexpr uint64_t kMaxSarifBytes = 10'000'000;  // a file, gzipped

// For whom a file is.
enum class SarifReader : uint8_t {
  kAny,
  // Ignores `suppressions` and would open an alert for each: these are left out.
  kGitHub,
};

struct SarifRun {
  std::string id;  // automationDetails.id: ends in '/'
  SarifCatalog catalog;
  std::vector<const Finding*> findings;  // in the report's order
  uint64_t over_limit = 0;               // findings left out: a run has no room for more
  uint64_t over_size = 0;                // findings left out: the file would be too large
};

struct SarifRuns {
  std::vector<SarifRun> runs;  // at least one
  size_t most_results = 0;     // of a run
  // Indices into `runs` with the findings that they may have. The most important stand first: new
  // before unchanged, severe before mild.
  std::vector<std::pair<size_t, const Finding*>> by_importance;
};

// The runs have no findings yet. All of it points into the report.
SarifRuns MakeSarifRuns(const Report& report, const RenderOptions& options, SarifReader reader);

// Gives the runs the `count` most important of the findings that they may have.
void KeepFindings(size_t count, SarifRuns* runs);

}  // namespace ssot
