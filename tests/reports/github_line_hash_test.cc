#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reports/report_format.h"

namespace ssot {
namespace {

using Hashes = std::vector<std::string>;

std::string Repeat(const std::string& text, size_t times) {
  std::string repeated;
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

std::vector<std::string> HashesOf(std::string_view bytes) {
  const GitHubLineHashes hashes(bytes);
  std::vector<std::string> all;
  for (size_t line = 1; line <= hashes.lines(); ++line) all.push_back(hashes.Of(line));
  return all;
}

TEST_CASE("line hashes are GitHub's") {
  struct Vector {
    const char* name;
    std::string bytes;
    Hashes hashes;
  };
  const Vector vectors[] = {
      {"empty file", "", {"c129715d7a2bc9a3:1"}},
      {"blanks do not count",
       " a\nb\n  \t\tc\n d",
       {"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}},
      {"what follows the last line feed",
       "PORT = 8080\n",
       {"1b757ea039e5f073:1", "c129715d7a2bc9a3:1"}},
      {"equal lines are numbered",
       Repeat("Lorem ipsum dolor sit amet.\n", 10),
       {"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4",
        "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"}},
  };
  for (const Vector& vector : vectors) {
    CAPTURE(vector.name);
    CHECK(HashesOf(vector.bytes) == vector.hashes);
  }
}

TEST_CASE("a file may be hashed up to the last line that matters") {
  const std::string bytes = Repeat("Lorem ipsum dolor sit amet.\n", 10) + Repeat("\n", 200) + "x";
  const GitHubLineHashes all(bytes);
  for (size_t most = 0; most <= all.lines() + 1; ++most) {
    const GitHubLineHashes some(bytes, most);
    CHECK(some.lines() == std::min(most, all.lines()));
    for (size_t line = 1; line <= some.lines(); ++line) CHECK(some.Of(line) == all.Of(line));
  }
}

TEST_CASE("texts that GitHub reads alike have the same hashes") {
  struct Pair {
    const char* name;
    std::string one;
    std::string other;
  };
  const Pair pairs[] = {
      {"CR LF is LF", "a\r\nb\r\n", "a\nb\n"},
      {"CR is LF", "a\rb\r", "a\nb\n"},
      {"a blank between CR and LF makes two", "a\r \nb", "a\n\nb"},
      {"invalid bytes are U+FFFD", "a\xff\n\xc3(", "a\xef\xbf\xbd\n\xef\xbf\xbd("},
      {"a cut character is one U+FFFD", "\xe6\x97", "\xef\xbf\xbd"},
      {"an encoded surrogate is three", "\xed\xa0\x80", Repeat("\xef\xbf\xbd", 3)},
  };
  for (const Pair& pair : pairs) {
    CAPTURE(pair.name);
    CHECK(HashesOf(pair.one) == HashesOf(pair.other));
  }
}

TEST_CASE("texts that GitHub tells apart have different hashes") {
  CHECK(HashesOf("\xef\xbb\xbf"
                 "a") != HashesOf("a"));
  CHECK(HashesOf("a\fb") != HashesOf("ab"));
  // U+1F600 is two units: with 99 units before its line's hash ends inside it.
  const std::string before(99, 'x');
  CHECK(HashesOf(before + "\xf0\x9f\x98\x80\ny").front() ==
        HashesOf(before + "\xf0\x9f\x98\x81\nz").front());
}

}  // namespace
}  // namespace ssot
