#include "scanner/pipeline/examples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "scanner/pipeline/canary.h"
#include "scanner/pipeline/fixture.h"
#include "scanner/ruleset/load.h"
#include "tests/pipeline/trees.h"

namespace ssot {
namespace {

using Lines = std::vector<uint32_t>;

class ExamplesTest {
 public:
  ExamplesTest() : rules(OpenTree(tree, kJwtRules).rules) {}

  Lines Found(RuleIndex rule, const std::string& path, const std::string& code) const {
    const CompiledRules compiled(rules);
    Lines lines;
    for (const ExamplePlace& place :
         PlacesFound(compiled, TextPass(compiled), rule, {path, code})) {
      CHECK(place.path == path);
      lines.push_back(place.line);
    }
    return lines;
  }

  std::vector<std::string> Silent() const {
    const CompiledRules compiled(rules);
    return FindSilentCanaries(compiled, TextPass(compiled), 2);
  }

  TemporaryTree tree;
  RuleSet rules;  // 0: jwt-import, 1: jwt-text
};

TEST_CASE_FIXTURE(ExamplesTest, "an example is a tree of one file") {
  CHECK(Found(0, "app/a.py", "import os\nimport jwt, jwt as j\n") == Lines{2});
  CHECK(Found(0, "app/a.py", "import jwt_validator\n").empty());
  CHECK(Found(0, "auth/core.py", "import jwt\n").empty());
  CHECK(Found(0, "notes.md", "import jwt\n").empty());
  CHECK(Found(1, "notes.md", "jwt jwt\n\njwt\n") == Lines{1, 3});
  CHECK(Found(1, "notes.txt", "jwt\n").empty());
}

TEST_CASE_FIXTURE(ExamplesTest, "expectations of other rules are not this rule's") {
  const Example example{"a.py", "x  # expect: jwt-import\ny  # expect: other\n"};
  CHECK(PlacesExpected(rules.rules[0], example) == std::vector<ExamplePlace>{{"a.py", 1}});
  CHECK(PlacesExpected(rules.rules[1], example).empty());
}

TEST_CASE_FIXTURE(ExamplesTest, "a canary is silent when one bad example is not flagged") {
  CHECK(Silent().empty());
  rules.rules[0].bad.push_back({"app/b.py", "import os\n"});
  CHECK(Silent() == std::vector<std::string>{"jwt-import"});
  rules.rules[0].bad.back().code = "import jwt\nimport jwt  # expect: jwt-import\n";
  CHECK(Silent().empty());  // more than expected is no silence
  rules.rules[0].bad.back().code = "import jwt\nimport os  # expect: jwt-import\n";
  CHECK(Silent() == std::vector<std::string>{"jwt-import"});
  rules.rules[1].bad[0].code = "# JWT\n";
  CHECK(Silent() == std::vector<std::string>{"jwt-import", "jwt-text"});
}

TEST_CASE_FIXTURE(ExamplesTest, "examples are held to what they say, exactly") {
  const auto failures = [&] { return RunRuleExamples(rules).at(0).failures; };
  CHECK(failures().empty());
  rules.rules[0].bad[0].code = "import jwt\nimport os  # expect: jwt-import\n";
  const auto both = failures();
  REQUIRE(both.size() == 2);
  CHECK_FALSE(both[0].is_missing);
  CHECK(both[0].line == 1);
  CHECK(both[1].is_missing);
  CHECK(both[1].line == 2);
  rules.rules[0].bad[0].code = "import os\n";
  CHECK(failures().size() == 1);
  rules.rules[0].bad[0].code = "import jwt\n";
  rules.rules[0].good = {{"app/good.py", "import jwt\n"}};
  CHECK(failures().size() == 1);
  rules.rules[0].good = {{"app/good.py", "import jwt  # expect: jwt-import\n"}};
  CHECK(failures().empty());
}

TEST_CASE("the built-in rules do what their examples say") {
  Diagnostics errors;
  const RuleSet rules = LoadRules({}, &errors);
  REQUIRE(errors.empty());
  REQUIRE(rules.rules.size() > 40);
  for (const FixtureOutcome& outcome : RunRuleExamples(rules)) {
    CHECK(outcome.expected > 0);
    for (const FixtureFailure& failure : outcome.failures) {
      FAIL_CHECK(outcome.name << ": " << failure.path << ":" << failure.line
                              << std::string(failure.is_missing ? ": missing" : ": unexpected"));
    }
  }
}

}  // namespace
}  // namespace ssot
