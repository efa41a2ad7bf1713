// JUnit XML: one test case an inventory row, named as the row's check in its document. What makes a
// scan incomplete or a contract unmet stands in a suite of its own, which is there only then.

#include <string>
#include <string_view>
#include <vector>

#include "reports/importance.h"
#include "reports/report_format.h"
#include "reports/row_figures.h"
#include "reports/summary_text.h"
#include "reports/terminal_text.h"

namespace ssot {
namespace {

constexpr int kIncomplete = 3;

enum class Outcome { kPassed, kFailed, kError, kSkipped };

struct Case {
  std::string class_name;
  std::string name;
  Outcome outcome = Outcome::kPassed;
  std::string type;     // of a failure or an error
  std::string message;  // none for a case that passed
  std::string details;
};

struct Suite {
  std::string name;
  std::vector<Case> cases;
};

struct Totals {
  size_t tests = 0;
  size_t failures = 0;
  size_t errors = 0;
  size_t skipped = 0;
};

// U+FFFE and U+FFFF are no characters of XML; control characters PrintableText escapes.
std::string Xml(std::string_view text) {
  std::string printable = PrintableText(text);
  for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (size_t at = 0; (at = printable.find(none, at)) != std::string::npos;) {
      printable.replace(at, none.size(), "\xEF\xBF\xBD");
    }
  }
  std::string escaped;
  for (const char c : printable) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (c == '"')
      escaped += "&quot;";
    else
      escaped += c;
  }
  return escaped;
}

std::string Attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + Xml(value) + "\"";
}

// What was new is not known: then the row fails as without a comparison.
bool HasSomethingNew(const Report& report, const CountedRow& counted) {
  const bool got_worse = counted.count.has_value() && counted.status == RowStatus::kRegressed;
  return !IsCompared(report) || got_worse || counted.fresh.value_or(1) > 0;
}

std::vector<std::string> Details(const CountedRow& counted) {
  const InventoryRow& row = counted.row;
  std::vector<std::string> lines = {row.title};
  lines.push_back("true count " + TrueFigure(counted) + ", text count " + TextFigure(counted) +
                  ", recorded " + RecordedFigure(row) + ", target " + TargetFigure(row));
  if (counted.previous.has_value()) lines.push_back("change " + ChangeFigure(counted));
  for (const CountedPart& part : counted.parts) {
    lines.push_back("part " + part.id + ": true count " +
                    (part.count.has_value() ? FormatCount(*part.count) : "-") + ", text count " +
                    (part.text_count.has_value() ? FormatCount(*part.text_count) : "-"));
  }
  if (!row.document.empty()) lines.push_back("document " + row.document);
  for (const std::string& rule : row.rules) lines.push_back("rule " + rule);
  return lines;
}

Case RowCase(const Report& report, const CountedRow& counted) {
  const InventoryRow& row = counted.row;
  Case test;
  test.class_name = "ssot." + row.id;
  test.name = row.check.empty() ? row.id : row.check;
  if (!counted.status.has_value()) {
    test.outcome = Outcome::kSkipped;
    test.message = !row.target.has_value()           ? "no target"
                   : counted.not_counted.has_value() ? StatusName(counted)
                                                     : "nothing to count";
  } else if (counted.status != RowStatus::kMet && HasSomethingNew(report, counted)) {
    test.outcome = Outcome::kFailed;
    test.type = StatusName(counted);
    test.message = ComparedWithTarget(counted);
    if (IsCompared(report) && counted.fresh.has_value()) {
      test.message += ", " + FormatCount(*counted.fresh) + " new";
    }
    for (const std::string& line : Details(counted)) test.details += Xml(line) + "\n";
  } else if (counted.status != RowStatus::kMet) {
    test.outcome = Outcome::kSkipped;
    test.message = "accepted: " + ComparedWithTarget(counted) + ", nothing new";
  }
  return test;
}

Suite RowsSuite(const Report& report) {
  Suite suite = {"ssot inventory", {}};
  for (const CountedRow& counted : report.inventory) {
    suite.cases.push_back(RowCase(report, counted));
  }
  return suite;
}

Suite TroublesSuite(const Report& report) {
  const bool is_incomplete = report.exit_code == kIncomplete;
  Suite suite = {"ssot scan", {}};
  for (const std::string& trouble : Troubles(report)) {
    Case test;
    test.class_name = "ssot.scan";
    test.name = trouble;
    test.outcome = is_incomplete ? Outcome::kError : Outcome::kFailed;
    test.type = is_incomplete ? "incomplete" : "unmet";
    test.message = trouble;
    suite.cases.push_back(std::move(test));
  }
  return suite;
}

void Add(const Suite& suite, Totals* totals) {
  for (const Case& test : suite.cases) {
    ++totals->tests;
    totals->failures += test.outcome == Outcome::kFailed;
    totals->errors += test.outcome == Outcome::kError;
    totals->skipped += test.outcome == Outcome::kSkipped;
  }
}

std::string TotalsXml(const Totals& totals) {
  return Attribute("tests", std::to_string(totals.tests)) +
         Attribute("failures", std::to_string(totals.failures)) +
         Attribute("errors", std::to_string(totals.errors)) +
         Attribute("skipped", std::to_string(totals.skipped)) + Attribute("time", "0");
}

std::string CaseXml(const Case& test) {
  const std::string open = "    <testcase" + Attribute("classname", test.class_name) +
                           Attribute("name", test.name) + Attribute("time", "0");
  if (test.outcome == Outcome::kPassed) return open + "/>\n";
  const std::string message = Attribute("message", test.message);
  if (test.outcome == Outcome::kSkipped) {
    return open + ">\n      <skipped" + message + "/>\n    </testcase>\n";
  }
  const std::string tag = test.outcome == Outcome::kError ? "error" : "failure";
  return open + ">\n      <" + tag + message + Attribute("type", test.type) + ">" + test.details +
         "</" + tag + ">\n    </testcase>\n";
}

std::string SuiteXml(const Suite& suite) {
  Totals totals;
  Add(suite, &totals);
  std::string xml = "  <testsuite" + Attribute("name", suite.name) + TotalsXml(totals) + ">\n";
  for (const Case& test : suite.cases) xml += CaseXml(test);
  return xml + "  </testsuite>\n";
}

}  // namespace

std::string RenderJunit(const Report& report, const RenderOptions&) {
  std::vector<Suite> suites = {RowsSuite(report), TroublesSuite(report)};
  if (suites.back().cases.empty()) suites.pop_back();
  Totals totals;
  for (const Suite& suite : suites) Add(suite, &totals);
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                    Attribute("name", "ssot") + TotalsXml(totals) + ">\n";
  for (const Suite& suite : suites) xml += SuiteXml(suite);
  return xml + "</testsuites>\n";
}

}  // namespace ssot
