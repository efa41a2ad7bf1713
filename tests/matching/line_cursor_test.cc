#include "scanner/matching/line_cursor.h"

#include <doctest/doctest.h>

#include <string_view>

namespace ssot {
namespace {

struct Case {
  std::string_view text;
  size_t offset;
  uint32_t line;
  uint32_t column;
  std::string_view line_text;
};

TEST_CASE("offsets to lines and columns") {
  const Case cases[] = {
      {"", 0, 1, 1, ""},
      {"ab", 1, 1, 2, "ab"},
      {"ab\ncd", 2, 1, 3, "ab"},
      {"ab\ncd", 3, 2, 1, "cd"},
      {"ab\r\ncd", 4, 2, 1, "cd"},
      {"ab\r\ncd", 3, 1, 4, "ab"},  // between \r and \n
      {"ab\rcd", 4, 2, 2, "cd"},
      {"a\r\rb", 3, 3, 1, "b"},
      {"a\n\r\nb", 4, 3, 1, "b"},
      {"a\fb\vc", 4, 1, 5, "a\fb\vc"},  // no line ends
      {"a\xE2\x80\xA8"
       "b",
       4, 1, 3,
       "a\xE2\x80\xA8"
       "b"},  // U+2028 is none either
      {"h\xC3\xA4\xF0\x9F\x98\x80x", 7, 1, 4, "h\xC3\xA4\xF0\x9F\x98\x80x"},
      {"a\n", 2, 2, 1, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CAPTURE(c.offset);
    LineCursor cursor(c.text);
    cursor.MoveTo(c.offset);
    CHECK(cursor.line() == c.line);
    CHECK(cursor.column() == c.column);
    CHECK(cursor.line_text() == c.line_text);
  }
}

TEST_CASE("many steps lead where one leads") {
  const std::string_view text = "a\xC3\xA4\r\nb\rc\n\nd";
  LineCursor slow(text);
  for (size_t offset = 0; offset <= text.size(); ++offset) {
    CAPTURE(offset);
    LineCursor direct(text);
    slow.MoveTo(offset);
    direct.MoveTo(offset);
    CHECK(slow.line() == direct.line());
    CHECK(slow.column() == direct.column());
  }
}

}  // namespace
}  // namespace ssot
