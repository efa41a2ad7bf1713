#include "scanner/ruleset/placeholders.h"

#include <doctest/doctest.h>

namespace ssot {
namespace {

TEST_CASE("placeholders") {
  struct Case {
    std::string text;
    size_t errors_with_authority;
    size_t errors_without;
  };
  const std::vector<Case> cases = {
      {"", 0, 0},
      {"{symbol}{name}{module}{target}{enclosing}{path}", 0, 0},
      {"{authority} {canonical} {facade}", 0, 3},
      {"{{symbol}}", 0, 0},
      {"{{{symbol}}}", 0, 0},
      {"{}", 1, 1},
      {"{Symbol}", 1, 1},
      {"{symbol", 1, 1},
      {"symbol}", 1, 1},
      {"{a{symbol}", 1, 1},
      {"{x} {y}", 2, 2},
      {"{", 1, 1},
  };
  for (const Case& test : cases) {
    CAPTURE(test.text);
    CHECK(CheckPlaceholders(test.text, true).size() == test.errors_with_authority);
    CHECK(CheckPlaceholders(test.text, false).size() == test.errors_without);
  }
}

}  // namespace
}  // namespace ssot
