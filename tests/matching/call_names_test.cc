#include "scanner/matching/call_names.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ssot {
namespace {

class CallNamesTest {
 public:
  // A rule about calls, and one about a wildcard concept, which may find something anywhere.
  CallNamesTest() {
    Add().modules = {"jwt", "authlib.jose", "hono/jwt"};
    CallParameters& second = Add();
    second.targets = {"**.SocketFactory", "app.db.open_session", "lib.*.deep.run"};
    second.concepts = {"create_manager"};
    Add().concepts = {"*send*"};
    CallParameters& methods = Add();
    methods.receivers = {"ws"};
    methods.methods = {"close"};
    rules_.rules.emplace_back().parameters = ImportParameters();
  }

  CallNames Names() const { return CallNames(compiled(), {"app"}); }

  static bool Has(const CallNames& names, const std::string& literal) {
    return std::find(names.literals().begin(), names.literals().end(), literal) !=
           names.literals().end();
  }

  static constexpr RuleBits kFirst = 1;
  static constexpr RuleBits kSecond = 2;

 private:
  CallParameters& Add() {
    rules_.rules.reserve(8);
    RuleParameters& parameters = rules_.rules.emplace_back().parameters;
    parameters = CallParameters();
    return std::get<CallParameters>(parameters);
  }
  const CompiledRules& compiled() const {
    if (!compiled_) compiled_.emplace(rules_);
    return *compiled_;
  }

  RuleSet rules_;
  mutable std::optional<CompiledRules> compiled_;
};

TEST_CASE_FIXTURE(CallNamesTest, "rules without words may find something anywhere") {
  const CallNames names = Names();
  CHECK(names.BitsOf({0}) == kFirst);
  CHECK(names.BitsOf({1}) == kSecond);
  CHECK(names.BitsOf({2}) == CallNames::kEverywhere);
  CHECK(names.BitsOf({3}) == CallNames::kEverywhere);
  CHECK(names.BitsOf({4}) == 0);
  CHECK(names.BitsOf({0, 1, 4}) == (kFirst | kSecond));
}

TEST_CASE_FIXTURE(CallNamesTest, "one part stands for each name") {
  const CallNames names = Names();
  CHECK(names.Meaning("jwt") == TargetBits{0, kFirst, 0});
  CHECK(names.Meaning("authlib") == TargetBits{0, kFirst, 0});
  CHECK(names.Meaning("jose") == TargetBits());
  CHECK(names.Meaning("SocketFactory") == TargetBits{kSecond, 0, 0});
  // What begins with a folder of the tree begins too many names.
  CHECK(names.Meaning("open_session") == TargetBits{kSecond, 0, 0});
  CHECK(names.Meaning("app") == TargetBits());
  CHECK(names.Meaning("lib") == TargetBits{0, kSecond, 0});
}

TEST_CASE_FIXTURE(CallNamesTest, "concepts are meant in all their spellings") {
  const CallNames names = Names();
  for (const std::string word : {"create_manager", "createManager", "CreateManager",
                                 "CREATE_MANAGER", "_create_manager", "create__manager"}) {
    CAPTURE(word);
    CHECK(names.Meaning(word).is == kSecond);
    const bool holds_one =
        std::any_of(names.literals().begin(), names.literals().end(),
                    [&](const std::string& literal) { return word.find(literal) != word.npos; });
    CHECK(holds_one);
  }
  CHECK(names.Meaning("creates_manager") == TargetBits());
}

TEST_CASE_FIXTURE(CallNamesTest, "modules are meant from their first part on") {
  const CallNames names = Names();
  CHECK(names.ReachedBy("jwt") == kFirst);
  CHECK(names.ReachedBy("jwt.api") == kFirst);
  CHECK(names.ReachedBy("authlib") == kFirst);
  CHECK(names.ReachedBy("tests.jwt") == 0);
  CHECK(names.ReachedBy("lib") == kSecond);
  CHECK(names.ReachedBy("app.db") == 0);
}

TEST_CASE_FIXTURE(CallNamesTest, "words are found whole, once each") {
  const CallNames names = Names();
  CHECK(Has(names, "jwt"));
  const std::string text = "import jwt  # jwt_helper, \"jwt\" and SocketFactory";
  std::vector<uint32_t> offsets;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool is_one = std::any_of(
        names.literals().begin(), names.literals().end(),
        [&](const std::string& literal) { return text.compare(at, literal.size(), literal) == 0; });
    if (is_one) offsets.push_back(static_cast<uint32_t>(at));
  }
  WordSearch search(&names);
  const WordSearch::Words found = search.FindIn(text, offsets);
  CHECK(found.words == std::vector<std::string>{"jwt", "SocketFactory"});
  CHECK(found.meaning == TargetBits{kSecond, kFirst, 0});
}

}  // namespace
}  // namespace ssot
