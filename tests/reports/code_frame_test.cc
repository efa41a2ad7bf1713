#include "reports/code_frame.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/reports/canned_report.h"

namespace ssot {
namespace {

std::string Frame(const std::string& source, const Span& span, unsigned width = 100) {
  return CodeFrame(FindingIn(source, "a.py", span), width, Painter(false));
}

TEST_CASE("frames underline what the span says") {
  struct Case {
    const char* name;
    std::string source;
    Span span;
    std::string frame;
  };
  const Case cases[] = {
      {"one line with its neighbours",
       "1\n2\n3\nimport jwt\n\n6\n7\n",
       {4, 8, 4, 11},
       "  |\n"
       "2 | 2\n"
       "3 | 3\n"
       "4 | import jwt\n"
       "  |        ^^^\n"
       "5 |\n"
       "6 | 6\n"
       "  |\n"},
      {"an empty span has one caret",
       "abc\n",
       {1, 2, 1, 2},
       "  |\n"
       "1 | abc\n"
       "  |  ^\n"
       "  |\n"},
      {"a span at the end of its line",
       "abc\n",
       {1, 4, 1, 9},
       "  |\n"
       "1 | abc\n"
       "  |    ^\n"
       "  |\n"},
      {"tabs, wide and combining characters",
       "\t日e\u0301\tjwt\n",
       {1, 6, 1, 9},
       "  |\n"
       "1 |     日e\u0301 jwt\n"
       "  |         ^^^\n"
       "  |\n"},
      {"a wide character under the carets",
       "x = 日本\n",
       {1, 5, 1, 7},
       "  |\n"
       "1 | x = 日本\n"
       "  |     ^^^^\n"
       "  |\n"},
      {"several lines from the middle of the first",
       "x = read(\n    1,\n)\ny\n",
       {1, 5, 3, 2},
       "  |\n"
       "1 |   x = read(\n"
       "  |  _____^\n"
       "2 | |     1,\n"
       "3 | | )\n"
       "  | |_^\n"
       "4 |   y\n"
       "  |\n"},
      {"several lines from the start of the first",
       "x\n  read(\n    1)\n",
       {2, 3, 3, 7},
       "  |\n"
       "1 |   x\n"
       "2 | /   read(\n"
       "3 | |     1)\n"
       "  | |______^\n"
       "  |\n"},
      {"an empty line",
       "\n",
       {1, 1, 1, 1},
       "  |\n"
       "1 |\n"
       "  | ^\n"
       "  |\n"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    CHECK(Frame(test.source, test.span) == test.frame);
  }
}

TEST_CASE("line numbers are aligned") {
  std::string source;
  for (int i = 1; i <= 11; ++i) source += "line\n";
  CHECK(Frame(source, {9, 1, 9, 5}) ==
        "   |\n"
        " 7 | line\n"
        " 8 | line\n"
        " 9 | line\n"
        "   | ^^^^\n"
        "10 | line\n"
        "11 | line\n"
        "   |\n");
}

TEST_CASE("lines longer than the terminal are cut around the span") {
  const std::string line =
      "def f(): " + std::string(60, 'a') + " jwt.decode " + std::string(60, 'b') + "\n";
  CHECK(Frame("short\n" + line, {2, 71, 2, 81}, 44) ==
        "  |\n"
        "1 | ...\n"
        "2 | ...aaaaaaaaaaa jwt.decode bbbbbbbbbbb...\n"
        "  |                ^^^^^^^^^^\n"
        "  |\n");
  CHECK(Frame(line, {1, 1, 1, 4}, 44) ==
        "  |\n"
        "1 | def f(): aaaaaaaaaaaaaaaaaaaaaaaaaaaa...\n"
        "  | ^^^\n"
        "  |\n");
  CHECK(Frame(line, {1, 122, 1, 142}, 44) ==
        "  |\n"
        "1 | ...bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
        "  |                     ^^^^^^^^^^^^^^^^^^^^\n"
        "  |\n");
}

TEST_CASE("no line of a frame is wider than the terminal") {
  const std::string line = "日本語" + std::string(50, '\t') + "😀 jwt " + std::string(90, 'x');
  for (uint32_t column = 1; column < 140; column += 3) {
    for (unsigned width = 30; width < 60; ++width) {
      const std::string frame = Frame(line + "\n", {1, column, 1, column + 5}, width);
      CAPTURE(frame);
      for (size_t begin = 0; begin < frame.size();) {
        const size_t end = frame.find('\n', begin);
        REQUIRE(TextWidth(frame.substr(begin, end - begin)) <= width);
        begin = end + 1;
      }
      REQUIRE(frame.find('^') != std::string::npos);
    }
  }
}

TEST_CASE("there is no frame without an excerpt of the span") {
  Finding finding = FindingIn("a\nb\n", "a.py", {1, 1, 1, 2});
  finding.span = {9, 1, 9, 2};
  CHECK(CodeFrame(finding, 100, Painter(false)) == "");
  finding.excerpt = {};
  CHECK(CodeFrame(finding, 100, Painter(false)) == "");
}

TEST_CASE("only the marks and the gutter are coloured") {
  const Finding finding = FindingIn("import jwt\n", "a.py", {1, 8, 1, 11});
  CHECK(CodeFrame(finding, 100, Painter(true)) ==
        "\x1b[2m  |\x1b[0m\n"
        "\x1b[2m1 |\x1b[0m import jwt\n"
        "\x1b[2m  |\x1b[0m        \x1b[1;33m^^^\x1b[0m\n"
        "\x1b[2m  |\x1b[0m\n");
}

}  // namespace
}  // namespace ssot
