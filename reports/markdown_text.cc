#include "reports/markdown_text.h"

#include <algorithm>
#include <cctype>

#include "reports/terminal_text.h"

namespace ssot {
namespace {

constexpr size_t kMaxBytes = 2000;  // of one text; a table cell with more is not read

bool IsWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || (static_cast<unsigned char>(c) & 0x80);
}

std::string Entity(char c) {
  return "&#" + std::to_string(static_cast<unsigned char>(c)) + ";";
}

std::string Shortened(const std::string& printable) {
  if (printable.size() <= kMaxBytes) return printable;
  size_t end = kMaxBytes;
  while ((static_cast<unsigned char>(printable[end]) & 0xC0) == 0x80) --end;
  return printable.substr(0, end) + "...";
}

// Entities work in prose, in cells and between tags alike; a backslash does not.
std::string WithEntities(std::string_view text) {
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool joins_words =
        c == '_' && i > 0 && i + 1 < text.size() && IsWord(text[i - 1]) && IsWord(text[i + 1]);
    const bool opens_link = text.substr(i, 3) == "://";
    const bool is_special = std::string_view("\\`*_[]<>&|~#@$!").find(c) != std::string_view::npos;
    if ((is_special && !joins_words) || opens_link) {
      escaped += Entity(c);
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace

std::string MarkdownText(std::string_view text) {
  return WithEntities(Shortened(OneLine(text)));
}

std::string MarkdownProse(std::string_view text) {
  const std::string line = Shortened(OneLine(text));
  if (std::count(line.begin(), line.end(), '`') % 2 != 0) return WithEntities(line);
  std::string prose;
  bool is_code = false;
  for (size_t begin = 0; begin <= line.size(); is_code = !is_code) {
    const size_t end = std::min(line.find('`', begin), line.size());
    const std::string part = line.substr(begin, end - begin);
    prose += is_code ? MarkdownCode(part) : WithEntities(part);
    begin = end + 1;
  }
  return prose;
}

std::string MarkdownCode(std::string_view text) {
  const std::string code = Shortened(PrintableText(text));
  const bool is_plain = !code.empty() && code.find_first_of("`|\\") == std::string::npos &&
                        code.front() != ' ' && code.back() != ' ';
  return is_plain ? "`" + code + "`" : "<code>" + WithEntities(code) + "</code>";
}

}  // namespace ssot
