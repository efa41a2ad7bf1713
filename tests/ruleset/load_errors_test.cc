// Every error of a rule file, in its place and in its words.
#include <doctest/doctest.h>

#include "scanner/ruleset/load.h"
#include "tests/ruleset/rule_file_cases.h"
#include "tests/ruleset/temporary_folder.h"

namespace ssot {
namespace {

std::string Lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// As the cases write them: without the file's path, or FILE in its stead.
std::string WithoutPath(std::string text, const std::string& path) {
  if (text.starts_with(path + ":")) text.erase(0, path.size() + 1);
  const size_t at = text.find(path);
  if (at != std::string::npos) text.replace(at, path.size(), "FILE");
  return text;
}

TEST_CASE("each rule file gives its errors") {
  const TemporaryFolder folder;
  for (const RuleFileCase& test : RuleFileCases()) {
    CAPTURE(test.name);
    const std::string path = folder.Write("rules.yaml", test.yaml);
    Diagnostics errors;
    LoadRules({.sources = {{path, path}}}, &errors);
    std::vector<std::string> told;
    for (const Diagnostic& error : errors) {
      told.push_back(WithoutPath(FormatDiagnostic(error), path));
    }
    CHECK(Lines(told) == Lines(test.errors));
  }
}

TEST_CASE("all errors of all files are told, sorted by file and place") {
  const TemporaryFolder folder;
  folder.Write("b.yaml", "pack: p\nrules: 1\nx: 2\n");
  folder.Write("a.yaml", "pack: p\ntitle: P\nscopes: 3\n");
  folder.Write("sub/c.yaml", "pack: [\n");
  Diagnostics errors;
  LoadRules({.sources = {{folder.path(), folder.path()}}}, &errors);
  std::string told;
  for (const Diagnostic& error : errors) told += folder.Shorten(FormatDiagnostic(error)) + "\n";
  CHECK(told ==
        "a.yaml:3:9: 'scopes' must be a map, not an integer\n"
        "b.yaml:2:8: 'rules' must be a list, not an integer\n"
        "b.yaml:3:1: unknown key 'x'; a rule file knows pack, title, description, extends, variables, "
        "authorities, scopes, rules, inventory and $schema\n"
        "sub/c.yaml:2:1: not valid YAML: a ',' or ']' is missing here, in a list that begins with "
        "'['\n");
}

TEST_CASE("duplicates in two files name the other place") {
  const TemporaryFolder folder;
  const std::string rule =
      "rules:\n  - {id: r, title: R, message: M, text: {any: [x]}, bad: [{path: a, code: x}]}\n";
  folder.Write("a.yaml",
               "pack: p\ntitle: P\nauthorities: {j: {title: J, canonical: j.py}}\n" + rule);
  folder.Write("b.yaml",
               "pack: q\ntitle: Q\nauthorities: {j: {title: J, canonical: j.py}}\n" + rule);
  folder.Write("c.yaml", "pack: q\ntitle: Another\n");
  Diagnostics errors;
  LoadRules({.sources = {{folder.path(), folder.path()}}}, &errors);
  std::string told;
  for (const Diagnostic& error : errors) told += folder.Shorten(FormatDiagnostic(error)) + "\n";
  CHECK(told ==
        "b.yaml:3:15: duplicate authority 'j'; it is declared at a.yaml:3:15 already\n"
        "b.yaml:5:10: duplicate rule 'r'; it is declared at a.yaml:5:10 already\n"
        "c.yaml:2:8: pack 'q' has another 'title' already, in another of its files; keep one\n");
}

}  // namespace
}  // namespace ssot
