#include "reports/terminal_text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reports/display_width.h"

namespace ssot {
namespace {

TEST_CASE("what moves the cursor, reorders or is not UTF-8 is escaped") {
  struct Case {
    std::string text;
    std::string printable;
  };
  const Case cases[] = {
      {"plain ä 日 😀", "plain ä 日 😀"},
      {"a\nb\r\tc", "a\\nb\\r\\tc"},
      {"\x1b[31mred\x07\x7f", "\\x1b[31mred\\x07\\x7f"},
      {std::string("nul\0", 4), "nul\\x00"},
      {"\xc2\x85\xc2\x9b", "\\u0085\\u009b"},
      {"\u202e\u2066\u200f\u061c", "\\u202e\\u2066\\u200f\\u061c"},
      {"\u2028\u2029", "\\u2028\\u2029"},
      {"\xff\xc3(\xe6\x97", "\\xff\\xc3(\\xe6\\x97"},
      {"\xc0\xaf\xed\xa0\x80\xf5", "\\xc0\\xaf\\xed\\xa0\\x80\\xf5"},
  };
  for (const Case& test : cases) CHECK(PrintableText(test.text) == test.printable);
}

TEST_CASE("prose becomes one line") {
  CHECK(OneLine("  one\n  two\t three\n") == "one two three");
  CHECK(OneLine("a\x1b[0m\nb") == "a\\x1b[0m b");
  CHECK(OneLine(" \n") == "");
}

TEST_CASE("characters have the width that terminals give them") {
  struct Case {
    char32_t code_point;
    unsigned width;
  };
  const Case cases[] = {
      {U'a', 1},    {0xE4, 1},    {0x301, 0},    {0x200B, 0},  {0x200D, 0},  {0x1100, 2},
      {0x1160, 0},  {0x2014, 1},  {0x3000, 2},   {U'日', 2},   {0xAC00, 2},  {0xD7A3, 2},
      {0xFF01, 2},  {0xFF61, 1},  {0xFE0F, 0},   {0x1F600, 2}, {0x1D4B3, 1}, {0x20000, 2},
      {0x3FFFD, 2}, {0xE0100, 0}, {0x10FFFF, 1},
  };
  for (const Case& test : cases) {
    CAPTURE(static_cast<uint32_t>(test.code_point));
    CHECK(DisplayWidth(test.code_point) == test.width);
  }
}

TEST_CASE("text is cut to a width") {
  CHECK(CutToWidth("12345", 5) == "12345");
  CHECK(CutToWidth("123456", 5) == "12...");
  CHECK(CutToWidth("日本語日本語", 8) == "日本...");
  CHECK(CutToWidth("日本語日本語", 12) == "日本語日本語");
  CHECK(CutToWidth("e\u0301e\u0301e\u0301e\u0301", 4) == "e\u0301e\u0301e\u0301e\u0301");
}

TEST_CASE("cells are where the terminal shows them") {
  struct Seen {
    std::string text;
    unsigned x;
    unsigned width;
    uint32_t column;
    bool operator==(const Seen&) const = default;
  };
  std::vector<Seen> seen;
  ForEachCell("a\t日e\u0301\x1b\t", [&seen](const Cell& cell) {
    seen.push_back({std::string(cell.text), cell.x, cell.width, cell.column});
  });
  const std::vector<Seen> expected = {{"a", 0, 1, 1}, {"   ", 1, 3, 2},    {"日", 4, 2, 3},
                                      {"e", 6, 1, 4}, {"\u0301", 7, 0, 5}, {"\\x1b", 7, 4, 6},
                                      {" ", 11, 1, 7}};
  CHECK(seen == expected);
}

TEST_CASE("colours are only put where they are wanted") {
  CHECK(Painter(false)(Style::kError, "x") == "x");
  CHECK(Painter(true)(Style::kError, "x") == "\x1b[1;31mx\x1b[0m");
  CHECK(Painter(true)(Style::kPlain, "x") == "x");
  CHECK(Painter(true)(Style::kError, "") == "");
}

}  // namespace
}  // namespace ssot
