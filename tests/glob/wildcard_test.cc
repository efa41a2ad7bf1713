#include "scanner/glob/wildcard.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>

namespace ssot {
namespace {

// What the pattern means, tried in every way: slow, and short enough to be believed.
// Only for '*', "**", '?' and plain characters.
bool MatchesByTrial(std::string_view pattern, std::string_view path, bool starts_part = true) {
  if (pattern.empty()) return path.empty();
  if (pattern[0] != '*') {
    if (path.empty()) return false;
    const bool equal = pattern[0] == '?' ? path[0] != '/' : pattern[0] == path[0];
    return equal && MatchesByTrial(pattern.substr(1), path.substr(1), pattern[0] == '/');
  }
  const size_t stars = std::min(pattern.find_first_not_of('*'), pattern.size());
  const std::string_view rest = pattern.substr(stars);
  const bool is_whole_part = stars > 1 && starts_part && (rest.empty() || rest[0] == '/');
  if (is_whole_part && rest.empty()) return true;
  if (is_whole_part && MatchesByTrial(rest.substr(1), path, true)) return true;
  for (size_t taken = 0; taken <= path.size(); ++taken) {
    if (MatchesByTrial(rest, path.substr(taken), false)) return true;
    if (taken < path.size() && path[taken] == '/' && !is_whole_part) return false;
  }
  return false;
}

std::string RandomText(std::string_view alphabet, size_t length, std::mt19937* random) {
  std::string text;
  for (size_t i = 0; i < length; ++i) text += alphabet[(*random)() % alphabet.size()];
  return text;
}

TEST_CASE("greedy matching finds what trying every way finds") {
  std::mt19937 random(7);
  int matched = 0;
  for (int i = 0; i < 200000; ++i) {
    const std::string pattern = RandomText("ab/**?*/", random() % 9, &random);
    const std::string path = RandomText("aab/", random() % 9, &random);
    CAPTURE(pattern);
    CAPTURE(path);
    Wildcard wildcard;
    std::string error;
    REQUIRE(Wildcard::Compile(pattern, Wildcard::Dialect::kGit, &wildcard, &error));
    const bool expected = MatchesByTrial(pattern, path);
    matched += expected ? 1 : 0;
    REQUIRE(wildcard.Matches(path) == expected);

    bool folder_matches = false;
    for (size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      folder_matches |= MatchesByTrial(pattern, path.substr(0, slash));
    }
    REQUIRE(wildcard.MatchesFolder(path) == folder_matches);
    REQUIRE(wildcard.MatchesPathOrFolder(path) == (folder_matches || expected));
  }
  CHECK(matched > 10000);
}

TEST_CASE("git's dialect takes bytes and lets a reversed range be empty") {
  const struct {
    std::string_view pattern;
    std::string_view path;
    bool matches;
  } cases[] = {
      {"?", "\xC3\xA9", false}, {"??", "\xC3\xA9", true},      {"[z-a]", "m", false},
      {"[z-ab]", "b", true},    {"[\x80-\xFF]", "\xE9", true}, {"[[:foo]", ":", true},
      {"[[:foo]", "[", true},   {"a/**\\/b", "a/x/b", true},   {"a/**\\/b", "a/b", false},
  };
  for (const auto& one : cases) {
    CAPTURE(one.pattern);
    CAPTURE(one.path);
    Wildcard wildcard;
    std::string error;
    REQUIRE(Wildcard::Compile(one.pattern, Wildcard::Dialect::kGit, &wildcard, &error));
    CHECK(wildcard.Matches(one.path) == one.matches);
  }
}

}  // namespace
}  // namespace ssot
