// The rule packs that the binary carries.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

std::string ReadWhole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

RuleSet BuiltInRules() {
  Diagnostics errors;
  RuleSet rules = LoadRules({}, &errors);
  for (const Diagnostic& error : errors) FAIL_CHECK(FormatDiagnostic(error));
  return rules;
}

TEST_CASE("every file below rules/ is embedded, byte by byte") {
  const std::filesystem::path folder = SSOT_SOURCE_DIR "/rules";
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    paths.push_back(std::filesystem::relative(entry.path(), folder).string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> embedded;
  for (const EmbeddedFile& file : BuiltInRuleFiles()) {
    embedded.emplace_back(file.path);
    CAPTURE(file.path);
    CHECK((file.text == ReadWhole(folder / file.path)));
  }
  CHECK(embedded == paths);
  CHECK((RuleSchema() == ReadWhole(folder / "rule.schema.json")));
}

TEST_CASE("the built-in packs load without an error") {
  const RuleSet rules = BuiltInRules();
  CHECK_FALSE(rules.rules.empty());
  CHECK_FALSE(rules.rows.empty());
  CHECK_FALSE(rules.authorities.empty());
  std::vector<std::string> names;
  for (const Pack& pack : rules.packs) names.push_back(pack.name);
  CHECK(names == BuiltInPackNames());
  CHECK_FALSE(rules.packs.at(0).chosen_by_name);
}

TEST_CASE("each built-in rule says what it finds, why, what to do, and shows code") {
  for (const Rule& rule : BuiltInRules().rules) {
    CAPTURE(rule.id);
    CHECK_FALSE(rule.what.empty());
    CHECK_FALSE(rule.why.empty());
    CHECK_FALSE(rule.remediation.empty());
    CHECK_FALSE(rule.bad.empty());
    CHECK_FALSE(rule.good.empty());
    CHECK(rule.source_path.starts_with("builtin:"));
    CHECK(rule.source_line > 0);
  }
}

}  // namespace
}  // namespace ssot
