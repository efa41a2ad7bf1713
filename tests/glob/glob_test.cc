#include "scanner/glob/glob.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ssot {
namespace {

bool Matches(std::string_view pattern, std::string_view path) {
  Glob glob;
  std::string error;
  const bool is_well_formed = Glob::Compile(pattern, &glob, &error);
  REQUIRE_MESSAGE(is_well_formed, pattern << ": " << error);
  CHECK(glob.pattern() == pattern);
  const bool matches = glob.Matches(path);
  if (matches) CHECK(glob.MayMatch(BytePairs(path)));
  return matches;
}

std::string ErrorOf(std::string_view pattern) {
  Glob glob;
  std::string error;
  return Glob::Compile(pattern, &glob, &error) ? "none" : error;
}

TEST_CASE("pairs of bytes tell that a glob cannot match") {
  Glob glob;
  std::string error;
  REQUIRE(Glob::Compile("*-{test,spec}.py", &glob, &error));
  CHECK(glob.MayMatch(BytePairs("src/a-spec.py")));
  CHECK_FALSE(glob.MayMatch(BytePairs("src/a_test.py")));
  CHECK_FALSE(glob.MayMatch(BytePairs("")));
  REQUIRE(Glob::Compile("*", &glob, &error));
  CHECK(glob.MayMatch(BytePairs("")));
}

struct Case {
  std::string_view pattern;
  std::string_view path;
  bool matches;
};

TEST_CASE("a glob matches as .gitignore and ripgrep say") {
  const Case cases[] = {
      // Without a '/': at any depth.
      {"*.py", "a.py", true},
      {"*.py", "x/y/a.py", true},
      {"*.py", "x/a.pyc", false},
      {"*.py", "x.py/data.txt", true},
      {"test", "src/test/a.c", true},
      {"test", "src/contest/a.c", false},
      {"*test*", "src/latest/a.c", true},
      // With one: from the root.
      {"src/*.py", "src/a.py", true},
      {"src/*.py", "lib/src/a.py", false},
      {"src/*.py", "src/x/a.py", false},
      {"/a.py", "a.py", true},
      {"/a.py", "x/a.py", false},
      {"./a.py", "a.py", true},
      {"./a.py", "x/a.py", false},
      {"src", "src/deep/a.py", true},
      {"src/deep", "src/deep/er/a.py", true},
      {"src/deep", "src/deeper/a.py", false},
      // A folder only.
      {"build/", "build/a.o", true},
      {"build/", "x/build/a.o", true},
      {"build/", "x/build", false},
      {"build/", "x/build/", true},
      {"/build/", "x/build/a.o", false},
      {"src/build/", "src/build/x/y", true},
      {"src/**/", "src/a.py", false},
      {"src/**/", "src/lib/a.py", true},
      // "**".
      {"src/**", "src/a/b/c", true},
      {"src/**", "src", false},
      {"src/**", "src/", true},
      {"src/**", "srcs/a", false},
      {"**/a.py", "a.py", true},
      {"**/a.py", "x/y/a.py", true},
      {"**/a.py", "x/ba.py", false},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "a/xb", false},
      {"a/**/b/**/c", "a/b/x/b/c", true},
      {"a/**/*.py", "a/x/y.py", true},
      {"a/**/*.py", "a/y.py", true},
      {"a**/b", "aa/b", true},
      {"a**/b", "a/x/b", false},
      {"**", "x/y", true},
      {"app/**/*.py", "app/x/y.pyi", false},
      // One character, classes, escapes.
      {"?.py", "a.py", true},
      {"?.py", "/.py", false},
      {"a?b", "a/b", false},
      {"[ab].py", "b.py", true},
      {"[!ab].py", "b.py", false},
      {"[^ab].py", "c.py", true},
      {"[a-c0-9].py", "7.py", true},
      {"[]x].py", "].py", true},
      {"[!]].py", "].py", false},
      {"[a-].py", "-.py", true},
      {"[[:digit:]x]", "5", true},
      {"[[:digit:]x]", "y", false},
      {"a[/]b", "a/b", false},
      {"a[!x]b", "a/b", false},
      {"\\*.py", "*.py", true},
      {"\\*.py", "a.py", false},
      {"[\\]]", "]", true},
      // Characters beyond ASCII, and names that are not UTF-8.
      {"?.py", "\xC3\xA9.py", true},
      {"[\xC3\xA0-\xC3\xBF].py", "\xC3\xA9.py", true},
      {"[\xC3\xA0-\xC3\xBF].py", "\xC3\x80.py", false},
      {"[!a].py", "\xE2\x82\xAC.py", true},
      {"?.py", "\xFF.py", true},
      {"?.py", "\xC3\x28.py", false},
      {"*.py", "\xFF\xFE.py", true},
      {"\xE9.py", "\xE9.py", true},
      {"*\xC3\xA9?", "a\xC3\xA9\xC3\xA9\xC3\xA9", true},
      {"*\xC3\xA9?", "a\xC3\xA9", false},
      // Braces.
      {"*.{ts,tsx}", "x/a.tsx", true},
      {"*.{ts,tsx}", "x/a.js", false},
      {"{src,lib}/**", "lib/a", true},
      {"{src,lib}/**", "x/lib/a", false},
      {"{a,b/c}", "x/a", true},
      {"{a,b/c}", "x/b/c", false},
      {"a{,b}", "a", true},
      {"a{,b}", "ab", true},
      {"a{,b}", "ac", false},
      {"{a,{b,c}d}e", "cde", true},
      {"{a,{b,c}d}e", "ce", false},
      {"{a,b}{1,2}", "b1", true},
      {"{a}", "a", true},
      {"[{,}]", ",", true},
      {"\\{a,b\\}", "{a,b}", true},
      {"a,b", "a,b", true},
      {"{x\\,y,z}", "x,y", true},
  };
  for (const Case& one : cases) {
    CAPTURE(one.pattern);
    CAPTURE(one.path);
    CHECK(Matches(one.pattern, one.path) == one.matches);
  }
}

TEST_CASE("a glob that is not well formed is refused with its reason") {
  const struct {
    std::string_view pattern;
    std::string_view error;
  } cases[] = {
      {"", "an empty pattern"},
      {"/", "an empty pattern"},
      {"{a,}", "an empty pattern"},
      {"[a", "unclosed '['"},
      {"[", "unclosed '['"},
      {"[!", "unclosed '['"},
      {"[]", "unclosed '['"},
      {"[a\\", "unclosed '['"},
      {"[a-\\", "unclosed '['"},
      {"[[:alpha:", "unclosed '['"},
      {"[[:word:]]", "unknown class name in '[[: :]]'"},
      {"[z-a]", "reversed range in '[]'"},
      {"a\\", "'\\' at the end"},
      {"{a,b", "unclosed '{'"},
      {"{a,{b}", "unclosed '{'"},
      {"{", "unclosed '{'"},
      {"a}", "'}' without a '{'; write '\\}' for the character"},
      {"!a", "a glob cannot be negated with '!'; write '\\!' for the character"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.pattern);
    CHECK(ErrorOf(one.pattern) == one.error);
  }
}

std::string Repeat(std::string_view piece, size_t times) {
  std::string text;
  for (size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST_CASE("braces that explode are refused") {
  CHECK(ErrorOf(Repeat("{a,b}", 10)) == "none");
  CHECK(ErrorOf(Repeat("{a,b}", 11)) == "braces stand for more than 1024 patterns");
  CHECK(ErrorOf(Repeat("{a,b}", 800)) == "braces stand for more than 1024 patterns");
  CHECK(ErrorOf(Repeat("{", 1000)) == "braces nest too deeply");
  CHECK(ErrorOf(Repeat("a", 4097)) == "longer than 4096 bytes");
}

TEST_CASE("many stars do not take exponential time") {
  const std::string path = Repeat("a", 2000) + "/" + Repeat("a/", 1000);
  CHECK_FALSE(Matches(Repeat("*a", 40) + "*b", path));
  CHECK_FALSE(Matches(Repeat("**/a*a*/", 20) + "b", path));
  CHECK_FALSE(Matches("**/" + Repeat("*a", 40) + "*b", path));
}

TEST_CASE("a set matches where one of its globs does") {
  GlobSet set;
  std::string error;
  CHECK(set.empty());
  CHECK_FALSE(set.Matches("a.py"));
  REQUIRE(GlobSet::Compile({"*.py", "docs/**"}, &set, &error));
  CHECK_FALSE(set.empty());
  CHECK(set.Matches("x/a.py"));
  CHECK(set.Matches("docs/a.md"));
  CHECK_FALSE(set.Matches("a.md"));
  CHECK_FALSE(GlobSet::Compile({"*.py", "[a", "{"}, &set, &error));
  CHECK(error == "'[a': unclosed '['");
}

TEST_CASE("a filter lets through what is included and not excluded") {
  CHECK(GlobFilter().Contains("a.py"));
  const GlobFilter everything_but({}, {"*.md"});
  CHECK(everything_but.Contains("a.py"));
  CHECK_FALSE(everything_but.Contains("docs/a.md"));
  const GlobFilter sources({"*.py"}, {"tests/"});
  CHECK(sources.Contains("a.py"));
  CHECK_FALSE(sources.Contains("a.md"));
  CHECK_FALSE(sources.Contains("tests/a.py"));
}

}  // namespace
}  // namespace ssot
