// A sound rule file, field by field.
#include <doctest/doctest.h>

#include "scanner/ruleset/load.h"
#include "tests/ruleset/temporary_folder.h"

namespace ssot {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kFile = R"(pack: shop
title: The shop
description: Its ${roots}
variables:
  backend: {description: The back end, default: api}
  roots: {default: [api, "w{e}b"]}
authorities:
  tokens:
    title: Tokens of ${backend}
    canonical: ${backend}/tokens.py
    facades: ["${roots}/facade.py"]
    home: [auth/**]
    clients: [TokenClient, "a.*"]
scopes:
  product:
    include: ["${roots}", "${roots}/**/*.py", src/**]
    exclude: ["*test*"]
rules:
  - id: z-import
    title: Import in ${backend}
    severity: error
    languages: [python, typescript]
    scope: product
    authority: tokens
    import: {modules: ["${roots}.jwt", jose], names: [decode], allow_from: ["${backend}/x/**"], forms: [from, mock], type_only: false}
    message: "{module} outside {authority} in ${roots}"
    what: What it finds.
    why: Why.
    remediation: Use {facade}.
    bad:
      - path: ${backend}/a.py
        code: |
          import ${backend}.jwt  # ${other}
    good: [{path: web/b.ts, code: "`${backend}`"}]
    phase: 2
    priority: P0
    cwe: [1041, 20]
    tags: [jwt]
  - {id: a-text, title: T, report: count, bad: [{path: x.sh, code: y}], text: {any: [b, {regex: "c+"}], requires: [d], skip_lines: [e], ignore_case: true, unit: pairs, contexts: [string, code]}}
  - {id: b-call, title: T, message: M, severity: note, bad: [{path: x, code: "#!/usr/bin/env python3\n"}], call: {modules: [m], targets: [t], concepts: [c], receivers: [r], receiver_types: [y.Z], methods: [send]}}
  - {id: c-access, title: T, message: M, bad: [{path: x, code: y}], access: {names: [n], of: [constant, environment], modes: [delete]}}
  - {id: d-define, title: T, message: M, bad: [{path: x, code: y}], scope: {exclude: [z]}, define: {names: [n], concepts: [c], what: [class, function], bases: [b.C], bodies: [stub]}}
inventory:
  - id: second
    title: Row
    unit: pairs
    scope: product
    rules: [z-import]
    text_rules: [a-text, d-define]
    parts:
      - {id: b, rules: [b-call], text_rules: [a-text], patterns: [b, c+]}
    recorded: 181
    recorded_files: 33
    target: 0.5
    document: "670"
    phase: 3
    priority: P1
    check: test_x
  - {id: first, title: Row, unit: percent, rules: [b-call]}
)";

RuleSet LoadSample(RuleSetRequest request = {}) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("shop.yaml", kFile);
  request.sources = {{path, path}};
  Diagnostics errors;
  RuleSet rules = LoadRules(request, &errors);
  for (const Diagnostic& error : errors) FAIL_CHECK(FormatDiagnostic(error));
  REQUIRE(rules.rules.size() == 5);
  return rules;
}

TEST_CASE("the pack and its variables") {
  const RuleSet rules = LoadSample({.chosen_by_name = true});
  REQUIRE(rules.packs.size() == 1);
  const Pack& pack = rules.packs[0];
  CHECK(pack.name == "shop");
  CHECK(pack.title == "The shop");
  CHECK(pack.description == "Its ${roots}");
  CHECK(pack.chosen_by_name);
  REQUIRE(pack.variables.size() == 2);
  CHECK(pack.variables[0].name == "backend");
  CHECK(pack.variables[0].description == "The back end");
  CHECK(pack.variables[0].value == Texts{"api"});
  CHECK(pack.variables[1].value == Texts{"api", "w{e}b"});
}

TEST_CASE("an authority") {
  const RuleSet rules = LoadSample();
  REQUIRE(rules.authorities.size() == 1);
  const Authority& tokens = rules.authorities[0];
  CHECK(tokens.id == "tokens");
  CHECK(tokens.title == "Tokens of api");
  CHECK(tokens.canonical == Texts{"api/tokens.py"});
  CHECK(tokens.facades == Texts{"api/facade.py", "w{e}b/facade.py"});
  CHECK(tokens.home == Texts{"auth/**"});
  CHECK(tokens.clients == Texts{"TokenClient", "a.*"});
}

TEST_CASE("what all rules have") {
  const RuleSet rules = LoadSample();
  const Rule& rule = rules.rules[4];
  CHECK(rule.id == "z-import");
  CHECK(rule.pack == "shop");
  CHECK(rule.title == "Import in api");
  CHECK(rule.severity == Severity::kError);
  CHECK(rule.report == RuleReport::kFindings);
  CHECK(rule.languages == std::vector<Language>{Language::kPython, Language::kTypeScript});
  CHECK(rule.scope.include == Texts{"api", "w{e}b", "api/**/*.py", "w{e}b/**/*.py", "src/**"});
  CHECK(rule.scope.exclude == Texts{"*test*"});
  CHECK(rule.authority == "tokens");
  CHECK(rule.message == "{module} outside {authority} in api, w{{e}}b");
  CHECK(rule.what == "What it finds.");
  CHECK(rule.why == "Why.");
  CHECK(rule.remediation == "Use {facade}.");
  REQUIRE(rule.bad.size() == 1);
  CHECK(rule.bad[0].path == "api/a.py");
  CHECK(rule.bad[0].code == "import api.jwt  # ${other}\n");
  CHECK(rule.bad[0].language == Language::kPython);
  REQUIRE(rule.good.size() == 1);
  CHECK(rule.good[0].language == Language::kTypeScript);
  CHECK(rule.phase == "2");
  CHECK(rule.priority == "P0");
  CHECK(rule.cwe == std::vector<uint32_t>{1041, 20});
  CHECK(rule.tags == Texts{"jwt"});
  CHECK(rule.source_path.ends_with("/shop.yaml"));
  CHECK(rule.source_line == 19);
}

TEST_CASE("rules are sorted by id and have their kinds' parameters") {
  const RuleSet rules = LoadSample();
  REQUIRE(rules.rules[0].kind() == RuleKind::kText);
  const auto& text = std::get<TextParameters>(rules.rules[0].parameters);
  REQUIRE(text.any.size() == 2);
  CHECK(text.any[0].text == "b");
  CHECK_FALSE(text.any[0].is_regex);
  CHECK(text.any[1].text == "c+");
  CHECK(text.any[1].is_regex);
  CHECK(text.requires_text == Texts{"d"});
  CHECK(text.skip_lines == Texts{"e"});
  CHECK(text.ignore_case);
  CHECK(text.unit == TextUnit::kPairs);
  CHECK(text.contexts == std::vector<TextContext>{TextContext::kString, TextContext::kCode});
  CHECK(rules.rules[0].report == RuleReport::kCount);
  CHECK(rules.rules[0].severity == Severity::kWarning);
  CHECK(rules.rules[0].bad[0].language == Language::kShell);

  REQUIRE(rules.rules[1].kind() == RuleKind::kCall);
  const auto& call = std::get<CallParameters>(rules.rules[1].parameters);
  CHECK(call.modules == Texts{"m"});
  CHECK(call.targets == Texts{"t"});
  CHECK(call.concepts == Texts{"c"});
  CHECK(call.receivers == Texts{"r"});
  CHECK(call.receiver_types == Texts{"y.Z"});
  CHECK(call.methods == Texts{"send"});
  CHECK(rules.rules[1].severity == Severity::kNote);
  CHECK(rules.rules[1].bad[0].language == Language::kPython);

  REQUIRE(rules.rules[2].kind() == RuleKind::kAccess);
  const auto& access = std::get<AccessParameters>(rules.rules[2].parameters);
  CHECK(access.names == Texts{"n"});
  CHECK(access.of == std::vector<AccessOf>{AccessOf::kConstant, AccessOf::kEnvironment});
  CHECK(access.modes == std::vector<AccessMode>{AccessMode::kDelete});

  REQUIRE(rules.rules[3].kind() == RuleKind::kDefine);
  const auto& define = std::get<DefineParameters>(rules.rules[3].parameters);
  CHECK(define.names == Texts{"n"});
  CHECK(define.concepts == Texts{"c"});
  CHECK(define.what ==
        std::vector<DefinitionWhat>{DefinitionWhat::kClass, DefinitionWhat::kFunction});
  CHECK(define.bases == Texts{"b.C"});
  CHECK(define.bodies == std::vector<DefinitionBody>{DefinitionBody::kStub});
  CHECK(rules.rules[3].scope.include.empty());
  CHECK(rules.rules[3].scope.exclude == Texts{"z"});

  REQUIRE(rules.rules[4].kind() == RuleKind::kImport);
  const auto& import = std::get<ImportParameters>(rules.rules[4].parameters);
  CHECK(import.modules == Texts{"api.jwt", "w{e}b.jwt", "jose"});
  CHECK(import.names == Texts{"decode"});
  CHECK(import.from_authority_paths == Texts{"api/x/**"});
  CHECK(import.forms == std::vector<ImportForm>{ImportForm::kFrom, ImportForm::kMock});
  CHECK_FALSE(import.include_type_only);
}

TEST_CASE("rows keep the order of the file") {
  const RuleSet rules = LoadSample();
  REQUIRE(rules.rows.size() == 2);
  const InventoryRow& row = rules.rows[0];
  CHECK(row.id == "second");
  CHECK(row.title == "Row");
  CHECK(row.unit == RowUnit::kPairs);
  CHECK(row.scope.exclude == Texts{"*test*"});
  CHECK(row.rules == Texts{"z-import"});
  CHECK(row.text_rules == Texts{"a-text", "d-define"});
  REQUIRE(row.parts.size() == 1);
  CHECK(row.parts[0].id == "b");
  CHECK(row.parts[0].rules == Texts{"b-call"});
  CHECK(row.parts[0].text_rules == Texts{"a-text"});
  CHECK(row.parts[0].patterns == Texts{"b", "c+"});
  CHECK(row.recorded == 181);
  CHECK(row.recorded_files == 33);
  CHECK(row.target == 0.5);
  CHECK(row.document == "670");
  CHECK(row.phase == "3");
  CHECK(row.priority == "P1");
  CHECK(row.check == "test_x");
  CHECK(row.pack == "shop");
  CHECK(rules.rows[1].id == "first");
  CHECK(rules.rows[1].unit == RowUnit::kPercent);
  CHECK_FALSE(rules.rows[1].recorded.has_value());
}

TEST_CASE("values of the configuration replace a variable's default everywhere") {
  RuleSetRequest request;
  request.variables["shop"] = {{"backend", {"srv", "srv2"}}, {"roots", {"srv"}}};
  const RuleSet rules = LoadSample(request);
  CHECK(rules.packs[0].variables[0].value == Texts{"srv", "srv2"});
  CHECK(rules.authorities[0].canonical == Texts{"srv/tokens.py", "srv2/tokens.py"});
  const Rule& rule = rules.rules[4];
  CHECK(rule.title == "Import in srv, srv2");
  CHECK(rule.scope.include == Texts{"srv", "srv/**/*.py", "src/**"});
  CHECK(rule.bad[0].path == "srv/a.py");
  CHECK(rule.bad[0].code == "import srv.jwt  # ${other}\n");
}

}  // namespace
}  // namespace ssot
