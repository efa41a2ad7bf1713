#include <doctest/doctest.h>

#include <string>

#include "reports/inventory_table.h"
#include "reports/report_format.h"
#include "reports/row_figures.h"
#include "tests/reports/canned_report.h"

namespace ssot {
namespace {

std::string Text(const Report& report, const RenderOptions& options = {}) {
  return FindReportFormat("text")->render(report, options);
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("the last line sums up what was found and what was scanned") {
  struct Case {
    const char* name;
    uint64_t findings;
    uint64_t files_with_findings;
    uint64_t files;
    std::map<std::string, uint64_t> by_severity;
    const char* line;
  };
  const Case cases[] = {
      {"many",
       41,
       12,
       9790,
       {{"error", 3}, {"warning", 38}, {"note", 0}},
       "Found 41 findings (3 errors, 38 warnings) in 12 files; 9,790 files scanned.\n"},
      {"one",
       1,
       1,
       1,
       {{"error", 0}, {"note", 1}},
       "Found 1 finding (1 note) in 1 file; 1 file scanned.\n"},
      {"none", 0, 0, 1234567, {{"error", 0}}, "No findings; 1,234,567 files scanned.\n"},
      {"nothing scanned", 0, 0, 0, {}, "No findings, because no file was scanned.\n"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    Report report;
    report.command = "scan";
    report.summary.findings = test.findings;
    report.summary.files_with_findings = test.files_with_findings;
    report.summary.files = test.files;
    report.summary.by_severity = test.by_severity;
    const std::string text = Text(report);
    CHECK(text.substr(text.find('\n') + 1) == test.line);
  }
}

TEST_CASE("what is accepted is counted and not listed") {
  Report report = CannedCleanReport();
  report.findings.assign(3, FindingIn("a\n", "a.py", {1, 1, 1, 2}));
  for (size_t i = 0; i < 3; ++i) report.findings[i].message = "message " + std::to_string(i);
  report.findings[1].state = FindingState::kUnchanged;
  report.findings[2].suppressed = Suppression{"why", 1};
  report.absent = {{"rule", "b.py", "f", "m"}};
  report.summary.findings = 2;
  report.summary.fresh = 1;
  report.summary.unchanged = 1;
  report.summary.suppressed = 1;
  report.summary.files_with_findings = 1;
  report.summary.by_severity = {{"warning", 2}};
  SUBCASE("with a baseline") {
    report.baseline = "baseline.json";
    const std::string text = Text(report);
    CHECK(Contains(text, "message 0"));
    CHECK_FALSE(Contains(text, "message 1"));
    CHECK_FALSE(Contains(text, "message 2"));
    CHECK(text.ends_with(
        "1 unchanged finding is not listed (--format json and --format csv list all).\n"
        "1 entry of the baseline is stale: what was accepted is there no more (ssot baseline "
        "prune).\n"
        "Found 2 findings (2 warnings) in 1 file: 1 new, 1 unchanged; 1 suppressed; 1 file "
        "scanned.\n"));
  }
  SUBCASE("with --since") {
    report.since = "main";
    CHECK_FALSE(Contains(Text(report), "message 1"));
    CHECK(Contains(Text(report), "1 finding is gone since main.\n"));
  }
  SUBCASE("with nothing to compare with") {
    report.absent.clear();
    CHECK(Contains(Text(report), "message 1"));
    CHECK(Text(report).ends_with(
        "\nFound 2 findings (2 warnings) in 1 file; 1 suppressed; 1 file scanned.\n"));
  }
}

TEST_CASE("rules stand in a table, those with most findings first") {
  Report report;
  report.command = "scan";
  report.summary.by_rule = {{"a", {2, 1, 0}}, {"b", {0, 0, 0}}, {"long-id", {1200, 30, 7}}};
  CHECK(Contains(Text(report),
                 "rule     findings  files\n"
                 "long-id     1,200     30\n"
                 "a               2      1\n\n"));
  report.since = "main";
  CHECK(Contains(Text(report),
                 "rule     findings  files  new\n"
                 "long-id     1,200     30    7\n"
                 "a               2      1    0\n\n"));
  report.command = "inventory";
  CHECK_FALSE(Contains(Text(report), "long-id"));
  report.command = "scan";
  report.summary.by_rule.erase("a");
  CHECK_FALSE(Contains(Text(report), "long-id"));
}

TEST_CASE("imports that led to no file are counted, and listed when asked for") {
  Report report;
  report.command = "scan";
  report.ledger.unresolved_imports = 1;
  CHECK(Contains(Text(report), "1 import of the project's own modules led to no file (--list-"));
  report.ledger.unresolved = {{"a.py", 3, 8, "app.gone\x1b"}};
  CHECK(Contains(Text(report), "led to no file:\n  a.py:3:8: app.gone\\x1b\n"));
}

TEST_CASE("an incomplete scan says so at the very end") {
  Report report = CannedCleanReport();
  report.exit_code = 3;
  CHECK(Text(report).ends_with("\nThe scan is incomplete, see above.\n"));
  report.exit_code = 1;
  CHECK_FALSE(Contains(Text(report), "incomplete"));
}

TEST_CASE("quiet says nothing") {
  RenderOptions options;
  options.quiet = true;
  CHECK(Text(CannedReport(), options) == "");
}

TEST_CASE("colours change nothing but the escape sequences") {
  RenderOptions options;
  options.color = true;
  std::string text = Text(CannedReport(), options);
  CHECK(Contains(text, "\x1b[1;31merror[jwt-import]\x1b[0m"));
  for (size_t begin = 0; (begin = text.find("\x1b[")) != std::string::npos;) {
    text.erase(begin, text.find('m', begin) + 1 - begin);
  }
  CHECK(text == Text(CannedReport()));
}

TEST_CASE("failed files and silent canaries are all listed, syntax errors are not") {
  Report report = CannedCleanReport();
  for (uint32_t i = 1; i <= 30; ++i) {
    report.ledger.failed.push_back({"failed" + std::to_string(i), "why"});
    report.ledger.silent_canaries.push_back("silent" + std::to_string(i));
    report.ledger.parse_errors.push_back({"syntax", i, 1, "error"});
  }
  const std::string text = Text(report);
  CHECK(Contains(text, "30 files could not be analysed:\n"));
  CHECK(Contains(text, "  failed30: why\n"));
  CHECK(Contains(text, "30 rules did not flag their own bad example"));
  CHECK(Contains(text, "  silent30\n"));
  CHECK(Contains(text, "  syntax:10:1: error\n  and 20 more (--format json lists all)\n"));
  CHECK_FALSE(Contains(text, "syntax:11:1"));
}

TEST_CASE("a finding of a rule that the report does not describe is still reported") {
  Report report = CannedCleanReport();
  report.findings = {FindingIn("a\n", "a.py", {1, 1, 1, 2})};
  report.findings[0].rule_id = "rule-of-nobody";
  for (const ReportFormat& format : ReportFormats()) {
    if (format.name == "junit") continue;  // it is about rows
    CAPTURE(format.name);
    CHECK(Contains(format.render(report, RenderOptions()), "rule-of-nobody"));
  }
}

CountedRow WideRow() {
  CountedRow counted;
  counted.row.id = "row";
  counted.row.title = "A title of forty columns, or nearly so..";
  counted.row.unit = RowUnit::kFindings;
  counted.row.target = 0;
  counted.count = 12345;
  counted.files = 3;
  counted.text_count = 7;
  counted.status = RowStatus::kUnmet;
  return counted;
}

TEST_CASE("the table gives its title the room that is left") {
  struct Case {
    unsigned width;
    const char* row;
  };
  const Case cases[] = {
      {0,
       "row  A title of forty columns, or nearly so..  findings           7  12,345 (3)         -  "
       "     0  ..........  unmet   -\n"},
      {110,
       "row  A title of forty column...  findings           7  12,345 (3)         -       0  "
       "..........  unmet   -\n"},
      {80, "row  findings           7  12,345 (3)         -       0  ..........  unmet\n"},
      {60, "row           7  12,345 (3)         -       0  unmet\n"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.width);
    const std::string table = InventoryTable({WideRow()}, test.width, Painter(false));
    CAPTURE(table);
    CHECK(Contains(table, std::string("\n") + test.row));
    CHECK(Contains(table, "In brackets: the number of files.\n"));
  }
}

TEST_CASE("numbers have separators") {
  CHECK(FormatCount(0) == "0");
  CHECK(FormatCount(999) == "999");
  CHECK(FormatCount(1000) == "1,000");
  CHECK(FormatCount(1234567) == "1,234,567");
}

}  // namespace
}  // namespace ssot
