// What .ssot.yaml changes in the rules, and its errors.
#include <doctest/doctest.h>

#include "scanner/ruleset/load.h"
#include "tests/ruleset/temporary_folder.h"

namespace ssot {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kFile = R"(pack: p
title: P
variables: {backend: {default: api}}
rules:
  - {id: one, title: T, message: M, text: {any: [x]}, bad: [{path: a, code: x}]}
  - {id: two, title: T, message: M, text: {any: [x]}, bad: [{path: a, code: x}]}
inventory:
  - id: row
    title: R
    unit: files
    rules: [one, two]
    text_rules: [two]
    parts: [{id: a, rules: [two], text_rules: [one, two]}]
)";

struct Loaded {
  RuleSet rules;
  Texts errors;
};

Loaded LoadWith(RuleSetRequest request) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("p.yaml", kFile);
  request.config_path = ".ssot.yaml";
  request.sources = {{path, path}};
  Diagnostics errors;
  Loaded loaded;
  loaded.rules = LoadRules(request, &errors);
  for (const Diagnostic& error : errors) loaded.errors.push_back(FormatDiagnostic(error));
  return loaded;
}

TEST_CASE("a severity is replaced") {
  const Loaded loaded = LoadWith({.severities = {{"one", "error"}, {"two", "note"}}});
  CHECK(loaded.errors == Texts{});
  REQUIRE(loaded.rules.rules.size() == 2);
  CHECK(loaded.rules.rules[0].severity == Severity::kError);
  CHECK(loaded.rules.rules[1].severity == Severity::kNote);
}

TEST_CASE("a rule that is off is gone, and rows keep their other rules") {
  const Loaded loaded = LoadWith({.severities = {{"two", "off"}}});
  CHECK(loaded.errors == Texts{});
  REQUIRE(loaded.rules.rules.size() == 1);
  CHECK(loaded.rules.rules[0].id == "one");
  REQUIRE(loaded.rules.rows.size() == 1);
  const InventoryRow& row = loaded.rules.rows[0];
  CHECK(row.rules == Texts{"one"});
  CHECK(row.text_rules == Texts{});
  REQUIRE(row.parts.size() == 1);
  CHECK(row.parts[0].rules == Texts{});
  CHECK(row.parts[0].text_rules == Texts{"one"});
}

TEST_CASE("unknown packs, variables and rules are told in the configuration's place") {
  RuleSetRequest request;
  request.variables = {{"p", {{"bakend", {"x"}}}}, {"pp", {{"backend", {"x"}}}}};
  request.severities = {{"onne", "off"}, {"zzzzzz", "off"}};
  request.config_places = {{"variables/p/bakend", {3, 8}},
                           {"variables/pp", {4, 3}},
                           {"severity/onne", {6, 3}},
                           {"severity/zzzzzz", {7, 3}}};
  CHECK(LoadWith(request).errors ==
        Texts{".ssot.yaml:3:8: pack 'p' has no variable 'bakend'; did you mean 'backend'?",
              ".ssot.yaml:4:3: unknown rule pack 'pp'; did you mean 'p'?",
              ".ssot.yaml:6:3: unknown rule 'onne'; did you mean 'one'?",
              ".ssot.yaml:7:3: unknown rule 'zzzzzz'"});
}

TEST_CASE("the configuration may speak of rules that the command line replaced") {
  const TemporaryFolder folder;
  const std::string path = folder.Write(
      "q.yaml",
      "pack: q\ntitle: Q\nvariables: {v: {default: a}}\nrules:\n"
      "  - {id: other, title: T, message: M, text: {any: [x]}, bad: [{path: a, code: x}]}\n");
  RuleSetRequest request;
  request.variables = {{"q", {{"v", {"b"}}}}};
  request.severities = {{"other", "off"}};
  CHECK(LoadWith(request).errors.size() == 2);
  request.replaced_sources = {{path, path}};
  const Loaded loaded = LoadWith(request);
  CHECK(loaded.errors == Texts{});
  CHECK(loaded.rules.rules.size() == 2);
}

TEST_CASE("the configuration may speak of built-in rules that are not in force") {
  Diagnostics errors;
  const RuleSet builtin = LoadRules({}, &errors);
  REQUIRE_FALSE(builtin.rules.empty());
  CHECK(LoadWith({.severities = {{builtin.rules[0].id, "off"}}}).errors == Texts{});
}

}  // namespace
}  // namespace ssot
