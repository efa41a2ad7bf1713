// Every fixture tree of the project does what it says.
#include <doctest/doctest.h>

#include <string>

#include "scanner/pipeline/fixture.h"

namespace ssot {
namespace {

TEST_CASE("fixtures") {
  const std::string folder = std::string(SSOT_SOURCE_DIR) + "/fixtures";
  const auto trees = FindFixtureTrees(folder);
  REQUIRE(trees.size() > 5);
  for (const std::string& tree : trees) {
    const FixtureOutcome outcome = RunFixtureTree(tree, 2, SSOT_BINARY_DIR "/ssot");
    const std::string name = tree.substr(folder.size() + 1);
    CHECK_MESSAGE(outcome.expected > 0, name);
    for (const Diagnostic& error : outcome.errors) {
      FAIL_CHECK(name << ": " << FormatDiagnostic(error));
    }
    for (const FixtureFailure& failure : outcome.failures) {
      FAIL_CHECK(name << "/" << failure.path << ":" << failure.line << ": "
                      << std::string(failure.is_missing ? "missing " : "unexpected ")
                      << failure.rule_id);
    }
  }
}

}  // namespace
}  // namespace ssot
