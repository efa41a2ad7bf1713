// What the places that show reports accept no more of.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "reports/report_format.h"
#include "tests/reports/canned_report.h"

namespace ssot {
namespace {

std::string Render(const char* format, const Report& report) {
  return FindReportFormat(format)->render(report, RenderOptions());
}

size_t Occurrences(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++count;
  return count;
}

Report ReportWithFindings(size_t count, Severity severity) {
  Report report = CannedCleanReport();
  for (size_t i = 0; i < count; ++i) {
    Finding finding;
    finding.rule_id = "jwt-import";
    finding.severity = severity;
    finding.path = "a.py";
    finding.span = {static_cast<uint32_t>(i + 1), 1, static_cast<uint32_t>(i + 1), 2};
    finding.message = "message number " + std::to_string(i + 1);
    finding.fingerprint = std::to_string(i);
    report.findings.push_back(finding);
  }
  report.summary.findings = count;
  return report;
}

TEST_CASE("ten annotations of a kind, the new ones first, and a word about the rest") {
  Report report = ReportWithFindings(25, Severity::kError);
  report.baseline = "baseline.json";
  for (size_t i = 0; i < 20; ++i) report.findings[i].state = FindingState::kUnchanged;
  report.findings[24].severity = Severity::kWarning;
  report.findings[23].suppressed = Suppression{"why", 1};
  const std::string text = Render("github", report);
  CHECK(Occurrences(text, "::error ") == 10);
  CHECK(Occurrences(text, "::warning ") == 1);
  CHECK(
      text.starts_with("::error title=jwt-import,file=a.py,line=21,col=1,endColumn=2::"
                       "message number 21\n"));
  CHECK(Occurrences(text, "title=jwt-import (unchanged)") == 7);
  CHECK(
      text.ends_with("::notice title=ssot::Left out: 13 errors. GitHub shows ten of a kind a "
                     "step; --format markdown and --format json have more.\n"));
}

TEST_CASE("the word about the rest is one of ten notices") {
  CHECK(Occurrences(Render("github", ReportWithFindings(10, Severity::kNote)), "Left out") == 0);
  const std::string text = Render("github", ReportWithFindings(11, Severity::kNote));
  CHECK(Occurrences(text, "::notice ") == 10);
  CHECK(Occurrences(text, "Left out: 2 notices.") == 1);
}

TEST_CASE("an annotation of several lines has no columns") {
  Report report = ReportWithFindings(1, Severity::kWarning);
  report.findings[0].span = {3, 5, 7, 9};
  CHECK(Render("github", report) ==
        "::warning title=jwt-import,file=a.py,line=3,endLine=7::message number 1\n");
}

TEST_CASE("Markdown fits a step summary and says what it left out") {
  Report report = ReportWithFindings(40000, Severity::kWarning);
  report.findings[39999].severity = Severity::kError;
  const std::string text = Render("markdown", report);
  CHECK(text.size() <= 1024 * 1024);
  CHECK(text.size() > 900 * 1024);
  const size_t listed = Occurrences(text, "message number");
  const std::string left_out = std::to_string(40000 - listed).insert(2, ",");
  CHECK(Occurrences(text, "**" + left_out + " more findings are left out here") == 1);
  CHECK(Occurrences(text, "message number 40000 ") == 1);
}

TEST_CASE("Markdown stays within its limit whatever is long") {
  Report report = ReportWithFindings(3, Severity::kError);
  report.findings[0].message = std::string(3 << 20, '<');
  report.exit_code = 3;
  for (int i = 0; i < 1000; ++i) {
    report.ledger.failed.push_back({std::string(10000, '|'), std::string(10000, '`')});
  }
  CountedRow row;
  row.row.title = std::string(10000, '&');
  report.inventory.resize(500, row);
  const std::string text = Render("markdown", report);
  CHECK(text.size() <= 1024 * 1024);
  CHECK(Occurrences(text, "message number") == 2);
  CHECK(Occurrences(text, "rows are left out here") == 1);
}

TEST_CASE("GitLab gets every fingerprint once") {
  Report report = ReportWithFindings(3, Severity::kNote);
  for (Finding& finding : report.findings) finding.fingerprint = "f";
  const auto entries = nlohmann::json::parse(Render("gitlab", report));
  CHECK(entries[0]["fingerprint"] == "f");
  CHECK(entries[1]["fingerprint"] == "f-2");
  CHECK(entries[2]["fingerprint"] == "f-3");
}

TEST_CASE("files are named from the repository's top") {
  Report report = ReportWithFindings(1, Severity::kError);
  report.invocation = Invocation();
  report.invocation->root = "/code/back end";
  report.invocation->repository_root = "/code";
  CHECK(Occurrences(Render("github", report), ",file=back end/a.py,") == 1);
  CHECK(nlohmann::json::parse(Render("gitlab", report))[0]["location"]["path"] == "back end/a.py");
}

TEST_CASE("JUnit fails what is unmet, or with something to compare with what is new") {
  struct Case {
    const char* name;
    bool is_compared;
    RowStatus status;
    std::optional<uint64_t> fresh;
    const char* outcome;
  };
  const Case cases[] = {
      {"met", false, RowStatus::kMet, std::nullopt, ""},
      {"unmet", false, RowStatus::kUnmet, std::nullopt,
       "<failure message=\"7 findings, target 0\""},
      {"new", true, RowStatus::kUnmet, 2, "<failure message=\"7 findings, target 0, 2 new\""},
      {"accepted", true, RowStatus::kUnmet, 0,
       "<skipped message=\"accepted: 7 findings, target 0, nothing new\"/>"},
      {"not known", true, RowStatus::kUnmet, std::nullopt, "<failure "},
      {"regressed", true, RowStatus::kRegressed, 0, "<failure "},
      {"met with something new", true, RowStatus::kMet, 2, ""},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    Report report = CannedCleanReport();
    if (test.is_compared) report.since = "main";
    CountedRow row;
    row.row.id = "row";
    row.row.target = 0;
    row.count = 7;
    row.status = test.status;
    row.fresh = test.fresh;
    report.inventory = {row};
    const std::string xml = Render("junit", report);
    CHECK(xml.find("<testcase classname=\"ssot.row\" name=\"row\"") != std::string::npos);
    if (*test.outcome) {
      CHECK(xml.find(test.outcome) != std::string::npos);
    } else {
      CHECK(xml.find("<testcase classname=\"ssot.row\" name=\"row\" time=\"0\"/>") !=
            std::string::npos);
    }
  }
}

TEST_CASE("an incomplete scan is an error in JUnit and an annotation in GitHub") {
  Report report = CannedCleanReport();
  report.exit_code = 3;
  report.ledger.failed = {{"locked.py", "Permission denied"}};
  const std::string message = "Not analysed: locked.py: Permission denied";
  CHECK(Render("junit", report).find("<error message=\"" + message) != std::string::npos);
  CHECK(Render("github", report) == "::error title=ssot::" + message + "\n");
}

}  // namespace
}  // namespace ssot
