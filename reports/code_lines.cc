#include "reports/code_lines.h"

#include <cstdint>

#include "reports/utf8.h"

namespace ssot {
namespace {

size_t ByteOfColumn(std::string_view line, uint32_t column) {
  size_t offset = 0;
  for (uint32_t at = 1; at < column && offset < line.size(); ++at) {
    offset += DecodeUtf8(line.substr(offset)).bytes;
  }
  return offset;
}

}  // namespace

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    const bool is_pair = text.substr(end, 2) == "\r\n";
    text.remove_prefix(std::min(end + (is_pair ? 2 : 1), text.size()));
  }
  return lines;
}

std::string_view Columns(std::string_view line, uint32_t first_column, uint32_t end_column) {
  const size_t begin = ByteOfColumn(line, first_column);
  const size_t end = ByteOfColumn(line, end_column);
  return end <= begin ? std::string_view() : line.substr(begin, end - begin);
}

std::string SpanText(const CodeExcerpt& excerpt, const Span& span) {
  const std::vector<std::string_view> lines = SplitLines(excerpt.context);
  std::string text;
  for (uint32_t line = span.line; line <= span.end_line; ++line) {
    if (line < excerpt.first_line || line - excerpt.first_line >= lines.size()) break;
    const uint32_t first = line == span.line ? span.column : 1;
    const uint32_t end = line == span.end_line ? span.end_column : UINT32_MAX;
    if (line != span.line) text += '\n';
    text += Columns(lines[line - excerpt.first_line], first, end);
  }
  return text;
}

}  // namespace ssot
