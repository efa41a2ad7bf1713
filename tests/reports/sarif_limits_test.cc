// What code scanning accepts no more of, and what a file is split into.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "reports/gzip_meter.h"
#include "reports/report_format.h"
#include "reports/sarif_runs.h"
#include "tests/reports/canned_report.h"

namespace ssot {
namespace {

Finding FindingOnLine(size_t line, const std::string& rule = "jwt-import") {
  Finding finding;
  finding.rule_id = rule;
  finding.path = "a.py";
  finding.span = {static_cast<uint32_t>(line), 1, static_cast<uint32_t>(line), 2};
  finding.message = "m";
  return finding;
}

// Findings of warnings on the lines from 1 on.
Report ReportWithFindings(size_t count) {
  Report report = CannedCleanReport();
  for (size_t i = 1; i <= count; ++i) report.findings.push_back(FindingOnLine(i));
  return report;
}

// A text that gzip can do little with.
class Noise {
 public:
  std::string Of(size_t bytes) {
    constexpr std::string_view kLetters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-";
    std::string text;
    for (size_t i = 0; i < bytes; ++i) text += kLetters[random_() % kLetters.size()];
    return text;
  }

 private:
  std::mt19937 random_{20251127};
};

nlohmann::json RunsOf(const std::string& text) {
  return nlohmann::json::parse(text).at("runs");
}

nlohmann::json RunsOf(const Report& report, const char* format, const RenderOptions& options = {}) {
  return RunsOf(FindReportFormat(format)->render(report, options));
}

size_t LineOf(const nlohmann::json& result) {
  return result["locations"][0]["physicalLocation"]["region"]["startLine"].get<size_t>();
}

std::vector<std::string> LeftOutMessages(const nlohmann::json& run) {
  std::vector<std::string> messages;
  for (const auto& notification : run["invocations"][0]["toolExecutionNotifications"]) {
    if (notification["descriptor"]["id"] != "left-out") continue;
    CHECK(notification["level"] == "warning");
    messages.push_back(notification["message"]["text"].get<std::string>());
  }
  return messages;
}

// The number that the message begins with.
size_t Number(const std::string& message) {
  return std::stoul(message);
}

TEST_CASE("as many results as a run may have are all written") {
  struct Case {
    const char* format;
    size_t limit;
  };
  for (const Case& c : {Case{"sarif", kMaxSarifResults}, Case{"github-sarif", kMaxGitHubResults}}) {
    const nlohmann::json run = RunsOf(ReportWithFindings(c.limit), c.format)[0];
    CHECK(run["results"].size() == c.limit);
    CHECK(LeftOutMessages(run).empty());
  }
}

TEST_CASE("of too many results the new and severe ones stay, in the report's order") {
  struct Case {
    const char* format;
    size_t limit;
  };
  for (const Case& c : {Case{"sarif", kMaxSarifResults}, Case{"github-sarif", kMaxGitHubResults}}) {
    Report report = ReportWithFindings(c.limit + 3);
    report.baseline = "baseline.json";
    report.findings[0].state = FindingState::kUnchanged;
    report.findings[0].severity = Severity::kError;
    report.findings[1].severity = Severity::kNote;
    report.findings[c.limit + 2].severity = Severity::kError;
    const nlohmann::json run = RunsOf(report, c.format)[0];
    const nlohmann::json& results = run["results"];
    REQUIRE(results.size() == c.limit);
    CHECK(LineOf(results[0]) == 3);  // neither the unchanged one nor the note
    CHECK(LineOf(results[c.limit - 2]) == c.limit + 1);
    CHECK(LineOf(results[c.limit - 1]) == c.limit + 3);  // the error, not the last warning
    const std::vector<std::string> messages = LeftOutMessages(run);
    REQUIRE(messages.size() == 1);
    CHECK(
        messages[0].starts_with("3 findings were left out, because code scanning keeps no more "
                                "than " +
                                std::to_string(c.limit) + " results of a run; "));
  }
}

TEST_CASE("of too many results the suppressed ones go first; for GitHub they do not count") {
  Report report = ReportWithFindings(kMaxSarifResults + 1);
  report.findings[0].suppressed = Suppression{"why", 1};
  report.findings[0].severity = Severity::kError;
  const nlohmann::json run = RunsOf(report, "sarif")[0];
  REQUIRE(LeftOutMessages(run).size() == 1);
  CHECK(Number(LeftOutMessages(run)[0]) == 1);
  CHECK(LineOf(run["results"][0]) == 2);

  Report github = ReportWithFindings(kMaxGitHubResults + 1);
  github.findings[0].suppressed = Suppression{"why", 1};
  const nlohmann::json github_run = RunsOf(github, "github-sarif")[0];
  CHECK(LeftOutMessages(github_run).empty());
  CHECK(github_run["results"].size() == kMaxGitHubResults);
}

TEST_CASE("a file that would be too large, gzipped, has the new and severe findings that fit") {
  constexpr size_t kFindings = 900;
  Noise noise;
  Report report = ReportWithFindings(kFindings);
  report.baseline = "baseline.json";
  for (size_t i = 0; i < kFindings; ++i) {
    Finding& finding = report.findings[i];
    finding.message = noise.Of(25'000);
    finding.state = i % 3 == 0 ? FindingState::kNew : FindingState::kUnchanged;
    finding.severity = i % 2 == 0 ? Severity::kError : Severity::kWarning;
  }
  const std::string text = FindReportFormat("sarif")->render(report, RenderOptions());
  CHECK(text.size() > kMaxSarifBytes);
  CHECK(FitsGzipped(text, kMaxSarifBytes));
  CHECK_FALSE(FitsGzipped(text, kMaxSarifBytes * 9 / 10));  // not much more than must be
  const nlohmann::json run = RunsOf(text)[0];
  const size_t kept = run["results"].size();
  CHECK(kept > kFindings / 3);
  const std::vector<std::string> messages = LeftOutMessages(run);
  REQUIRE(messages.size() == 1);
  CHECK(messages[0].find(" findings were left out, because code scanning accepts no file of more "
                         "than 10 MB, gzipped") != std::string::npos);
  CHECK(Number(messages[0]) + kept == kFindings);
  // Every new one is there; of the unchanged ones only errors, from the first on.
  size_t fresh = 0;
  std::set<size_t> unchanged;
  for (const auto& result : run["results"]) {
    if (result["baselineState"] == "new") {
      ++fresh;
    } else {
      CHECK(result["level"] == "error");
      unchanged.insert(LineOf(result));
    }
  }
  CHECK(fresh == kFindings / 3);
  REQUIRE_FALSE(unchanged.empty());
  size_t before_last = 0;
  for (size_t i = 0; i < *unchanged.rbegin(); ++i) before_last += i % 3 != 0 && i % 2 == 0;
  CHECK(unchanged.size() == before_last);
}

TEST_CASE("notes about skipped files give way to findings") {
  Noise noise;
  Report report = ReportWithFindings(3);
  for (size_t i = 0; i < 1000; ++i) {
    report.ledger.skipped.push_back({noise.Of(15'000), "binary"});
  }
  const std::string text = FindReportFormat("github-sarif")->render(report, RenderOptions());
  CHECK(FitsGzipped(text, kMaxSarifBytes));
  const nlohmann::json run = RunsOf(text)[0];
  CHECK(run["results"].size() == 3);
  const std::vector<std::string> messages = LeftOutMessages(run);
  REQUIRE(messages.size() == 1);
  CHECK(messages[0].starts_with("1000 notes about skipped files were left out, because"));
}

Report ReportOfRules(const std::vector<std::pair<std::string, std::string>>& pack_and_id) {
  Report report = CannedCleanReport();
  const Rule like = report.rules[0];
  report.rules.clear();
  for (const auto& [pack, id] : pack_and_id) {
    Rule& rule = report.rules.emplace_back(like);
    rule.pack = pack;
    rule.id = id;
  }
  return report;
}

std::string IdOf(const nlohmann::json& run) {
  return run["automationDetails"]["id"].get<std::string>();
}

// Each result belongs to a rule of its own run.
void CheckRules(const nlohmann::json& run) {
  for (const auto& result : run["results"]) {
    const auto& rule = run["tool"]["driver"]["rules"].at(result["ruleIndex"].get<size_t>());
    CHECK(rule["id"] == result["ruleId"]);
  }
}

TEST_CASE("a file is one run of one category, which can be named") {
  const Report report = ReportWithFindings(1);
  CHECK(IdOf(RunsOf(report, "sarif")[0]) == "ssot/");
  RenderOptions options;
  options.sarif_category = "back end";
  CHECK(IdOf(RunsOf(report, "sarif", options)[0]) == "back end/");
  options.sarif_category = "teams/shop/";
  CHECK(IdOf(RunsOf(report, "github-sarif", options)[0]) == "teams/shop/");
}

TEST_CASE("a run a pack, a run a rule: also those that found nothing") {
  Report report = ReportOfRules({{"b", "one"}, {"a", "three"}, {"b", "two"}});
  report.findings = {FindingOnLine(1, "two"), FindingOnLine(2, "one"), FindingOnLine(3, "two")};
  report.ledger.skipped = {{"b.bin", "binary"}};
  struct Case {
    SarifSplit split;
    std::vector<std::string> ids;
    std::vector<size_t> rules;
    std::vector<size_t> results;
  };
  const Case cases[] = {
      {SarifSplit::kWhole, {"ssot/"}, {3}, {3}},
      {SarifSplit::kPack, {"ssot/a/", "ssot/b/"}, {1, 2}, {0, 3}},
      {SarifSplit::kRule, {"ssot/one/", "ssot/three/", "ssot/two/"}, {1, 1, 1}, {1, 0, 2}},
  };
  for (const Case& c : cases) {
    RenderOptions options;
    options.sarif_split = c.split;
    const nlohmann::json runs = RunsOf(report, "sarif", options);
    REQUIRE(runs.size() == c.ids.size());
    for (size_t i = 0; i < runs.size(); ++i) {
      CHECK(IdOf(runs[i]) == c.ids[i]);
      CHECK(runs[i]["tool"]["driver"]["rules"].size() == c.rules[i]);
      CHECK(runs[i]["results"].size() == c.results[i]);
      CheckRules(runs[i]);
      // What is about the scan is said once.
      CHECK(runs[i]["invocations"][0]["toolExecutionNotifications"].size() == (i == 0));
      CHECK(runs[i].contains("properties") == (i == 0));
    }
  }
}

// For the npm tests, which validate it.
TEST_CASE("a split report of everything is left in the build folder") {
  const Report report = CannedReport();
  RenderOptions options;
  options.sarif_split = SarifSplit::kRule;
  const std::string text = FindReportFormat("sarif")->render(report, options);
  const nlohmann::json runs = RunsOf(text);
  CHECK(runs.size() > 1);
  for (const auto& run : runs) CheckRules(run);
  const std::filesystem::path folder =
      std::filesystem::path(SSOT_BINARY_DIR) / "tests/reports/renders";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "split.sarif", std::ios::binary) << text;
}

TEST_CASE("each run has its own limit") {
  Report report = ReportOfRules({{"p", "one"}, {"p", "two"}});
  for (size_t i = 1; i <= kMaxGitHubResults; ++i) {
    report.findings.push_back(FindingOnLine(i, "one"));
    if (i <= 7) report.findings.push_back(FindingOnLine(i, "two"));
  }
  const nlohmann::json one_run = RunsOf(report, "github-sarif")[0];
  REQUIRE(LeftOutMessages(one_run).size() == 1);
  CHECK(Number(LeftOutMessages(one_run)[0]) == 7);
  RenderOptions options;
  options.sarif_split = SarifSplit::kRule;
  const nlohmann::json runs = RunsOf(report, "github-sarif", options);
  CHECK(runs[0]["results"].size() == kMaxGitHubResults);
  CHECK(runs[1]["results"].size() == 7);
  CHECK(LeftOutMessages(runs[0]).empty());
}

TEST_CASE("no more runs than code scanning accepts: the last has the other rules") {
  for (const size_t count : {kMaxSarifRuns, kMaxSarifRuns + 5}) {
    std::vector<std::pair<std::string, std::string>> rules;
    for (size_t i = 0; i < count; ++i) {
      rules.emplace_back("p", "rule-" + std::to_string(100 + i));
    }
    Report report = ReportOfRules(rules);
    for (size_t i = 0; i < count; ++i) {
      report.findings.push_back(FindingOnLine(i + 1, rules[i].second));
    }
    RenderOptions options;
    options.sarif_split = SarifSplit::kRule;
    const nlohmann::json runs = RunsOf(report, "sarif", options);
    REQUIRE(runs.size() == kMaxSarifRuns);
    std::set<std::string> ids;
    size_t results = 0;
    for (const auto& run : runs) {
      ids.insert(IdOf(run));
      results += run["results"].size();
      CheckRules(run);
    }
    CHECK(ids.size() == kMaxSarifRuns);
    CHECK(results == count);
    CHECK(ids.contains("ssot/_others/") == (count > kMaxSarifRuns));
  }
}

TEST_CASE("rules that only count make no category, and no rule at all makes one") {
  Report report = ReportOfRules({{"a", "one"}, {"b", "two"}});
  report.rules[1].report = RuleReport::kCount;
  RenderOptions options;
  options.sarif_split = SarifSplit::kPack;
  CHECK(RunsOf(report, "sarif", options).size() == 1);
  report.rules.clear();
  CHECK(IdOf(RunsOf(report, "sarif", options)[0]) == "ssot/");
}

}  // namespace
}  // namespace ssot
