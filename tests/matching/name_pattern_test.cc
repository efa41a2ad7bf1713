#include "scanner/matching/name_pattern.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ssot {
namespace {

struct Case {
  std::string_view pattern;
  std::string_view name;
  bool is_whole;
  bool covers;
};

TEST_CASE("name patterns") {
  const Case cases[] = {
      {"jwt", "jwt", true, true},
      {"jwt", "jwt.decode", false, true},
      {"jwt", "jwt.api_jwt.decode", false, true},
      {"jwt", "jwt_validator", false, false},
      {"jwt", "app.jwt", false, false},
      {"jwt", "jw", false, false},
      {"jwt", "", false, false},
      {"authlib.jose", "authlib.jose", true, true},
      {"authlib.jose", "authlib", false, false},
      {"src/auth", "src/auth/token", false, true},
      {"std", "std::getenv", false, true},
      {"jwt-decode", "jwt-decode.jwtDecode", false, true},
      {"jwt", "jwt-decode", false, false},
      // A star stays within one part.
      {"*_socket", "client_socket", true, true},
      {"*_socket", "client.a_socket", false, false},
      {"a*c*e", "abcde", true, true},
      {"a*c*e", "abde", false, false},
      {"app.*.manager", "app.core.manager", true, true},
      {"app.*.manager", "app.core.manager.Manager", false, true},
      {"app.*.manager", "app.manager", false, false},
      {"app.*.manager", "app.a.b.manager", false, false},
      // Two stars are any number of parts, also none.
      {"**.Manager", "Manager", true, true},
      {"**.Manager", "app.core.Manager", true, true},
      {"**.Manager", "app.core.MyManager", false, false},
      {"app.**.Manager", "app.Manager", true, true},
      {"app.**", "app", true, true},
      {"app.**", "application", false, false},
      {"*", "jwt", true, true},
      {"*", "jwt.decode", false, true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.pattern);
    CAPTURE(c.name);
    const NamePatterns patterns({std::string(c.pattern)});
    CHECK(patterns.Match(c.name) == c.is_whole);
    CHECK(patterns.Cover(c.name) == c.covers);
  }
}

TEST_CASE("one of several patterns is enough, none matches nothing") {
  const NamePatterns patterns({"jwt", "jose", "*.jose"});
  CHECK(patterns.Match("jose"));
  CHECK(patterns.Match("authlib.jose"));
  CHECK_FALSE(patterns.Match("josé"));
  CHECK_FALSE(NamePatterns().Match(""));
  CHECK_FALSE(NamePatterns().Cover("jwt"));
  CHECK(NamePatterns().empty());
  CHECK_FALSE(patterns.empty());
}

TEST_CASE("patterns that begin with other letters than ASCII hide no others") {
  const std::string accented = "\xC3\xA9tat.lire";
  for (const auto& list : {std::vector<NamePattern>{"jwt", accented, "zlib"},
                           std::vector<NamePattern>{accented, "zlib", "jwt"}}) {
    const NamePatterns patterns(list);
    for (const std::string& name : list) {
      CAPTURE(name);
      CHECK(patterns.Match(name));
      CHECK(patterns.Cover(name + ".more"));
    }
    CHECK_FALSE(patterns.Match("\xC3\xA8tat.lire"));
  }
}

TEST_CASE("the last part of a name") {
  CHECK(LastPart("a.b.c") == "c");
  CHECK(LastPart("c") == "c");
  CHECK(LastPart("") == "");
}

}  // namespace
}  // namespace ssot
