#include "scanner/matching/required_literal.h"

#include <doctest/doctest.h>

#include <string>

namespace ssot {
namespace {

TEST_CASE("the longest literal that every match holds") {
  struct Case {
    const char* expression;
    const char* literal;
  };
  const Case cases[] = {
      {"jwt", "jwt"},
      {"^\\s*(export\\s+)?JWT_(SECRET|ALGORITHM)\\s*=", "JWT_"},
      {"a.long[er]part$", "long"},
      {"\\bjwt\\.decode\\(", "jwt.decode("},
      {"ab+cd", "ab"},
      // A character that may be missing is none.
      {"abc?de", "ab"},
      {"abcd*e", "abc"},
      {"abcd{0,2}e", "abc"},
      {"ab??cde", "cde"},
      {"\\.?abc", "abc"},
      {"k\xC3\xA4?key", "key"},
      // What stands in a group or a class may be missing, too.
      {"(abc)?d", "d"},
      {"(?:abc|[)]def)gh", "gh"},
      {"(?P<name>abc)d", "d"},
      {"[]abc]de", "de"},
      {"[^]abc]de", "de"},
      {"[\\]abc]de", "de"},
      {"[[:alpha:]abc]de", "de"},
      {"[[:]de", "de"},
      // Any of several, other cases, and what is not understood.
      {"jwt|token", ""},
      {"(?i)jwt", ""},
      {"(?i:jwt)token", ""},
      {"\\Qjwt\\E", ""},
      {"\\x41bc", ""},
      {"\\pLbc", ""},
      {"a{b}c", ""},
      {"", ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.expression);
    CHECK(RequiredLiteral(one.expression) == one.literal);
  }
}

}  // namespace
}  // namespace ssot
