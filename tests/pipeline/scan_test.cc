#include "scanner/pipeline/scan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "reports/report_format.h"
#include "scanner/pipeline/analysis.h"
#include "tests/pipeline/trees.h"

namespace ssot {
namespace {

class ScanTest {
 public:
  ScanTest() {
    tree.Write("auth/core.py",
               "import jwt\n\n\ndef decode(token):\n    return jwt.decode(token)\n");
    tree.Write("app/a.py", "import os\nimport jwt as j\n");
    tree.Write("app/b.py", "from .compat import jwt\n");
    tree.Write("app/compat.py", "import jwt\n");
    tree.Write("notes.md", "import jwt\n");
    tree.Write("picture.bin", std::string("\0\1\2", 3));
  }

  Report Run(Options options = {}) { return Scan(OpenTree(tree, kJwtRules, options), {}).report; }

  static std::vector<std::string> Places(const Report& report) {
    std::vector<std::string> places;
    for (const Finding& finding : report.findings) {
      places.push_back(finding.path + ":" + std::to_string(finding.span.line));
    }
    return places;
  }

  TemporaryTree tree;
};

using List = std::vector<std::string>;

TEST_CASE_FIXTURE(ScanTest, "a scan from files to an exit code") {
  const Report report = Run();
  CHECK(Places(report) == List{"app/a.py:2", "app/b.py:1", "app/compat.py:1"});
  CHECK(report.exit_code == 1);
  CHECK(report.command == "scan");
  const Finding& finding = report.findings[1];
  CHECK(finding.rule_id == "jwt-import");
  CHECK(finding.message == "jwt is imported outside the auth service");
  CHECK(finding.resolution == Resolution::kReexport);
  CHECK(finding.excerpt.snippet == "from .compat import jwt");
  CHECK(finding.fingerprint.size() == 32);
  CHECK(finding.state == FindingState::kNew);
}

TEST_CASE_FIXTURE(ScanTest, "summary, inventory and ledger agree with the findings") {
  const Report report = Run();
  CHECK(report.summary.findings == 3);
  CHECK(report.summary.fresh == 3);
  CHECK(report.summary.files_with_findings == 3);
  CHECK(report.summary.by_rule.size() == 1);  // jwt-text reports nothing
  CHECK(report.summary.by_rule.at("jwt-import").files == 3);
  CHECK(report.summary.by_severity.at("error") == 3);
  CHECK(report.summary.by_severity.at("note") == 0);
  REQUIRE(report.inventory.size() == 1);
  CHECK(report.inventory[0].count == 3);
  CHECK(report.inventory[0].text_count == 5);
  CHECK(report.inventory[0].status == RowStatus::kUnmet);
  CHECK(report.ledger.discovered == 6);
  CHECK(report.ledger.scanned == 5);
  CHECK(report.summary.files == 5);
  REQUIRE(report.ledger.skipped.size() == 1);
  CHECK(report.ledger.skipped[0].path == "picture.bin");
  CHECK(report.ledger.skipped[0].reason == "binary");
  CHECK_FALSE(report.counted.has_value());
}

TEST_CASE_FIXTURE(ScanTest, "a part of the tree: the same findings, names through every file") {
  Options options;
  options.paths = {tree.path("app/b.py")};
  const Report report = Run(options);
  CHECK(Places(report) == List{"app/b.py:1"});
  CHECK(report.findings[0].fingerprint == Run().findings[1].fingerprint);
  CHECK(report.ledger.discovered == 1);
  CHECK(report.ledger.unresolved_imports == 0);
}

TEST_CASE_FIXTURE(ScanTest, "the same bytes for any number of jobs") {
  for (int i = 0; i < 50; ++i) {
    tree.Write("lib/m" + std::to_string(i) + ".py",
               "import jwt\n" + std::string(static_cast<size_t>(i * 7 % 13), '\n') + "jwt = 1\n");
  }
  Options options;
  options.reproducible = true;
  options.list_counted = true;
  std::vector<std::string> bytes;
  for (unsigned jobs : {1u, 2u, 5u}) {
    options.jobs = jobs;
    bytes.push_back(FindReportFormat("json")->render(Run(options), {}));
  }
  CHECK(bytes[0] == bytes[1]);
  CHECK(bytes[0] == bytes[2]);
  CHECK(bytes[0].find(tree.path()) == std::string::npos);
}

TEST_CASE_FIXTURE(ScanTest, "counted matches are listed when asked for") {
  Options options;
  options.list_counted = true;
  const Report report = Run(options);
  REQUIRE(report.counted.has_value());
  CHECK(report.counted->size() == 6);
  CHECK(std::is_sorted(report.counted->begin(), report.counted->end(),
                       [](const CountedMatch& a, const CountedMatch& b) {
                         return std::tie(a.path, a.line, a.column) <
                                std::tie(b.path, b.line, b.column);
                       }));
}

TEST_CASE_FIXTURE(ScanTest, "syntax errors are listed, and are incomplete only when strict") {
  tree.Write("app/broken.py", "import jwt\nx = (\n");
  Options options;
  options.fail_on = FailOn::kNever;
  const Report report = Run(options);
  REQUIRE(report.ledger.parse_errors.size() == 1);
  CHECK(report.ledger.parse_errors[0].path == "app/broken.py");
  CHECK(report.exit_code == 0);
  CHECK(report.findings.size() == 4);
  options.strict = true;
  CHECK(Run(options).exit_code == 3);
}

TEST_CASE_FIXTURE(ScanTest, "a rule that misses its bad example makes the scan incomplete") {
  std::string rules = kJwtRules;
  rules.replace(rules.find("          import jwt\n"), 21, "          import os\n");
  const Report report = Scan(OpenTree(tree, rules), {}).report;
  CHECK(report.ledger.silent_canaries == List{"jwt-import"});
  CHECK(report.exit_code == 3);
  CHECK(report.findings.size() == 3);  // what was found is still reported
}

TEST_CASE_FIXTURE(ScanTest, "what depends on time and machine can be left out") {
  const Report report = Run();
  REQUIRE(report.invocation.has_value());
  CHECK(report.invocation->root == tree.path());
  CHECK(report.invocation->jobs > 0);
  CHECK(report.invocation->start_time_utc.size() == 20);
  Options options;
  options.reproducible = true;
  CHECK_FALSE(Run(options).invocation.has_value());
}

TEST_CASE_FIXTURE(ScanTest, "progress goes from nothing to everything, one call at a time") {
  ScanRequest request;
  std::vector<Progress> seen;
  request.progress = [&](const Progress& progress) { seen.push_back(progress); };
  Options options;
  options.jobs = 4;
  Scan(OpenTree(tree, kJwtRules, options), request);
  REQUIRE(seen.size() >= 4);
  CHECK(seen.front().done == 0);
  CHECK(seen.back().done == seen.back().total);
  CHECK(seen.back().total == 6);
}

TEST_CASE_FIXTURE(ScanTest, "unresolved imports are listed when asked for, of the chosen files") {
  tree.Write("app/c.py", "from .gone import a, b\nimport library\n");
  CHECK_FALSE(Run().ledger.unresolved.has_value());
  Options options;
  options.list_unresolved = true;
  const Ledger ledger = Run(options).ledger;
  REQUIRE(ledger.unresolved.has_value());
  CHECK(ledger.unresolved->size() == ledger.unresolved_imports);
  REQUIRE(ledger.unresolved->size() == 2);
  CHECK((*ledger.unresolved)[0].path == "app/c.py");
  CHECK((*ledger.unresolved)[0].module == "app.gone");
  CHECK((*ledger.unresolved)[1].column > (*ledger.unresolved)[0].column);
  options.paths = {tree.path("app/b.py")};
  CHECK(Run(options).ledger.unresolved->empty());
}

TEST_CASE("an empty tree is a complete scan") {
  const TemporaryTree tree;
  const Report report = Scan(OpenTree(tree, kJwtRules), {}).report;
  CHECK(report.findings.empty());
  CHECK(report.ledger.discovered == 0);
  CHECK(report.ledger.unmet_contracts.size() == 1);
  CHECK(report.exit_code == 1);
}

TEST_CASE_FIXTURE(ScanTest, "an analysis has the facts of all files, and knows the chosen ones") {
  Options options;
  options.paths = {tree.path("app/b.py"), tree.path("notes.md")};
  const Session session = OpenTree(tree, kJwtRules, options);
  Analysis analysis = Analyse(session);
  CHECK(analysis.facts->size() == 4);
  REQUIRE(analysis.chosen.size() == 1);
  CHECK((*analysis.facts)[analysis.chosen[0]].path == "app/b.py");
  CHECK(analysis.ledger.discovered == 2);
  const Analysis moved = std::move(analysis);
  const ResolvedFile resolved = moved.index->ResolveFile(moved.chosen[0]);
  REQUIRE(resolved.imports.size() == 1);
  CHECK(resolved.imports[0].origin_module == "jwt");
}

TEST_CASE("a row is met only where its rules looked at a file") {
  TemporaryTree tree;
  tree.Write("auth/core.py", "import jwt\n");  // the authority itself
  tree.Write("settings.json", "{}\n");         // has no imports
  tree.Write("README.md", "Ask auth.\n");
  tree.Write("binary.py", std::string("\0\1\2", 3));
  const auto row = [&](Options options = {}) {
    return Scan(OpenTree(tree, kJwtRules, options), {}).report.inventory.at(0);
  };
  CHECK(row().not_counted == NotCounted::kNothingInScope);
  CHECK_FALSE(row().status.has_value());
  CHECK_FALSE(row().count.has_value());
  tree.Write("app/a.py", "");
  CHECK(row().status == RowStatus::kMet);
  CHECK(row().count == 0);
  Options options;
  options.exclude = {"app/**"};
  CHECK(row(options).not_counted == NotCounted::kNothingInScope);
  options = {};
  options.paths = {tree.path("auth")};
  CHECK(row(options).not_counted == NotCounted::kNothingInScope);
}

}  // namespace
}  // namespace ssot
