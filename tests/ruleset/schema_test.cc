// The published schema and the loader allow the same files.
#include <doctest/doctest.h>

#include "scanner/ruleset/load.h"
#include "scanner/ruleset/rule_file_shape.h"
#include "tests/ruleset/json_schema.h"
#include "tests/ruleset/rule_file_cases.h"

namespace ssot {
namespace {

TEST_CASE("the schema knows the loader's keys, types, enumerations and demands, and no others") {
  const std::vector<std::string> differences =
      ShapeDifferences(RuleFileShape(), ReadJson(RuleSchema()));
  CHECK(differences == std::vector<std::string>());
}

TEST_CASE("a difference between the two would be noticed") {
  nlohmann::json schema = ReadJson(RuleSchema());
  schema["$defs"]["rule"]["properties"]["severity"]["enum"].push_back("fatal");
  schema["$defs"]["rule"]["properties"].erase("tags");
  schema["$defs"]["together"].erase("required");
  schema["$defs"]["part"]["properties"]["extra"] = {{"type", "string"}};
  CHECK(ShapeDifferences(RuleFileShape(), schema) ==
        std::vector<std::string>{"/rules[]/severity: enum", "/rules[]/tags: is not in the schema",
                                 "/rules[]/together: required",
                                 "/inventory[]/parts[]/extra: is not known to the loader"});
}

TEST_CASE("the schema demands one kind of each rule") {
  const nlohmann::json schema = ReadJson(RuleSchema());
  nlohmann::json kinds = nlohmann::json::array();
  for (const std::string_view kind : kRuleKindNames) kinds.push_back({{"required", {kind}}});
  CHECK(schema["$defs"]["rule"]["oneOf"] == kinds);
}

TEST_CASE("the schema refuses what a shape can tell, and accepts sound files") {
  const nlohmann::json schema = ReadJson(RuleSchema());
  for (const RuleFileCase& test : RuleFileCases()) {
    CAPTURE(test.name);
    YamlDocument document;
    Diagnostics errors;
    ParseYaml(test.yaml, &document, &errors);
    REQUIRE(document.root != nullptr);
    const std::vector<std::string> seen = SchemaErrors(ToJson(*document.root), schema);
    CAPTURE(seen);
    CHECK(seen.empty() == (test.schema_sees == SchemaSees::kNothing));
  }
}

TEST_CASE("the schema accepts the built-in rule files") {
  const nlohmann::json schema = ReadJson(RuleSchema());
  for (const EmbeddedFile& file : BuiltInRuleFiles()) {
    CAPTURE(file.path);
    YamlDocument document;
    Diagnostics errors;
    REQUIRE(ParseYaml(file.text, &document, &errors));
    CHECK(SchemaErrors(ToJson(*document.root), schema) == std::vector<std::string>());
  }
}

}  // namespace
}  // namespace ssot
