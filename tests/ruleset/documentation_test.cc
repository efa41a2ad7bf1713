// docs/rule-authoring.md holds to the loader.
#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "scanner/ruleset/load.h"
#include "scanner/ruleset/rule_file_shape.h"
#include "tests/ruleset/temporary_folder.h"

namespace ssot {
namespace {

std::string Documentation() {
  std::ifstream file(SSOT_SOURCE_DIR "/docs/rule-authoring.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The blocks that begin with ```yaml.
std::vector<std::string> YamlBlocks(const std::string& text) {
  const std::string begin = "```yaml\n";
  std::vector<std::string> blocks;
  for (size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
    at += begin.size();
    blocks.push_back(text.substr(at, text.find("```", at) - at));
  }
  return blocks;
}

std::string Indented(const std::string& text) {
  std::string indented;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) indented += "    " + line + "\n";
  return indented;
}

bool IsKind(const std::string& block) {
  for (const std::string_view kind : kRuleKindNames) {
    if (block.starts_with(std::string(kind) + ":\n")) return true;
  }
  return false;
}

void AddKeys(const Shape& shape, std::set<std::string>* keys) {
  for (const Field& field : shape.fields) {
    keys->emplace(field.key);
    AddKeys(*field.shape, keys);
  }
  if (shape.item != nullptr) AddKeys(*shape.item, keys);
  if (shape.each != nullptr) AddKeys(*shape.each, keys);
}

TEST_CASE("the rule files in the documentation load, and so do its kinds") {
  const TemporaryFolder folder;
  const std::string head =
      "pack: p\ntitle: P\nauthorities: {hub: {title: Hub, canonical: hub.py}}\nrules:\n  - id: r\n "
      "   title: R\n    message: M\n"
      "    bad: [{path: a.py, code: x}]\n    authority: hub\n";
  size_t files = 0;
  size_t kinds = 0;
  for (const std::string& block : YamlBlocks(Documentation())) {
    const bool is_kind = IsKind(block);
    if (!is_kind && !block.starts_with("pack:")) continue;
    ++(is_kind ? kinds : files);
    const std::string path = folder.Write("example.yaml", is_kind ? head + Indented(block) : block);
    Diagnostics errors;
    LoadRules({.sources = {{path, path}}}, &errors);
    CAPTURE(block);
    for (const Diagnostic& error : errors) FAIL_CHECK(FormatDiagnostic(error));
  }
  CHECK(files == 5);
  CHECK(kinds >= std::size(kRuleKindNames));
}

TEST_CASE("the documentation names every key of a rule file") {
  const std::string text = Documentation();
  std::set<std::string> keys;
  AddKeys(RuleFileShape(), &keys);
  CHECK(keys.size() > 50);
  for (const std::string& key : keys) {
    CAPTURE(key);
    const bool is_named = text.find("`" + key + "`") != std::string::npos ||
                          text.find(" " + key + ":") != std::string::npos ||
                          text.find("{" + key + ":") != std::string::npos;
    CHECK(is_named);
  }
}

}  // namespace
}  // namespace ssot
