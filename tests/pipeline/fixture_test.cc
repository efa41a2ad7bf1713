#include "scanner/pipeline/fixture.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/pipeline/trees.h"

namespace ssot {
namespace {

class FixtureTest {
 public:
  FixtureTest() {
    tree.Write("rules.yaml", kJwtRules);
    tree.Write("auth/core.py", "import jwt  # expect: jwt-text\n");
    tree.Write("app/a.py", "import jwt  # expect: jwt-import, jwt-text\n");
  }

  std::vector<std::string> Failures() const {
    std::vector<std::string> failures;
    for (const FixtureFailure& failure : RunFixtureTree(tree.path(), 1).failures) {
      failures.push_back((failure.is_missing ? "missing " : "unexpected ") + failure.path + ":" +
                         std::to_string(failure.line) + " " + failure.rule_id);
    }
    return failures;
  }

  TemporaryTree tree;
};

using Failed = std::vector<std::string>;

TEST_CASE_FIXTURE(FixtureTest, "a tree that keeps its word") {
  const FixtureOutcome outcome = RunFixtureTree(tree.path(), 2);
  CHECK(outcome.passed());
  CHECK(outcome.expected == 3);
}

TEST_CASE_FIXTURE(FixtureTest, "what is missing and what nobody expected, in any file") {
  tree.Write("app/b.py",
             "import os  # expect: jwt-import\n\nimport jwt as j  # expect: jwt-text\n");
  tree.Write("notes.md", "jwt\n");
  tree.Write("notes.txt", "expect: jwt-text\n");
  CHECK(Failures() == Failed{"missing app/b.py:1 jwt-import", "unexpected app/b.py:1 jwt-text",
                             "unexpected app/b.py:3 jwt-import", "unexpected notes.md:1 jwt-text",
                             "missing notes.txt:1 jwt-text"});
}

TEST_CASE_FIXTURE(FixtureTest, "an expectation in another encoding is read as the scan reads it") {
  tree.Write("notes.md", std::string("\xFF\xFEj\0w\0t\0 \0e\0x\0p\0e\0c\0t\0:\0 \0j\0w\0t\0", 32));
  CHECK(Failures() == Failed{"missing notes.md:1 jwt"});
}

TEST_CASE_FIXTURE(FixtureTest, "a rule file with errors") {
  tree.Write("rules.yaml", "pack: test\nrules: 1\n");
  const FixtureOutcome outcome = RunFixtureTree(tree.path(), 1);
  CHECK_FALSE(outcome.passed());
  CHECK_FALSE(outcome.errors.empty());
}

TEST_CASE_FIXTURE(FixtureTest, "trees are found at any depth") {
  tree.Write("deep/er/rules.yaml", "");
  tree.Write("deep/other.yaml", "");
  CHECK(FindFixtureTrees(tree.path()) == Failed{tree.path(), tree.path("deep/er")});
  CHECK(FindFixtureTrees(tree.path("auth")).empty());
}

}  // namespace
}  // namespace ssot
