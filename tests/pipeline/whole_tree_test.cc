// Rules about the whole tree, in whole scans.
#include <doctest/doctest.h>

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
