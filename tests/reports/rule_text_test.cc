#include "reports/rule_text.h"

#include <doctest/doctest.h>

#include <string>

namespace ssot {
namespace {

Report ReportWithRemediation(const std::string& remediation) {
  Report report;
  Authority authority;
  authority.id = "jwt";
  authority.title = "the handler";
  authority.canonical = {"auth/handler.py", "auth/other.py"};
  report.authorities = {authority};
  Rule rule;
  rule.id = "jwt-call";
  rule.authority = "jwt";
  rule.remediation = remediation;
  report.rules = {rule};
  return report;
}

TEST_CASE("placeholders are filled in from the finding and the authority") {
  Finding finding;
  finding.symbol = "jose.jwt.decode";
  finding.enclosing = "Keys.check";
  finding.path = "app/keys.py";
  struct Case {
    const char* remediation;
    const char* filled;
    const char* general;
  };
  const Case cases[] = {
      {"", "", ""},
      {"{symbol} {target}", "jose.jwt.decode jose.jwt.decode", "SYMBOL TARGET"},
      {"{name} of {module}", "decode of jose.jwt", "NAME of MODULE"},
      {"{enclosing} in {path}", "Keys.check in app/keys.py", "FUNCTION in PATH"},
      {"{authority}: {canonical}, {facade}", "the handler: auth/handler.py, auth/handler.py",
       "the handler: auth/handler.py, auth/handler.py"},
      {"{{symbol}} {{{symbol}}}", "{symbol} {jose.jwt.decode}", "{symbol} {SYMBOL}"},
      {"{unknown} {open", "{unknown} {open", "{unknown} {open"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.remediation);
    const Report report = ReportWithRemediation(test.remediation);
    CHECK(Remediation(report, report.rules[0], finding) == test.filled);
    CHECK(GeneralRemediation(report, report.rules[0]) == test.general);
  }
}

TEST_CASE("the façade is named where there is one") {
  Report report = ReportWithRemediation("{facade}");
  report.authorities[0].facades = {"auth/interface.py"};
  CHECK(Remediation(report, report.rules[0], Finding()) == "auth/interface.py");
}

TEST_CASE("a rule without an authority keeps the placeholder in sight") {
  Report report = ReportWithRemediation("ask {authority}");
  report.rules[0].authority.clear();
  CHECK(Remediation(report, report.rules[0], Finding()) == "ask {authority}");
}

TEST_CASE("rules are found by id") {
  const Report report = ReportWithRemediation("");
  CHECK(FindRule(report, "jwt-call") == &report.rules[0]);
  CHECK(FindRule(report, "jwt") == nullptr);
}

}  // namespace
}  // namespace ssot
