#include "scanner/secrets/masked_lines.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "scanner/secrets/mask.h"

namespace ssot {
namespace {

constexpr size_t kMostMatchedBytes = 2000;

// Lines end at \n, \r\n or \r; the end belongs to none.
std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  const bool has_returns = text.find('\r') != text.npos;
  for (size_t begin = 0;;) {
    size_t end = begin;
    if (has_returns) {
      while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
    } else {
      end = std::min(text.find('\n', begin), text.size());
    }
    lines.push_back(text.substr(begin, end - begin));
    if (end == text.size()) return lines;
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
}

// Byte offset of a column, which counts code points from 1, from the offset of one before it; the
// line's end when it has fewer.
size_t OffsetOfColumn(std::string_view line, size_t offset, uint32_t offset_column,
                      uint32_t column) {
  const auto goes_on = [&] { return (static_cast<unsigned char>(line[offset]) & 0xC0) == 0x80; };
  for (; offset < line.size() && offset_column < column; ++offset_column) {
    ++offset;
    while (offset < line.size() && goes_on()) ++offset;
  }
  return offset;
}

}  // namespace

MaskedLines::MaskedLines(std::string masked)
    : text_(std::move(masked)), lines_(SplitLines(text_)) {}

size_t MaskedLines::OffsetOf(uint32_t line, uint32_t column) {
  if (line != last_line_ || column < last_column_) {
    last_line_ = line;
    last_column_ = 1;
    last_offset_ = 0;
  }
  last_offset_ = OffsetOfColumn(lines_[line - 1], last_offset_, last_column_, column);
  last_column_ = column;
  return last_offset_;
}

std::string MaskedLines::FoldedText(const Span& span) {
  std::string text;
  const auto count = static_cast<uint32_t>(lines_.size());
  const uint32_t last = std::min(std::max(span.end_line, span.line), count);
  for (uint32_t number = span.line; number <= last && text.size() < kMostMatchedBytes; ++number) {
    const std::string_view line = lines_[number - 1];
    const uint32_t column = number == span.line ? std::max(span.column, 1u) : 1;
    const size_t begin = number == span.line ? OffsetOf(number, column) : 0;
    const size_t end = number == span.end_line
                           ? OffsetOfColumn(line, begin, column, span.end_column)
                           : line.size();
    const std::string folded = Folded(line.substr(begin, end - begin));
    if (number > span.line) {
      if (folded == kFoldedSecret && text.ends_with(kFoldedSecret)) continue;  // it goes on
      text += '\n';
    }
    text += folded.substr(0, kMostMatchedBytes);
  }
  if (text.size() > kMostMatchedBytes) text.resize(kMostMatchedBytes);
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0 &&
         text.size() >= kMostMatchedBytes - 3) {
    text.pop_back();  // a character that may be cut
  }
  return text;
}

}  // namespace ssot
