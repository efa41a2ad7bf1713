#include "scanner/matching/compiled_rules.h"

#include <doctest/doctest.h>

#include <vector>

namespace ssot {
namespace {

Rule RuleFor(PathScope scope, std::vector<Language> languages, std::string authority) {
  Rule rule;
  rule.scope = std::move(scope);
  rule.languages = std::move(languages);
  rule.authority = std::move(authority);
  rule.parameters = ImportParameters();
  return rule;
}

RuleSet Rules() {
  RuleSet set;
  Authority jwt;
  jwt.id = "jwt";
  jwt.canonical = {"auth/core.py"};
  jwt.facades = {"auth_api.py"};
  jwt.home = {"auth_home/**"};
  set.authorities = {jwt};
  set.rules = {
      RuleFor({}, {}, ""),
      RuleFor({{"app/**"}, {"*test*"}}, {}, ""),
      RuleFor({}, {Language::kPython}, ""),
      RuleFor({}, {}, "jwt"),
  };
  Rule text = RuleFor({{"*.md"}, {}}, {}, "");
  text.parameters = TextParameters();
  set.rules.push_back(text);
  return set;
}

using Indices = std::vector<RuleIndex>;

TEST_CASE("path scope, language and authority decide which rules look at a file") {
  const RuleSet set = Rules();
  const CompiledRules rules(set);
  CHECK(rules.For("app/a.py", Language::kPython).facts == Indices{0, 1, 2, 3});
  CHECK(rules.For("app/a.ts", Language::kTypeScript).facts == Indices{0, 1, 3});
  CHECK(rules.For("app/tests/a.py", Language::kPython).facts == Indices{0, 2, 3});
  CHECK(rules.For("lib/a.py", Language::kPython).facts == Indices{0, 2, 3});
  CHECK(rules.For("auth/core.py", Language::kPython).facts == Indices{0, 2});
  CHECK(rules.For("auth_api.py", Language::kPython).facts == Indices{0, 2});
  CHECK(rules.For("auth_home/x/y.py", Language::kPython).facts == Indices{0, 2});
  CHECK(rules.For("a.md", Language::kMarkdown).text == Indices{4});
  CHECK(rules.For("a.py", Language::kPython).text.empty());
}

TEST_CASE("a rule that does not run looks at nothing, but can be asked") {
  const RuleSet set = Rules();
  const CompiledRules rules(set, {true, false, true, false, true});
  CHECK(rules.For("app/a.py", Language::kPython).facts == Indices{0, 2});
  CHECK(rules.LooksAt(1, "app/a.py", Language::kPython));
  CHECK_FALSE(rules.LooksAt(1, "app/test_a.py", Language::kPython));
  CHECK_FALSE(rules.LooksAt(2, "app/a.ts", Language::kTypeScript));
  CHECK_FALSE(rules.LooksAt(3, "auth/core.py", Language::kPython));
}

TEST_CASE("an authority without files exempts none") {
  RuleSet set = Rules();
  set.authorities[0] = Authority{};
  set.authorities[0].id = "jwt";
  const CompiledRules rules(set);
  CHECK(rules.LooksAt(3, "anything.py", Language::kPython));
}

TEST_CASE("a file's facts are resolved as far as one of its rules wants them") {
  RuleSet set = Rules();
  CallParameters jwt_calls;
  jwt_calls.modules = {"jwt"};
  CallParameters jose_calls;
  jose_calls.modules = {"jose"};
  set.rules[1].parameters = jwt_calls;
  set.rules[2].parameters = jose_calls;
  const CompiledRules rules(set);
  const WantedFacts none = rules.WantedBy({});
  CHECK_FALSE((none.imports || none.mocks || none.calls || none.accesses || none.definitions));
  CHECK(rules.WantedBy({0}).imports);
  const WantedFacts calls = rules.WantedBy({1, 2});
  CHECK(calls.calls);
  CHECK_FALSE(calls.imports);
  CHECK(calls.call_target("jwt.decode"));
  CHECK(calls.call_target("jose.jwt"));
  CHECK_FALSE(calls.call_target("os.getenv"));
  CHECK_FALSE(rules.WantedBy({1}).call_target("jose.jwt"));
}

}  // namespace
}  // namespace ssot
