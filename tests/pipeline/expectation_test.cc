#include "scanner/pipeline/expectation.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ssot {
namespace {

std::vector<std::string> Parse(std::string_view text) {
  std::vector<std::string> found;
  for (const Expectation& expectation : ParseExpectations(text)) {
    found.push_back(std::to_string(expectation.line) + " " + expectation.rule_id);
  }
  return found;
}

TEST_CASE("expectations") {
  struct Case {
    std::string_view text;
    std::vector<std::string> found;
  };
  const Case cases[] = {
      {"", {}},
      {"import jwt  # expect: jwt-import", {"1 jwt-import"}},
      {"\n// expect: a\n/* expect: b */", {"2 a", "3 b"}},
      {"\n<!-- expect: a -->", {"2 a"}},
      {"# expect: a, b-2 ,c and more", {"1 a", "1 b-2", "1 c"}},
      {"# expect: a, a", {"1 a"}},
      {"# expect@+1: a\nx\n# expect@-1: b", {"2 a", "2 b"}},
      {"x\r\n\r\n# expect: a", {"3 a"}},
      {"x\rx  # expect: a", {"2 a"}},
      {"# said before; expect: a", {"1 a"}},
      {"# expect@-9: a", {"0 a"}},  // no such line: never found
      {"# expect: a  # expect: b", {"1 a", "1 b"}},
      {"# unexpected: a", {}},
      {"# expects: a", {}},
      {"# expect : a", {}},
      {"# expect:\na", {}},
      {"# expect: a,\nb", {"1 a"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(Parse(c.text) == c.found);
  }
}

}  // namespace
}  // namespace ssot
