// Packs that build on others.
#include <doctest/doctest.h>

#include "scanner/ruleset/load.h"
#include "tests/ruleset/temporary_folder.h"

namespace ssot {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kBase = R"(pack: base
title: Base
variables:
  authority: {}
  words: {default: [x, y]}
  folder: {default: app}
authorities:
  true-place: {title: It, canonical: ["${authority}"]}
scopes:
  code: {exclude: [tests]}
rules:
  - id: base-rule
    title: T
    message: M
    scope: code
    authority: true-place
    text: {any: ["${words}"]}
    bad: [{path: "${folder}/a.py", code: x}]
inventory:
  - {id: base-row, title: R, unit: files, rules: [base-rule]}
)";

const std::string kOwnRule = R"(rules:
  - {id: own, title: T, message: M, text: {any: ["${words}"]}, bad: [{path: a, code: x}]}
)";

// The head of a pack that extends the base; what `extends` says of it follows.
std::string Extender(const std::string& name, const std::string& base) {
  return "pack: " + name +
         "\ntitle: E\nvariables: {root: {default: src}}\nextends:\n  base: " + base + "\n";
}

struct Loaded {
  RuleSet rules;
  std::string errors;
};

Loaded Load(const Texts& files, RuleSetRequest request = {.chosen_by_name = true}) {
  const TemporaryFolder folder;
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string path = folder.Write(std::to_string(i) + ".yaml", files[i]);
    request.sources.push_back({path, path});
  }
  request.config_path = ".ssot.yaml";
  Diagnostics errors;
  Loaded loaded;
  loaded.rules = LoadRules(request, &errors);
  for (const Diagnostic& error : errors) {
    loaded.errors += std::to_string(error.line) + ": " + error.message + "\n";
  }
  return loaded;
}

TEST_CASE("an extended pack gets values and scopes, in the words of who extends it") {
  const std::string base(kBase);
  const std::string extender =
      Extender("e",
               "{variables: {authority: \"${root}/t.py\", words: [z, x], folder: src},"
               " scopes: {code: {include: [\"${root}/**\"]}}}");
  for (const Texts& files : {Texts{base, extender}, Texts{extender, base}}) {
    const Loaded loaded = Load(files);
    CHECK(loaded.errors == "");
    REQUIRE(loaded.rules.rules.size() == 1);
    const Rule& rule = loaded.rules.rules[0];
    CHECK(rule.pack == "base");
    CHECK(rule.scope.include == Texts{"src/**"});
    CHECK(rule.scope.exclude == Texts{});
    CHECK(rule.bad[0].path == "src/a.py");
    CHECK(std::get<TextParameters>(rule.parameters).any[0].text == "z");
    CHECK(loaded.rules.authorities[0].canonical == Texts{"src/t.py"});
    CHECK(loaded.rules.rows.empty());
  }
}

TEST_CASE("a pack that nobody extends keeps its own, and its inventory") {
  const Loaded loaded = Load({std::string(kBase)});
  CHECK(loaded.errors == "");
  CHECK(loaded.rules.authorities[0].canonical == Texts{});
  CHECK(loaded.rules.rows.size() == 1);
}

TEST_CASE("what .ssot.yaml says comes before") {
  const std::string extender = Extender("e", "{variables: {authority: a.py, folder: src}}");
  RuleSetRequest request{.chosen_by_name = true,
                         .variables = {{"base", {{"authority", {"mine.py"}}}}}};
  Loaded loaded = Load({std::string(kBase), extender}, request);
  CHECK(loaded.errors == "");
  CHECK(loaded.rules.authorities[0].canonical == Texts{"mine.py"});
  CHECK(loaded.rules.rules[0].bad[0].path == "src/a.py");

  // By default, a pack that this repository sets up is not bent by another, which gives way.
  request.chosen_by_name = false;
  loaded = Load({std::string(kBase), extender + kOwnRule}, request);
  CHECK(loaded.rules.rules[0].bad[0].path == "app/a.py");
  CHECK(loaded.rules.rules.size() == 1);
  CHECK(loaded.rules.rows.size() == 1);
}

TEST_CASE("who extends a pack may use its variables") {
  const Loaded loaded = Load({std::string(kBase), Extender("e", "{}") + kOwnRule});
  CHECK(loaded.errors == "");
  REQUIRE(loaded.rules.rules.size() == 2);
  CHECK(std::get<TextParameters>(loaded.rules.rules[1].parameters).any.size() == 2);
}

TEST_CASE("a built-in pack is opened where it is extended") {
  const Loaded loaded =
      Load({"pack: e\ntitle: E\nextends: {jwt: {variables: {authority: a.py}}}\n"});
  CHECK(loaded.errors == "");
  CHECK(loaded.rules.packs.size() == 2);
  CHECK(loaded.rules.rules.size() > 5);
}

TEST_CASE("what cannot be extended") {
  struct Case {
    Texts files;
    std::string errors;
  };
  const std::string base(kBase);
  const Case cases[] = {
      {{Extender("e", "{}")}, "5: unknown rule pack 'base'\n"},
      {{"pack: e\ntitle: E\nextends: {jvt: {}}\n"},
       "3: unknown rule pack 'jvt'; did you mean 'jwt'?\n"},
      {{base, Extender("e", "{variables: {wrods: a}}")},
       "5: unknown variable 'wrods'; did you mean 'words'?\n"},
      {{base, Extender("e", "{scopes: {coed: {}}}")},
       "5: unknown scope 'coed'; did you mean 'code'?\n"},
      {{base, Extender("e", "{variables: {authority: \"${rot}/a\"}}")},
       "5: unknown variable 'rot'; did you mean 'root'?\n"},
      {{base, Extender("e", "{}"), Extender("f", "{}")},
       "5: pack 'base' is extended by 'e' already; of the packs in force, one can extend it\n"},
      {{Extender("base", "{}")}, "5: a pack cannot extend itself\n"},
      {{base, Extender("e", "{}"), "pack: f\ntitle: F\nextends: {e: {}}\n"},
       "3: pack 'e' extends packs itself, and so cannot be extended\n"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.files.back());
    CHECK(Load(test.files).errors == test.errors);
  }
}

}  // namespace
}  // namespace ssot
