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
    CHECK(CheckPlaceholders(test.text, true, true).size() == test.errors_with_authority);
    CHECK(CheckPlaceholders(test.text, false, true).size() == test.errors_without);
  }
}

TEST_CASE("what rules about the whole tree have found out stands in messages alone") {
  CHECK(CheckPlaceholders("{detail}", false, true).empty());
  CHECK(CheckPlaceholders("{detail}", false, false).size() == 1);
}

}  // namespace
}  // namespace ssot
