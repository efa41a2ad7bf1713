#include "scanner/pipeline/gate.h"

#include <algorithm>

namespace ssot {
namespace {

bool IsIncomplete(const Ledger& ledger, bool strict) {
  return !ledger.failed.empty() || !ledger.silent_canaries.empty() ||
         (strict && !ledger.parse_errors.empty());
}

bool Fails(const Finding& finding, const Options& options) {
  if (finding.suppressed || finding.severity < options.severity) return false;
  return options.fail_on == FailOn::kAny || finding.state == FindingState::kNew;
}

}  // namespace

int ExitCode(const Report& report, const Options& options) {
  if (IsIncomplete(report.ledger, options.strict)) return kExitIncomplete;
  if (options.fail_on == FailOn::kNever) return kExitHolds;
  const auto& findings = report.findings;
  const bool any_fails = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return Fails(finding, options);
  });
  return any_fails || !report.ledger.unmet_contracts.empty() ? kExitFindings : kExitHolds;
}

}  // namespace ssot
