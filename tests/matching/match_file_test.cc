#include "scanner/matching/match_file.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/matching/canned_file.h"

namespace ssot {
namespace {

const std::string kPath = "app/file.py";

Rule ImportRule(std::string id, RuleReport report = RuleReport::kFindings) {
  Rule rule;
  rule.id = std::move(id);
  rule.report = report;
  rule.severity = Severity::kError;
  rule.authority = "jwt";
  rule.message = "{symbol} in {enclosing} of {path}, not {facade}";
  rule.parameters = ImportParameters();
  return rule;
}

Rule TextRule(std::string id, RuleReport report, TextUnit unit) {
  Rule rule;
  rule.id = std::move(id);
  rule.report = report;
  rule.message = "{name}";
  TextParameters parameters;
  parameters.any = {{"jwt", false}};
  parameters.unit = unit;
  rule.parameters = parameters;
  return rule;
}

RuleSet Rules(std::vector<Rule> rules) {
  RuleSet set;
  Authority jwt;
  jwt.id = "jwt";
  jwt.title = "the auth service";
  jwt.canonical = {"auth/core.py", "auth/other.py"};
  set.authorities = {jwt};
  set.rules = std::move(rules);
  return set;
}

// Module > class Keys (lines 1 to 9) > method read (lines 3 to 5).
CannedFile FileWithMethod() {
  CannedFile file;
  Facts& facts = file.files.front();
  facts.scopes = {{},
                  {ScopeKind::kClass, 0, 0, 0, 0},
                  {ScopeKind::kFunction, 1, 0, 1, 0},
                  {ScopeKind::kLambda, 2, 0, kNone, 0}};
  facts.definitions.resize(2);
  facts.definitions[0].span = {1, 1, 1, 11};
  facts.definitions[0].end_line = 9;
  facts.definitions[0].scope = 1;
  facts.definitions[1].span = {3, 5, 3, 13};
  facts.definitions[1].end_line = 5;
  facts.definitions[1].scope = 2;
  facts.name_bytes = "Keysread";
  facts.name_offsets = {0, 0, 4, 8};
  facts.definitions[0].name = 1;
  facts.definitions[1].name = 2;
  file.resolved.module = "app.file";
  return file;
}

ResolvedImport ImportAt(uint32_t line, uint32_t column, ScopeId scope) {
  ResolvedImport import;
  import.module = import.origin_module = "jwt";
  import.span = {line, column, line, column + 3};
  import.scope = scope;
  return import;
}

TextHit HitAt(RuleIndex rule, uint32_t line, uint32_t column) {
  TextHit hit;
  hit.rule = rule;
  hit.span = {line, column, line, column + 3};
  hit.context = TextContext::kComment;
  hit.text = "jwt";
  return hit;
}

TEST_CASE("a match becomes a finding that says everything") {
  const RuleSet set = Rules({ImportRule("imports")});
  const CompiledRules rules(set);
  CannedFile file = FileWithMethod();
  file.resolved.imports = {ImportAt(4, 9, 3)};  // in a lambda of the method
  const FileView view = file.view();
  const FileMatches matches = MatchFile(rules, kPath, {0}, {}, &view);
  CHECK(matches.counted.empty());
  REQUIRE(matches.findings.size() == 1);
  const Finding& finding = matches.findings[0];
  CHECK(finding.rule_id == "imports");
  CHECK(finding.severity == Severity::kError);
  CHECK(finding.path == kPath);
  CHECK(finding.span == Span{4, 9, 4, 12});
  CHECK(finding.symbol == "jwt");
  CHECK(finding.enclosing == "app.file.Keys.read");
  CHECK(finding.authority == "auth/core.py");
  CHECK(finding.message == "jwt in app.file.Keys.read of app/file.py, not auth/core.py");
  CHECK(finding.resolution == Resolution::kExact);
  CHECK(finding.context == TextContext::kCode);
}

TEST_CASE("at module level nothing encloses") {
  const RuleSet set = Rules({ImportRule("imports")});
  const CompiledRules rules(set);
  CannedFile file = FileWithMethod();
  file.resolved.imports = {ImportAt(1, 1, 0)};
  const FileView view = file.view();
  CHECK(MatchFile(rules, kPath, {0}, {}, &view).findings.at(0).enclosing.empty());
}

TEST_CASE("findings are sorted, one for each rule and place") {
  const RuleSet set = Rules({ImportRule("b"), ImportRule("a")});
  const CompiledRules rules(set);
  CannedFile file;
  file.resolved.imports = {ImportAt(2, 1, 0), ImportAt(1, 9, 0), ImportAt(1, 9, 0),
                           ImportAt(1, 1, 0)};
  const FileView view = file.view();
  std::vector<std::string> places;
  for (const Finding& finding : MatchFile(rules, kPath, {0, 1}, {}, &view).findings) {
    places.push_back(std::to_string(finding.span.line) + ":" + std::to_string(finding.span.column) +
                     finding.rule_id);
  }
  CHECK(places == std::vector<std::string>{"1:1a", "1:1b", "1:9a", "1:9b", "2:1a", "2:1b"});
}

TEST_CASE("a rule that only counts has no findings") {
  const RuleSet set = Rules({ImportRule("imports", RuleReport::kCount)});
  const CompiledRules rules(set);
  CannedFile file;
  file.resolved.imports = {ImportAt(2, 1, 0)};
  const FileView view = file.view();
  const FileMatches matches = MatchFile(rules, kPath, {0}, {}, &view);
  CHECK(matches.findings.empty());
  REQUIRE(matches.counted.size() == 1);
  CHECK(matches.counted[0].rule_id == "imports");
  CHECK(matches.counted[0].path == kPath);
  CHECK(matches.counted[0].line == 2);
}

TEST_CASE("text: every hit is counted, and reported in the rule's unit") {
  const RuleSet set = Rules({TextRule("lines", RuleReport::kFindings, TextUnit::kLines),
                             TextRule("silent", RuleReport::kCount, TextUnit::kLines)});
  const CompiledRules rules(set);
  CannedFile file = FileWithMethod();
  const std::vector<TextHit> hits = {HitAt(0, 4, 1), HitAt(1, 4, 1), HitAt(0, 4, 9),
                                     HitAt(0, 7, 1)};
  const FileView view = file.view();
  const FileMatches matches = MatchFile(rules, kPath, {}, hits, &view);
  CHECK(matches.counted.size() == 4);
  REQUIRE(matches.findings.size() == 2);
  CHECK(matches.findings[0].span == Span{4, 1, 4, 4});
  CHECK(matches.findings[0].resolution == Resolution::kText);
  CHECK(matches.findings[0].context == TextContext::kComment);
  CHECK(matches.findings[0].symbol == "jwt");
  CHECK(matches.findings[0].message == "jwt");
  CHECK(matches.findings[0].enclosing == "app.file.Keys.read");
  CHECK(matches.findings[1].enclosing == "app.file.Keys");
}

TEST_CASE("text of a file without facts") {
  const RuleSet set = Rules({TextRule("text", RuleReport::kFindings, TextUnit::kMatches)});
  const CompiledRules rules(set);
  const FileMatches matches = MatchFile(rules, "notes.md", {}, {HitAt(0, 4, 1)}, nullptr);
  REQUIRE(matches.findings.size() == 1);
  CHECK(matches.findings[0].enclosing.empty());
}

}  // namespace
}  // namespace ssot
