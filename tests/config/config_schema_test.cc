// config.schema.json and the loader of .ssot.yaml allow the same files.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "scanner/config/config_file_shape.h"
#include "tests/ruleset/json_schema.h"

namespace ssot {
namespace {

nlohmann::json ConfigSchema() {
  std::ifstream file(SSOT_SOURCE_DIR "/rules/config.schema.json");
  std::ostringstream text;
  text << file.rdbuf();
  return ReadJson(text.str());
}

TEST_CASE("the schema knows the loader's keys, types and enumerations, and no others") {
  CHECK(ShapeDifferences(ConfigFileShape(), ConfigSchema()) == std::vector<std::string>());
}

TEST_CASE("the schema accepts and refuses what the loader does") {
  struct Case {
    std::string yaml;
    bool is_sound;
  };
  const std::vector<Case> cases = {
      {"rules: [netra]\nvariables: {p: {a: b, c: [d]}}\nseverity: {x: off}\n", true},
      {"max-file-size: 10MiB\n", true},
      {"max-file-size: 4096\n", true},
      {"baseline: debt.json\n", true},
      {"baseline: [debt.json]\n", false},
      {"baseline: ''\n", false},
      {"max-file-size: 10MB\n", false},
      {"max-file-size: 0\n", false},
      {"severity: {x: fatal}\n", false},
      {"variables: {p: {a: []}}\n", false},
      {"rules: []\n", false},
      {"exlude: [a]\n", false},
  };
  const nlohmann::json schema = ConfigSchema();
  for (const Case& test : cases) {
    CAPTURE(test.yaml);
    YamlDocument document;
    Diagnostics errors;
    REQUIRE(ParseYaml(test.yaml, &document, &errors));
    CHECK(SchemaErrors(ToJson(*document.root), schema).empty() == test.is_sound);
  }
}

}  // namespace
}  // namespace ssot
