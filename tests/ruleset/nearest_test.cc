#include <doctest/doctest.h>

#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

TEST_CASE("the nearest known name") {
  const std::vector<std::string> known = {"severity", "scope", "rules", "report", "jwt-import"};
  struct Case {
    std::string word;
    std::string nearest;
  };
  const std::vector<Case> cases = {
      {"serverity", "severity"},  // an insertion
      {"sevrity", "severity"},    // a deletion
      {"scpoe", "scope"},         // a swap
      {"Rules", "rules"},         // capitals do not count
      {"rule", "rules"},
      {"JWT_IMPORT", "jwt-import"},
      {"xyz", ""},
      {"", ""},
      {std::string(100'000, 'x'), ""},
  };
  for (const Case& test : cases) {
    CAPTURE(test.word.substr(0, 20));
    CHECK(Nearest(test.word, known) == test.nearest);
  }
  CHECK(Nearest("scope", {}) == "");
}

}  // namespace
}  // namespace ssot
