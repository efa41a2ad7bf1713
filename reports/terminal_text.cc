#include "reports/terminal_text.h"

#include <cstdio>

#include "reports/display_width.h"
#include "reports/utf8.h"

namespace ssot {
namespace {

constexpr unsigned kTabWidth = 4;
constexpr std::string_view kEllipsis = "...";

bool Reorders(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool IsControl(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

std::string HexadecimalEscape(const char* format, unsigned value) {
  char escape[16];
  std::snprintf(escape, sizeof(escape), format, value);
  return escape;
}

std::string EscapedControl(char32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  return HexadecimalEscape(c < 0x80 ? "\\x%02x" : "\\u%04x", c);
}

// `bytes` are those of `code_point` and nothing else.
std::string PrintableCharacter(const CodePoint& code_point, std::string_view bytes) {
  std::string text;
  if (!code_point.valid) {
    for (const char byte : bytes) {
      text += HexadecimalEscape("\\x%02x", static_cast<unsigned char>(byte));
    }
  } else if (IsControl(code_point.value) || Reorders(code_point.value)) {
    text = EscapedControl(code_point.value);
  } else {
    text = bytes;
  }
  return text;
}

const char* AnsiCode(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kBold:
      return "1";
    case Style::kFaint:
      return "2";
    case Style::kError:
      return "1;31";
    case Style::kWarning:
      return "1;33";
    case Style::kNote:
      return "1;36";
    case Style::kGood:
      return "32";
  }
  return "";
}

}  // namespace

std::string PrintableText(std::string_view text) {
  std::string printable;
  while (!text.empty()) {
    const CodePoint code_point = DecodeUtf8(text);
    printable += PrintableCharacter(code_point, text.substr(0, code_point.bytes));
    text.remove_prefix(code_point.bytes);
  }
  return printable;
}

std::string OneLine(std::string_view text) {
  std::string line;
  bool after_space = true;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_space) line += c;
    if (is_space && !after_space) line += ' ';
    after_space = is_space;
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return PrintableText(line);
}

unsigned TextWidth(std::string_view printable) {
  unsigned width = 0;
  while (!printable.empty()) {
    const CodePoint code_point = DecodeUtf8(printable);
    width += DisplayWidth(code_point.value);
    printable.remove_prefix(code_point.bytes);
  }
  return width;
}

std::string CutToWidth(std::string_view printable, unsigned width) {
  if (TextWidth(printable) <= width) return std::string(printable);
  const unsigned room = width > kEllipsis.size() ? width - kEllipsis.size() : 0;
  unsigned used = 0;
  size_t end = 0;
  while (end < printable.size()) {
    const CodePoint code_point = DecodeUtf8(printable.substr(end));
    used += DisplayWidth(code_point.value);
    if (used > room) break;
    end += code_point.bytes;
  }
  return std::string(printable.substr(0, end)) + std::string(kEllipsis);
}

void ForEachCell(std::string_view line, const std::function<void(const Cell&)>& visit) {
  unsigned x = 0;
  for (uint32_t column = 1; !line.empty(); ++column) {
    const CodePoint code_point = DecodeUtf8(line);
    std::string text = PrintableCharacter(code_point, line.substr(0, code_point.bytes));
    if (code_point.value == '\t') text = std::string(kTabWidth - x % kTabWidth, ' ');
    const unsigned width = TextWidth(text);
    visit({text, x, width, column});
    x += width;
    line.remove_prefix(code_point.bytes);
  }
}

std::string Painter::operator()(Style style, std::string_view text) const {
  if (!color_ || style == Style::kPlain || text.empty()) return std::string(text);
  return "\x1b[" + std::string(AnsiCode(style)) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace ssot
