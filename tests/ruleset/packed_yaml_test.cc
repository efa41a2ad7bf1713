#include "scanner/ruleset/packed_yaml.h"

#include <doctest/doctest.h>

#include <string>

#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

// All that a tree says, in one text.
std::string Told(const YamlValue& value) {
  const auto at = [](LineColumn place) {
    return "@" + std::to_string(place.line) + ":" + std::to_string(place.column) + " ";
  };
  std::string told = std::to_string(static_cast<int>(value.type)) + at(value.place) + value.text;
  for (const YamlValue* item : value.items) told += "[" + Told(*item) + "]";
  for (const YamlEntry& entry : value.entries) {
    told += "{" + entry.key + at(entry.place) + Told(*entry.value) + "}";
  }
  return told;
}

std::string ToldOfText(std::string_view text) {
  YamlDocument document;
  Diagnostics errors;
  REQUIRE(ParseYaml(text, &document, &errors));
  return Told(*document.root);
}

std::string ToldOfPacked(std::string_view packed) {
  YamlDocument document;
  UnpackYaml(packed, &document);
  return Told(*document.root);
}

TEST_CASE("what was packed is what was parsed") {
  const std::string long_text(1000, 'x');
  const std::string text =
      "empty: {}\nnothing: ~\nlist: [1, 2.5, true, \"2\", []]\nlong: " + long_text +
      "\ntext: |\n  a\n  b\nnamed: &it {deep: [{er: \xC3\xA9}]}\n" + std::string(300, '\n') +
      "again: *it\n";
  YamlDocument document;
  Diagnostics errors;
  REQUIRE(ParseYaml(text, &document, &errors));
  CHECK(ToldOfPacked(PackYaml(*document.root)) == ToldOfText(text));
}

TEST_CASE("the built-in rules are packed as they are written") {
  CHECK_FALSE(BuiltInRuleFiles().empty());
  for (const EmbeddedFile& file : BuiltInRuleFiles()) {
    CAPTURE(file.path);
    CHECK((ToldOfPacked(file.tree) == ToldOfText(file.text)));
  }
}

}  // namespace
}  // namespace ssot
