// Which files the sources of a run mean.
#include <doctest/doctest.h>

#include <filesystem>

#include "scanner/ruleset/load.h"
#include "tests/ruleset/temporary_folder.h"

namespace ssot {
namespace {

using Texts = std::vector<std::string>;

std::string FileWithRule(const std::string& id) {
  return "pack: p\ntitle: P\nrules:\n  - {id: " + id +
         ", title: T, message: M, text: {any: [x]}, bad: [{path: a, code: x}]}\n";
}

struct Loaded {
  Texts rules;
  Texts errors;
};

Loaded Load(const TemporaryFolder& folder, const std::vector<RuleSource>& sources) {
  Loaded loaded;
  Diagnostics errors;
  for (const Rule& rule : LoadRules({.sources = sources}, &errors).rules) {
    loaded.rules.push_back(rule.id);
  }
  for (const Diagnostic& error : errors) {
    loaded.errors.push_back(folder.Shorten(FormatDiagnostic(error)));
  }
  return loaded;
}

RuleSource At(const TemporaryFolder& folder, const std::string& name) {
  return {name, folder.path() + "/" + name};
}

TEST_CASE("a file and a folder, each file once") {
  const TemporaryFolder folder;
  folder.Write("rules/a.yaml", FileWithRule("a"));
  folder.Write("rules/deep/er/b.yml", FileWithRule("b"));
  folder.Write("rules/c.json",
               R"({"pack": "p", "title": "P", "rules": [{"id": "c", "title": "T", "message": "M",
                   "text": {"any": ["x"]}, "bad": [{"path": "a", "code": "x"}]}]})");
  folder.Write("rules/rule.schema.json", "{}");
  folder.Write("rules/.hidden.yaml", "nonsense");
  folder.Write("rules/README.md", "nonsense");
  std::filesystem::create_directory_symlink(folder.path() + "/rules",
                                            folder.path() + "/rules/loop");
  const Loaded loaded = Load(folder, {At(folder, "rules/a.yaml"), At(folder, "rules"),
                                      At(folder, "rules/../rules/c.json")});
  CHECK(loaded.errors == Texts{});
  CHECK(loaded.rules == Texts{"a", "b", "c"});
}

TEST_CASE("sources that cannot be rules") {
  const TemporaryFolder folder;
  folder.Write("empty/readme.txt", "");
  CHECK(Load(folder, {At(folder, "empty")}).errors ==
        Texts{"empty: the folder holds no rule file (*.yaml, *.yml, *.json)"});
  const std::string pack = BuiltInPackNames().at(0);
  CHECK(Load(folder, {At(folder, pack + "a")}).errors ==
        Texts{"'" + pack +
              "a' is no built-in rule pack, and no such file or folder exists; did you "
              "mean '" +
              pack + "'?"});
  RuleSource named = At(folder, "x/zzzzzzzz.yaml");
  named.named_at = {".ssot.yaml", 2, 9, ""};
  const Texts errors = Load(folder, {named}).errors;
  REQUIRE(errors.size() == 1);
  CHECK(
      errors[0].starts_with(".ssot.yaml:2:9: 'x/zzzzzzzz.yaml' is no built-in rule pack, and no "
                            "such file or folder exists; the built-in packs are "));
  CHECK(Load(folder, {{"zzzzzzzz", ""}}).errors.size() == 1);
}

TEST_CASE("the name of a built-in pack means the pack, even beside a file of that name") {
  const TemporaryFolder folder;
  const std::string pack = BuiltInPackNames().at(0);
  folder.Write(pack, "nonsense");
  const Loaded with_file = Load(folder, {At(folder, pack)});
  CHECK(with_file.errors == Texts{});
  CHECK(with_file.rules == Load(folder, {{pack, ""}, {pack, ""}}).rules);
  CHECK_FALSE(with_file.rules.empty());
}

}  // namespace
}  // namespace ssot
