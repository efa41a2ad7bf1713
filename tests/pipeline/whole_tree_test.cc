// Rules about the whole tree, in whole scans.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "scanner/pipeline/scan.h"
#include "tests/pipeline/trees.h"

namespace ssot {
namespace {

const std::string kRules = R"yaml(
pack: test
title: Rules of a test
authorities:
  auth: {title: the auth service, canonical: auth/core.py}
rules:
  - id: one-check
    title: One check
    authority: auth
    contract: {exactly: 1, define: {concepts: [check_token], bodies: [normal]}}
    message: "{name} stands beside {authority}"
    bad: [{path: auth/core.py, code: "X = 1"}]
  - id: both-ways
    title: Two ways
    together: {first: {names: [jwt]}, second: {names: [jose]}}
    message: "{symbol} and {detail}"
    bad: [{path: a.py, code: "import jwt, jose"}]
  - id: prints
    title: Prints
    report: count
    authority: auth
    ratio: {call: {targets: [print], concepts: [print]}}
    message: a print
    bad: [{path: a.py, code: "print(1)"
}]
  - id: jwt-import
    title: Imports of jwt
    import: {modules: [jwt]}
    message: jwt
    bad: [{path: a.py, code: "import jwt"}]
inventory:
  - {id: checks, title: Checks, unit: definitions, rules: [one-check], target: 1}
  - {id: printed, title: Prints inside, unit: percent, rules: [prints], target: 100}
  - id: held
    title: Parts that hold
    unit: percent
    parts: [{id: checks, rules: [one-check]}, {id: ways, rules: [both-ways]}]
    target: 100
)yaml";

const std::string kCheck = "def check_token(token):\n    parts = token.split()\n    return parts\n";

using List = std::vector<std::string>;

class WholeTreeTest {
 public:
  WholeTreeTest() {
    tree.Write("auth/core.py", kCheck + "print(1)\n");
    tree.Write("app/a.py", "import os\n" + kCheck + "print(1)\n");
    tree.Write("app/b.py", "import jwt\n\n\ndef f():\n    import jose\n");
  }

  Report Run(Options options = {}) { return Scan(OpenTree(tree, kRules, options), {}).report; }

  List Places(Options options = {}) {
    List places;
    for (const Finding& finding : Run(options).findings) {
      places.push_back(finding.rule_id + " " + finding.path + ":" +
                       std::to_string(finding.span.line));
    }
    return places;
  }

  TemporaryTree tree;
};

TEST_CASE_FIXTURE(WholeTreeTest, "what is too many names the canonical one") {
  const Report report = Run();
  CHECK(Places() == List{"one-check app/a.py:2", "both-ways app/b.py:1", "jwt-import app/b.py:1"});
  REQUIRE(report.findings[0].related.size() == 1);
  CHECK(report.findings[0].related[0].path == "auth/core.py");
  CHECK(report.findings[0].related[0].span.line == 1);
  CHECK(report.findings[0].message == "check_token stands beside the auth service");
  REQUIRE(report.findings[1].related.size() == 1);
  CHECK(report.findings[1].related[0].span.line == 5);
  CHECK(report.findings[1].message == "jwt and jose");
}

TEST_CASE_FIXTURE(WholeTreeTest, "extra, moved, missing") {
  tree.Write("auth/core.py", "print(1)\n");
  const Report moved = Run();
  CHECK(Places()[2] == "one-check auth/core.py:1");
  CHECK(Places().size() == 3);
  const Finding& finding = moved.findings[2];
  CHECK(finding.message ==
        "One check: exactly 1 must stand in auth/core.py, none does; found at app/a.py:2");
  CHECK(finding.is_missing);
  REQUIRE(finding.related.size() == 1);
  CHECK(finding.related[0].path == "app/a.py");

  tree.Write("app/c.py", kCheck);
  CHECK(Places() == List{"one-check app/a.py:2", "both-ways app/b.py:1", "jwt-import app/b.py:1",
                         "one-check app/c.py:1", "one-check auth/core.py:1"});

  for (const char* path : {"app/a.py", "app/c.py"}) tree.Write(path, "");
  const Report missing = Run();
  REQUIRE(missing.findings.size() == 3);
  CHECK(missing.findings[2].message ==
        "One check: exactly 1 must stand in auth/core.py, none does");
  CHECK(missing.findings[2].fingerprint == finding.fingerprint);
  CHECK(missing.exit_code == 1);
}

TEST_CASE_FIXTURE(WholeTreeTest, "a part of the tree is judged with the whole tree in view") {
  Options options;
  options.paths = {tree.path("app/a.py")};
  CHECK(Places(options) == List{"one-check app/a.py:2"});
  CHECK(Run(options).findings[0].related.size() == 1);
  options.paths = {tree.path("auth")};
  CHECK(Places(options).empty());
}

TEST_CASE_FIXTURE(WholeTreeTest, "another file changes no findings of rules that it is not about") {
  const List before = Places();
  for (const char* path : {"aaa.py", "app/aa.py", "zzz.py", "auth/other.py"}) {
    tree.Write(path, "import jose\n\n\ndef check(token):\n    return print(token)\n");
    CHECK(Places() == before);
  }
}

// One rule of each kind, about names of its own.
const std::string kRuleOfEachKind = R"yaml(
pack: test
title: A rule of each kind
authorities:
  hub: {title: the hub, canonical: hub/core.py}
rules:
  - id: by-import
    title: Import
    import: {modules: [plum]}
    message: import
    bad: [{path: a.py, code: "import plum"}]
  - id: by-call
    title: Call
    call: {targets: [os.getpid]}
    message: call
    bad: [{path: a.py, code: "import os\nos.getpid()"}]
  - id: by-access
    title: Access
    access: {names: [TOKEN], of: [environment]}
    message: access
    bad: [{path: a.py, code: "import os\nos.environ['TOKEN']"}]
  - id: by-define
    title: Define
    define: {concepts: [read_pear]}
    message: define
    bad: [{path: a.py, code: "def read_pear(): return 1"}]
  - id: by-text
    title: Text
    text: {any: [quince]}
    message: text
    bad: [{path: a.py, code: "# quince"}]
  - id: by-contract
    title: Contract
    authority: hub
    contract: {exactly: 1, define: {names: [Core]}}
    message: contract
    bad: [{path: hub/core.py, code: "X = 1"}]
  - id: by-together
    title: Together
    together: {first: {names: [fig]}, second: {names: [kiwi]}}
    message: together
    bad: [{path: a.py, code: "import fig, kiwi"}]
  - id: by-ratio
    title: Ratio
    authority: hub
    ratio: {call: {concepts: [emit_news]}}
    message: ratio
    bad: [{path: a.py, code: "x.emit_news()"}]
  - id: by-options
    title: Options
    authority: hub
    call: {targets: [json.loads], options: {compare: [strict]}}
    message: options
    bad: [{path: a.py, code: "import json\njson.loads(t, strict=False)", with: [{path: hub/core.py, code: "import json\njson.loads(t, strict=True)"}]}]
)yaml";

// A file for each of the rules, which breaks that rule and no other.
const std::map<std::string, std::string> kBreaks = {
    {"by-import", "import plum\n"},
    {"by-call", "import os\nos.getpid()\n"},
    {"by-access", "import os\nx = os.environ['TOKEN']\n"},
    {"by-define", "def readPear():\n    x = 1\n    return x + 1\n"},
    {"by-text", "# a quince\n"},
    {"by-contract", "class Core:\n    x = 1\n"},
    {"by-together", "import fig\nimport kiwi\n"},
    {"by-ratio", "def f(x):\n    x.emit_news()\n"},
    {"by-options", "import json\njson.loads('', strict=False)\n"},
};

class EveryKindTest {
 public:
  EveryKindTest() {
    tree.Write("hub/core.py",
               "import json\n\n\nclass Core:\n    def f(self):\n"
               "        self.emit_news()\n        json.loads('', strict=True)\n");
    for (const auto& [rule, code] : kBreaks) tree.Write("app/" + rule + ".py", code);
  }

  // "rule path:line message (related places)" of all findings of rules but `other`.
  List Findings(const std::string& other = "") {
    List all;
    for (const Finding& finding : Scan(OpenTree(tree, kRuleOfEachKind), {}).report.findings) {
      if (finding.rule_id == other) continue;
      std::string text = finding.rule_id + " " + finding.path + ":" +
                         std::to_string(finding.span.line) + " " + finding.message + " " +
                         finding.fingerprint;
      for (const RelatedLocation& related : finding.related) text += " (" + related.path + ")";
      all.push_back(text);
    }
    return all;
  }

  TemporaryTree tree;
};

TEST_CASE_FIXTURE(EveryKindTest, "each file breaks its own rule and no other") {
  CHECK(Findings().size() == kBreaks.size());
  for (const auto& [rule, code] : kBreaks) {
    CAPTURE(rule);
    CHECK(Findings(rule).size() == kBreaks.size() - 1);
  }
}

TEST_CASE_FIXTURE(EveryKindTest, "another file changes the findings of no rule but its own") {
  for (const auto& [rule, code] : kBreaks) {
    CAPTURE(rule);
    const List others = Findings(rule);
    const size_t before = Findings().size();
    for (const char* path : {"aaa.py", "app/zz.py", "zzz.py", "hub/other.py"}) {
      CAPTURE(path);
      tree.Write(path, code);
      CHECK(Findings(rule) == others);
      CHECK(Findings().size() == before + 1);
      tree.Write(path, "");
    }
  }
}

TEST_CASE_FIXTURE(EveryKindTest, "taking the last implementation away turns extra into missing") {
  const std::string rest =
      "import json\n\n\ndef f(x):\n    x.emit_news()\n"
      "    json.loads('', strict=True)\n";
  const List others = Findings("by-contract");
  tree.Write("app/by-contract.py", "");
  tree.Write("hub/core.py", rest);
  CHECK(Findings("by-contract") == others);
  const Report report = Scan(OpenTree(tree, kRuleOfEachKind), {}).report;
  CHECK(std::count_if(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
          return finding.rule_id == "by-contract" && finding.is_missing &&
                 finding.path == "hub/core.py";
        }) == 1);
}

TEST_CASE_FIXTURE(WholeTreeTest, "threads make no difference") {
  for (int i = 0; i < 20; ++i) tree.Write("app/m" + std::to_string(i) + ".py", kCheck);
  Options one;
  one.jobs = 1;
  Options many;
  many.jobs = 4;
  CHECK(Places(one).size() == 23);
  CHECK(Places(one) == Places(many));
}

TEST_CASE_FIXTURE(WholeTreeTest, "a directive accepts what is missing, too") {
  tree.Write("auth/core.py", "# ssot-ignore: one-check -- it is on its way\nX = 1\n");
  tree.Write("app/a.py", "");
  const Report report = Run();
  REQUIRE(report.findings.size() == 3);
  CHECK(report.findings[2].suppressed.has_value());
  CHECK(report.inventory[2].inside == 1);
}

TEST_CASE_FIXTURE(WholeTreeTest, "rows count what stands where it should, too") {
  std::vector<CountedRow> rows = Run().inventory;
  CHECK(rows[0].count == 2);
  CHECK(rows[0].status == RowStatus::kUnmet);
  CHECK(rows[1].count == 50);
  CHECK(rows[1].inside == 1);
  CHECK(rows[1].total == 2);
  CHECK(rows[2].count == 0);
  CHECK(rows[2].total == 2);

  tree.Write("app/a.py", "");
  tree.Write("app/b.py", "");
  rows = Run().inventory;
  CHECK(rows[0].count == 1);
  for (const CountedRow& row : rows) CHECK(row.status == RowStatus::kMet);

  // One, but not where it should be.
  tree.Write("auth/core.py", "");
  tree.Write("app/a.py", kCheck);
  rows = Run().inventory;
  CHECK(rows[0].count == 1);
  CHECK(rows[0].status == RowStatus::kUnmet);
  CHECK_FALSE(rows[1].count.has_value());
  CHECK(rows[2].count == 50);
}

}  // namespace
}  // namespace ssot
