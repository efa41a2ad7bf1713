#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/text_pass.h"

namespace ssot {
namespace {

Rule TextRule(TextParameters parameters, RuleReport report = RuleReport::kFindings) {
  Rule rule;
  rule.id = "text";
  rule.report = report;
  rule.parameters = std::move(parameters);
  return rule;
}

// Hits as "line:column-end pattern", in order.
std::vector<std::string> Find(const TextParameters& parameters, std::string_view text,
                              const std::vector<TextRegion>& regions = {}) {
  RuleSet set;
  set.rules = {TextRule(parameters)};
  const CompiledRules rules(set);
  const TextPass pass(rules);
  std::vector<LiteralHit> candidates;
  pass.Candidates(text, &candidates);
  std::vector<std::string> hits;
  for (const TextHit& hit : pass.FindHits(text, regions, candidates, {0})) {
    CHECK(hit.span.line == hit.span.end_line);
    hits.push_back(std::to_string(hit.span.line) + ":" + std::to_string(hit.span.column) + "-" +
                   std::to_string(hit.span.end_column) + " " + std::to_string(hit.pattern));
  }
  return hits;
}

TextParameters Literals(std::vector<std::string> literals) {
  TextParameters parameters;
  for (std::string& literal : literals) parameters.any.push_back({std::move(literal), false});
  return parameters;
}

TextParameters Regex(std::string expression) {
  TextParameters parameters;
  parameters.any = {{std::move(expression), true}};
  return parameters;
}

using Hits = std::vector<std::string>;

TEST_CASE("literals are case-sensitive substrings; different ones may overlap") {
  CHECK(Find(Literals({"WebSocketManager", "SocketManager"}), "x = UnifiedWebSocketManager()") ==
        Hits{"1:12-28 0", "1:15-28 1"});
  CHECK(Find(Literals({"jwt"}), "JWT\njwtjwt") == Hits{"2:1-4 0", "2:4-7 0"});
}

TEST_CASE("occurrences of one literal do not overlap, as in Python's str.count") {
  CHECK(Find(Literals({"aa"}), "aaaaa") == Hits{"1:1-3 0", "1:3-5 0"});
  CHECK(Find(Literals({"abab"}), "ababab") == Hits{"1:1-5 0"});
}

TEST_CASE("columns count code points, lines end in three ways") {
  CHECK(Find(Literals({"key"}), "\xC3\xA4\xF0\x9F\x98\x80 key\r\nkey\rkey\n\nkey") ==
        Hits{"1:4-7 0", "2:1-4 0", "3:1-4 0", "5:1-4 0"});
  CHECK(Find(Literals({"k\xC3\xA4y"}), "k\xC3\xA4y") == Hits{"1:1-4 0"});
}

TEST_CASE("regular expressions see one line at a time") {
  CHECK(Find(Regex("^x$"), "x\nxx\r\nx\rx") == Hits{"1:1-2 0", "3:1-2 0", "4:1-2 0"});
  CHECK(Find(Regex("a\\s+b"), "a b\na\nb") == Hits{"1:1-4 0"});
  CHECK(Find(Regex("a[^c]b"), "a\nb axb") == Hits{"2:3-6 0"});
  CHECK(Find(Regex("a.*"), "xab\ncay") == Hits{"1:2-4 0", "2:2-4 0"});
  CHECK(Find(Regex("(?i)jwt"), "JwT") == Hits{"1:1-4 0"});
}

TEST_CASE("a regular expression is searched where the literal that it needs stands") {
  CHECK(Find(Regex("JWT_(KEY|ID)?\\s*="), "JWT = 1\nJWT_KEY = 1\nJWT_ = 2") ==
        Hits{"2:1-10 0", "3:1-7 0"});
  TextParameters ignoring = Regex("jwt_\\w+");
  ignoring.ignore_case = true;
  CHECK(Find(ignoring, "JWT_KEY") == Hits{"1:1-8 0"});
  TextParameters both = Literals({"JWT_"});
  both.any.push_back({"JWT_\\w+", true});
  CHECK(Find(both, "JWT_KEY") == Hits{"1:1-5 0", "1:1-8 1"});
}

TEST_CASE("an empty match is no hit") {
  CHECK(Find(Regex("x*"), "axxb\n\r\n") == Hits{"1:2-4 0"});
  CHECK(Find(Regex("^"), "a\nb").empty());
}

TEST_CASE("ignore_case holds for every pattern and for required text") {
  TextParameters parameters = Literals({"jwt_secret", "a.b"});
  parameters.ignore_case = true;
  CHECK(Find(parameters, "JWT_Secret\nA.B axb") == Hits{"1:1-11 0", "2:1-4 1"});
  parameters.requires_text = {"IMPORT"};
  CHECK(Find(parameters, "JWT_Secret").empty());
  CHECK(Find(parameters, "Import\nJWT_Secret") == Hits{"2:1-11 0"});
}

TEST_CASE("all required texts must stand somewhere in the file") {
  TextParameters parameters = Literals({"jose"});
  parameters.requires_text = {"import", "from"};
  CHECK(Find(parameters, "import jose").empty());
  CHECK(Find(parameters, "jose\nimport x\nfrom y") == Hits{"1:1-5 0"});
}

TEST_CASE("skipped lines") {
  TextParameters parameters = Literals({"key"});
  parameters.skip_lines = {"^\\s*#", "allowed"};
  CHECK(Find(parameters, "key # key\n  # key\nkey = allowed\nx # key") ==
        Hits{"1:1-4 0", "1:7-10 0", "4:5-8 0"});
}

TEST_CASE("contexts") {
  // code, a comment at [4, 9), a docstring at [10, 15)
  const std::vector<TextRegion> regions = {{4, 9, TextContext::kComment},
                                           {10, 15, TextContext::kDocstring}};
  const std::string_view text = "key #key \n'key'";
  TextParameters parameters = Literals({"key"});
  CHECK(Find(parameters, text, regions).size() == 3);
  parameters.contexts = {TextContext::kCode};
  CHECK(Find(parameters, text, regions) == Hits{"1:1-4 0"});
  parameters.contexts = {TextContext::kComment};
  CHECK(Find(parameters, text, regions) == Hits{"1:6-9 0"});
  parameters.contexts = {TextContext::kDocstring, TextContext::kCode};
  CHECK(Find(parameters, text, regions) == Hits{"1:1-4 0", "2:2-5 0"});
}

TEST_CASE("rules share literals, and only those asked for are matched") {
  RuleSet set;
  set.rules = {TextRule(Literals({"jwt", "jose"})), TextRule(Literals({"jose"}))};
  const CompiledRules rules(set);
  const TextPass pass(rules);
  std::vector<LiteralHit> candidates;
  pass.Candidates("jose jwt", &candidates);
  CHECK(pass.FindHits("jose jwt", {}, candidates, {0}).size() == 2);
  CHECK(pass.FindHits("jose jwt", {}, candidates, {1}).size() == 1);
  CHECK(pass.FindHits("jose jwt", {}, candidates, {0, 1}).size() == 3);
  CHECK(pass.FindHits("jose jwt", {}, candidates, {}).empty());
}

TEST_CASE("files in other encodings are left to rules that report findings") {
  RuleSet set;
  set.rules = {TextRule(Literals({"a"}), RuleReport::kCount), TextRule(Literals({"a"}))};
  const CompiledRules rules(set);
  CHECK(TextPass(rules).ForOtherEncodings({0, 1}) == std::vector<RuleIndex>{1});
}

TEST_CASE("units") {
  const auto hit = [](uint32_t line, uint32_t pattern) {
    TextHit made;
    made.span.line = line;
    made.pattern = pattern;
    return made;
  };
  const std::vector<TextHit> hits = {hit(1, 0), hit(1, 0), hit(1, 1), hit(2, 0), hit(3, 1)};
  struct Case {
    TextUnit unit;
    size_t count;
  };
  for (const Case& c :
       {Case{TextUnit::kFiles, 1}, Case{TextUnit::kLines, 3}, Case{TextUnit::kMatches, 5},
        Case{TextUnit::kPairs, 4}, Case{TextUnit::kFilePatterns, 2}}) {
    CAPTURE(static_cast<int>(c.unit));
    CHECK(ReduceToUnit(hits, c.unit).size() == c.count);
  }
  CHECK(ReduceToUnit({}, TextUnit::kFiles).empty());
}

}  // namespace
}  // namespace ssot
