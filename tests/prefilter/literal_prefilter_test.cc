#include "scanner/prefilter/literal_prefilter.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace ssot {
namespace {

// The definition: compare every literal at every offset.
std::vector<LiteralHit> FindSlowly(const std::vector<std::string>& literals,
                                   std::string_view text) {
  std::vector<LiteralHit> hits;
  for (uint32_t offset = 0; offset < text.size(); ++offset) {
    for (uint32_t i = 0; i < literals.size(); ++i) {
      if (text.substr(offset).starts_with(literals[i])) hits.push_back({i, offset});
    }
  }
  return hits;
}

std::vector<LiteralHit> Find(const std::vector<std::string>& literals, std::string_view text) {
  std::vector<LiteralHit> hits = {{99, 99}};  // must be replaced
  LiteralPrefilter(literals).FindAll(text, &hits);
  // Also on processors that look at one place at a time.
  std::vector<LiteralHit> one_by_one;
  LiteralPrefilter(literals, false).FindAll(text, &one_by_one);
  CHECK(one_by_one == hits);
  return hits;
}

TEST_CASE("literals are found wherever they stand") {
  const std::vector<std::string> literals = {"import jwt", "jwt.decode(", "jose", "jwt_secret"};
  struct Case {
    std::string_view text;
    std::vector<LiteralHit> hits;
  };
  const Case cases[] = {
      {"", {}},
      {"jos", {}},
      {"jose", {{2, 0}}},
      {"xjose", {{2, 1}}},
      {"import jwt", {{0, 0}}},
      {" import jwt_secret", {{0, 1}, {3, 8}}},
      {"import jw", {}},
      {"josejose", {{2, 0}, {2, 4}}},
      {"JOSE", {}},
      {std::string_view("\0jose\0", 6), {{2, 1}}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(Find(literals, c.text) == c.hits);
  }
}

TEST_CASE("overlapping occurrences are all found") {
  CHECK(Find({"aaaa"}, "aaaaaa") == std::vector<LiteralHit>{{0, 0}, {0, 1}, {0, 2}});
}

TEST_CASE("no literals, no hits") {
  CHECK(Find({}, "anything").empty());
}

TEST_CASE("agrees with comparing everything everywhere") {
  const std::vector<std::vector<std::string>> sets = {{"a"},
                                                      {"ab", "b"},
                                                      {"abc"},
                                                      {"abca", "bcab", "aaaa"},
                                                      {"a", "ab", "abc", "abcb", "abcba"},
                                                      {"bbbbbbbb", "cabcab", "caca", "ccccb"}};
  std::mt19937 random(1);
  for (const auto& literals : sets) {
    for (int round = 0; round < 200; ++round) {
      std::string text(random() % 200, ' ');
      for (char& c : text) c = static_cast<char>('a' + random() % 3);
      CAPTURE(text);
      CHECK(Find(literals, text) == FindSlowly(literals, text));
    }
  }
}

}  // namespace
}  // namespace ssot
