// Every rule kind of the table has its matcher, its fixtures and its documentation.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = SSOT_SOURCE_DIR;

size_t CountFixtures(std::string_view kind) {
  size_t count = 0;
  const fs::path folder = kSource / "fixtures" / "python" / kind;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (fs::exists(entry.path() / "rules.yaml")) ++count;
  }
  return count;
}

TEST_CASE("every kind has a fixture and a matcher in a file of its own") {
  for (std::string_view kind : kRuleKindNames) {
    CAPTURE(kind);
    CHECK(CountFixtures(kind) > 0);
    CHECK(fs::exists(kSource / "scanner" / "matching" / (std::string(kind) + "_rule.cc")));
  }
}

TEST_CASE("every kind is documented") {
  std::ifstream stream(kSource / "docs" / "rule-authoring.md");
  const std::string page(std::istreambuf_iterator<char>(stream), {});
  for (std::string_view kind : kRuleKindNames) {
    CAPTURE(kind);
    CHECK(page.find("\n### `" + std::string(kind) + "`\n") != std::string::npos);
  }
}

TEST_CASE("every kind but text is matched over facts") {
#define RULE_KIND(enumerator, key, parameters) \
  CHECK_MESSAGE(                               \
      (CompileKind(parameters(), nullptr).match != nullptr) == (std::string(key) != "text"), key);
#include "scanner/model/rule_kinds.def"
}

}  // namespace
}  // namespace ssot
