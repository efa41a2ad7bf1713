#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "scanner/matching/name_pattern.h"
#include "tests/matching/canned_file.h"

namespace ssot {
namespace {

class CallRuleTest {
 public:
  // `target` is a module and a name; empty: not known.
  bool Finds(const CallParameters& rule, std::string callee, std::string module = "",
             std::string name = "", std::string receiver_type = "") {
    ResolvedCall call;
    call.fact = &fact_;
    call.callee = std::move(callee);
    if (!module.empty()) call.target = module + "." + name;
    call.target_module = std::move(module);
    call.target_name = std::move(name);
    call.receiver_type = std::move(receiver_type);
    CannedFile file;
    file.resolved.calls = {call};
    const bool is_found = !SymbolsFound(rule, file).empty();
    // What the rule finds it must have asked for.
    const WantedFacts wanted = CompileKind(rule, nullptr).wanted;
    CHECK(wanted.calls);
    if (is_found) {
      const bool by_target = !call.target.empty() && wanted.call_target(call.target);
      const bool by_name = wanted.call_name(LastPart(call.callee));
      CHECK((by_target || by_name));
      const RuleMatcher matcher = CompileKind(rule, nullptr);
      const bool may_be_target = PieceFilter(matcher.call_targets).MayMean(call.target) ||
                                 PieceFilter(matcher.call_names).MayMean(LastPart(call.target));
      if (by_target) CHECK(may_be_target);
      if (by_name) CHECK(PieceFilter(matcher.call_names).MayMean(LastPart(call.callee)));
    }
    return is_found;
  }

 private:
  CallFact fact_;
};

TEST_CASE_FIXTURE(CallRuleTest, "by module") {
  CallParameters rule;
  rule.modules = {"jwt"};
  CHECK(Finds(rule, "jwt.decode", "jwt", "decode"));
  CHECK(Finds(rule, "d", "jwt", "decode"));
  CHECK(Finds(rule, "x", "jwt.api_jwt", "decode"));
  CHECK_FALSE(Finds(rule, "jwt.decode"));  // not the library, for all that is known
  CHECK_FALSE(Finds(rule, "jwt.decode", "app.jwt", "decode"));
}

TEST_CASE_FIXTURE(CallRuleTest, "by target") {
  CallParameters rule;
  rule.targets = {"os.getenv", "app.*.create_manager"};
  CHECK(Finds(rule, "getenv", "os", "getenv"));
  CHECK(Finds(rule, "create_manager", "app.core", "create_manager"));
  CHECK_FALSE(Finds(rule, "os.getenv.x", "os.getenv", "x"));
}

TEST_CASE("the authority's own is found by its target, and not by its name") {
  CallFact fact;
  ResolvedCall call;
  call.fact = &fact;
  call.callee = "make_token";
  call.target = "auth.core.make_token";
  call.target_file = 1;
  CannedFile file({"app/file.py", "auth/core.py"});
  file.resolved.calls = {call};
  Authority authority;
  authority.canonical = {"auth/core.py"};
  CallParameters rule;
  rule.concepts = {"make_token"};
  CHECK(SymbolsFound(rule, file, &authority).empty());
  CHECK_FALSE(SymbolsFound(rule, file).empty());
  file.files[1].path = "auth/other.py";
  CHECK_FALSE(SymbolsFound(rule, file, &authority).empty());
  file.files[1].path = "auth/core.py";
  rule.targets = {"auth.core.make_token"};
  CHECK_FALSE(SymbolsFound(rule, file, &authority).empty());
}

TEST_CASE_FIXTURE(CallRuleTest, "by concept, as written or as resolved") {
  CallParameters rule;
  rule.concepts = {"validate_token"};
  CHECK(Finds(rule, "self.client.validateToken"));
  CHECK(Finds(rule, "check", "auth", "validate_token"));
  CHECK_FALSE(Finds(rule, "validate_token.check"));
  CHECK_FALSE(Finds(rule, "check"));
}

TEST_CASE_FIXTURE(CallRuleTest, "by method, with the receiver's name or type") {
  CallParameters rule;
  rule.methods = {"send", "close"};
  rule.receivers = {"websocket", "ws"};
  rule.receiver_types = {"fastapi.WebSocket"};
  CHECK(Finds(rule, "websocket.send"));
  CHECK(Finds(rule, "self.ws.close"));
  CHECK(Finds(rule, "connection.send", "", "", "fastapi.WebSocket"));
  CHECK_FALSE(Finds(rule, "websocket.receive"));
  CHECK_FALSE(Finds(rule, "websocket.client.send"));
  CHECK_FALSE(Finds(rule, "my_websocket.send"));
  CHECK_FALSE(Finds(rule, "websocket[0].send"));
  CHECK_FALSE(Finds(rule, "send"));
  CHECK_FALSE(Finds(rule, "file.send", "", "", "app.File"));
}

TEST_CASE("calls of no interest are not asked for") {
  CallParameters rule;
  rule.modules = {"jwt"};
  rule.concepts = {"validate_token"};
  rule.methods = {"send"};
  const WantedFacts wanted = CompileKind(rule, nullptr).wanted;
  CHECK_FALSE(wanted.imports);
  CHECK_FALSE(wanted.call_name("decode"));
  CHECK_FALSE(wanted.call_target("app.jwt.decode"));
  CHECK(wanted.call_target("jwt.decode"));
  CHECK(wanted.call_name("send"));
  CHECK(wanted.call_target("auth.validate_token"));
}

TEST_CASE("what a match says") {
  CallFact fact;
  fact.span = {3, 5, 4, 2};
  fact.scope = 0;
  ResolvedCall call;
  call.fact = &fact;
  call.callee = "tokens.d";
  call.target = "jwt.decode";
  call.target_module = "jwt";
  call.target_name = "decode";
  call.resolution = Resolution::kAlias;
  CannedFile file;
  file.resolved.calls = {call};
  CallParameters rule;
  rule.modules = {"jwt"};
  std::vector<Match> matches;
  CompileKind(rule, nullptr).match(file.view(), &matches);
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].span == fact.span);
  CHECK(matches[0].symbol == "jwt.decode");
  CHECK(matches[0].name == "d");
  CHECK(matches[0].module == "jwt");
  CHECK(matches[0].resolution == Resolution::kAlias);
}

}  // namespace
}  // namespace ssot
