#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "reports/report_format.h"
#include "reports/sarif_results.h"
#include "reports/sarif_rules.h"
#include "tests/reports/canned_report.h"

namespace ssot {
namespace {

nlohmann::json Run(const Report& report) {
  const std::string text = FindReportFormat("sarif")->render(report, RenderOptions());
  return nlohmann::json::parse(text).at("runs").at(0);
}

Report ReportWithFindings(size_t count) {
  Report report = CannedCleanReport();
  for (size_t i = 0; i < count; ++i) {
    Finding finding;
    finding.rule_id = "jwt-import";
    finding.path = "a.py";
    finding.span = {static_cast<uint32_t>(i + 1), 1, static_cast<uint32_t>(i + 1), 2};
    finding.message = "m";
    report.findings.push_back(finding);
  }
  return report;
}

std::string LeftOutMessages(const nlohmann::json& run) {
  std::string messages;
  for (const auto& notification : run["invocations"][0]["toolExecutionNotifications"]) {
    if (notification["descriptor"]["id"] != "left-out") continue;
    messages += notification["message"]["text"].get<std::string>();
  }
  return messages;
}

TEST_CASE("a result has no more locations than dashboards accept") {
  Report report = ReportWithFindings(1);
  report.findings[0].related.resize(kMaxSarifLocations + 1, {"b.py", {1, 1, 1, 2}, "there"});
  const nlohmann::json run = Run(report);
  const nlohmann::json& result = run["results"][0];
  CHECK(result["locations"].size() + result["relatedLocations"].size() == kMaxSarifLocations);
  CHECK(LeftOutMessages(run).starts_with("2 related locations were left out"));
  const auto text = result["message"]["text"].get<std::string>();
  CHECK(text.starts_with("m. See [there](1), [there](2), "));
  CHECK(text.ends_with(", [there](10) and 989 more."));
}

TEST_CASE("regions are sound whatever the span is") {
  struct Case {
    Span span;
    Span region;
  };
  const Case cases[] = {
      {{0, 0, 0, 0}, {1, 1, 1, 1}}, {{5, 4, 5, 2}, {5, 4, 5, 4}}, {{5, 4, 3, 9}, {5, 4, 5, 9}},
      {{5, 4, 6, 0}, {5, 4, 6, 1}}, {{5, 4, 6, 2}, {5, 4, 6, 2}},
  };
  for (const Case& test : cases) {
    Report report = ReportWithFindings(1);
    report.findings[0].span = test.span;
    const nlohmann::json run = Run(report);
    const nlohmann::json& region = run["results"][0]["locations"][0]["physicalLocation"]["region"];
    CHECK(region["startLine"] == test.region.line);
    CHECK(region["startColumn"] == test.region.column);
    CHECK(region["endLine"] == test.region.end_line);
    CHECK(region["endColumn"] == test.region.end_column);
  }
}

TEST_CASE("a region that is the whole excerpt has no larger context") {
  Report report = CannedCleanReport();
  report.findings = {FindingIn("import jwt\n", "a.py", {1, 1, 1, 11}),
                     FindingIn("import jwt\n", "a.py", {1, 8, 1, 11})};
  const nlohmann::json run = Run(report);
  const auto physical = [&run](size_t i) {
    return run["results"][i]["locations"][0]["physicalLocation"];
  };
  CHECK_FALSE(physical(0).contains("contextRegion"));
  CHECK(physical(1)["contextRegion"]["snippet"]["text"] == "import jwt");
  CHECK(physical(1)["region"]["snippet"]["text"] == "jwt");
}

TEST_CASE("columns count code points") {
  Report report = CannedCleanReport();
  report.findings = {FindingIn("'😀𝒳'; jwt\n", "a.py", {1, 7, 1, 10})};
  const nlohmann::json run = Run(report);
  CHECK(run["columnKind"] == "unicodeCodePoints");
  CHECK(run["results"][0]["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] ==
        "jwt");
}

TEST_CASE("where the root is in its repository") {
  struct Case {
    const char* name;
    std::optional<std::string> repository_root;
    nlohmann::json bases;
    nlohmann::json mapped_to;
  };
  const nlohmann::json source_root = {{"%SRCROOT%", {{"uri", "file:///src/code/"}}}};
  const Case cases[] = {
      {"the root is its top", "/src/code", source_root, {{"uriBaseId", "%SRCROOT%"}}},
      {"the root is below its top",
       "/src",
       {{"REPOSITORY", {{"uri", "file:///src/"}}},
        {"%SRCROOT%", {{"uri", "code/"}, {"uriBaseId", "REPOSITORY"}}}},
       {{"uriBaseId", "REPOSITORY"}}},
      {"the top is the file system's",
       "/",
       {{"REPOSITORY", {{"uri", "file:///"}}},
        {"%SRCROOT%", {{"uri", "src/code/"}, {"uriBaseId", "REPOSITORY"}}}},
       {{"uriBaseId", "REPOSITORY"}}},
      {"a folder whose name only begins alike", "/src/co", source_root, nullptr},
      {"not known", std::nullopt, source_root, nullptr},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    Report report = CannedReport();
    report.invocation->root = "/src/code";
    report.invocation->repository_root = test.repository_root;
    const nlohmann::json run = Run(report);
    CHECK(run["originalUriBaseIds"] == test.bases);
    const nlohmann::json& provenance = run["versionControlProvenance"][0];
    CHECK(provenance.value("mappedTo", nlohmann::json()) == test.mapped_to);
  }
}

TEST_CASE("GitHub gets paths from the repository's top") {
  Report report = CannedReport();
  report.invocation->root = "/src/code";
  report.invocation->repository_root = "/src";
  report.findings = {FindingIn("import jwt\n", "a.py", {1, 8, 1, 11})};
  report.findings[0].related = {{"b.py", {1, 1, 1, 2}, "there"}};
  report.ledger.skipped = {{"c.bin", "binary"}};
  report.ledger.failed.clear();
  report.ledger.parse_errors.clear();
  const std::string text = FindReportFormat("github-sarif")->render(report, RenderOptions());
  const nlohmann::json run = nlohmann::json::parse(text)["runs"][0];
  CHECK(run["originalUriBaseIds"] == nlohmann::json{{"%SRCROOT%", {{"uri", "file:///src/"}}}});
  const auto uri = [](const nlohmann::json& location) {
    return location["physicalLocation"]["artifactLocation"]["uri"];
  };
  CHECK(uri(run["results"][0]["locations"][0]) == "code/a.py");
  CHECK(uri(run["results"][0]["relatedLocations"][0]) == "code/b.py");
  const nlohmann::json& notes = run["invocations"][0]["toolExecutionNotifications"];
  CHECK(uri(notes[0]["locations"][0]) == "code/c.bin");
}

TEST_CASE("nothing depends on time or machine without an invocation") {
  const nlohmann::json run = Run(CannedInventoryReport());
  CHECK_FALSE(run.contains("originalUriBaseIds"));
  CHECK_FALSE(run.contains("versionControlProvenance"));
  const nlohmann::json& invocation = run["invocations"][0];
  CHECK(invocation["executionSuccessful"] == true);
  CHECK_FALSE(invocation.contains("startTimeUtc"));
  CHECK_FALSE(invocation.contains("arguments"));
}

TEST_CASE("a remote that is no URI leaves the provenance out") {
  Report report = CannedReport();
  report.invocation->repository_uri = "../elsewhere";
  CHECK_FALSE(Run(report).contains("versionControlProvenance"));
}

TEST_CASE("results stand even when there are none") {
  CHECK(Run(CannedCleanReport())["results"] == nlohmann::json::array());
}

TEST_CASE("results have a state when there was something to compare with, else none has") {
  Report report = ReportWithFindings(2);
  report.findings[1].state = FindingState::kUnchanged;
  CHECK_FALSE(Run(report)["results"][0].contains("baselineState"));
  report.since = "main";
  CHECK(Run(report)["results"][0]["baselineState"] == "new");
  CHECK(Run(report)["results"][1]["baselineState"] == "unchanged");
  report.since.reset();
  report.baseline = "baseline.json";
  CHECK(Run(report)["results"][1]["baselineState"] == "unchanged");
}

TEST_CASE("suppressed results say why and where; GitHub does not get them") {
  Report report = ReportWithFindings(2);
  CHECK_FALSE(Run(report)["results"][0].contains("suppressions"));
  report.findings[1].suppressed = Suppression{"it is a test", 7};
  const nlohmann::json run = Run(report);
  CHECK(run["results"][0]["suppressions"] == nlohmann::json::array());
  const nlohmann::json& suppression = run["results"][1]["suppressions"][0];
  CHECK(suppression["kind"] == "inSource");
  CHECK(suppression["status"] == "accepted");
  CHECK(suppression["justification"] == "it is a test");
  CHECK(suppression["location"]["physicalLocation"]["region"]["startLine"] == 7);
  const std::string text = FindReportFormat("github-sarif")->render(report, RenderOptions());
  const nlohmann::json results = nlohmann::json::parse(text)["runs"][0]["results"];
  CHECK(results.size() == 1);
  CHECK_FALSE(results[0].contains("suppressions"));
}

TEST_CASE("descriptions fit what GitHub accepts") {
  Report report = CannedCleanReport();
  std::string what;
  for (int i = 0; i < 1100; ++i) what += "日";
  report.rules[0].what = what;
  const nlohmann::json run = Run(report);
  const auto description =
      run["tool"]["driver"]["rules"][0]["fullDescription"]["text"].get<std::string>();
  CHECK(description == what.substr(0, 1024 * 3));
}

TEST_CASE("sentences end in one mark") {
  CHECK(Sentence("a") == "a.");
  CHECK(Sentence("a.\n") == "a.");
  CHECK(Sentence("a?") == "a?");
  CHECK(Sentence("") == "");
}

}  // namespace
}  // namespace ssot
