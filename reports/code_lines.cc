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
  for (size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  lines.push_back(text);
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
