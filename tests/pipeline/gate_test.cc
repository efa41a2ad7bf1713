#include "scanner/pipeline/gate.h"

#include <doctest/doctest.h>

namespace ssot {
namespace {

Report ReportWith(Severity severity, FindingState state) {
  Report report;
  Finding& finding = report.findings.emplace_back();
  finding.severity = severity;
  finding.state = state;
  return report;
}

Options With(FailOn fail_on, Severity severity = Severity::kWarning) {
  Options options;
  options.fail_on = fail_on;
  options.severity = severity;
  return options;
}

TEST_CASE("findings fail by state and severity") {
  struct Case {
    Severity severity;
    FindingState state;
    Options options;
    int exit_code;
  };
  const auto kNew = FindingState::kNew;
  const auto kOld = FindingState::kUnchanged;
  const Case cases[] = {
      {Severity::kError, kNew, With(FailOn::kNew), 1},
      {Severity::kWarning, kNew, With(FailOn::kNew), 1},
      {Severity::kNote, kNew, With(FailOn::kNew), 0},
      {Severity::kNote, kNew, With(FailOn::kNew, Severity::kNote), 1},
      {Severity::kWarning, kNew, With(FailOn::kNew, Severity::kError), 0},
      {Severity::kError, kOld, With(FailOn::kNew), 0},
      {Severity::kError, kOld, With(FailOn::kAny), 1},
      {Severity::kNote, kOld, With(FailOn::kAny), 0},
      {Severity::kError, kNew, With(FailOn::kNever), 0},
  };
  for (const Case& c : cases) {
    CAPTURE(static_cast<int>(c.severity));
    CAPTURE(static_cast<int>(c.options.fail_on));
    CHECK(ExitCode(ReportWith(c.severity, c.state), c.options) == c.exit_code);
  }
  CHECK(ExitCode(Report(), With(FailOn::kAny)) == 0);
}

TEST_CASE("an unmet contract fails unless nothing may") {
  Report report;
  report.ledger.unmet_contracts = {"authority jwt: no file matches auth.py"};
  CHECK(ExitCode(report, With(FailOn::kNew)) == 1);
  CHECK(ExitCode(report, With(FailOn::kNever)) == 0);
  report.ledger.not_applicable = std::move(report.ledger.unmet_contracts);
  report.ledger.unmet_contracts.clear();
  CHECK(ExitCode(report, With(FailOn::kNew)) == 0);
}

TEST_CASE("an incomplete scan outranks its findings") {
  const Options options = With(FailOn::kNew);
  Report failed = ReportWith(Severity::kError, FindingState::kNew);
  failed.ledger.failed = {{"a.py", "Permission denied"}};
  CHECK(ExitCode(failed, options) == 3);
  CHECK(ExitCode(failed, With(FailOn::kNever)) == 3);
  Report silent;
  silent.ledger.silent_canaries = {"jwt-import"};
  CHECK(ExitCode(silent, options) == 3);
  Report skipped;
  skipped.ledger.skipped = {{"a.bin", "binary"}};
  CHECK(ExitCode(skipped, options) == 0);
}

TEST_CASE("syntax errors make a strict scan incomplete") {
  Report report;
  report.ledger.parse_errors = {{"a.py", 1, 1, "unterminated string literal"}};
  Options options = With(FailOn::kNew);
  CHECK(ExitCode(report, options) == 0);
  options.strict = true;
  CHECK(ExitCode(report, options) == 3);
}

}  // namespace
}  // namespace ssot
