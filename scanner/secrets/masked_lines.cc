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
  for (size_t begin = 0;;) {
    size_t end = begin;
    while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
    lines.push_back(text.substr(begin, end - begin));
    if (end == text.size()) return lines;
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
}

// Byte offset of a column, which counts code points from 1; the line's end when it has fewer.
size_t OffsetOfColumn(std::string_view line, uint32_t column) {
  size_t offset = 0;
  for (uint32_t at = 0; offset < line.size(); ++offset) {
    const bool starts = (static_cast<unsigned char>(line[offset]) & 0xC0) != 0x80;
    if (starts && ++at == column) break;
  }
  return offset;
}

}  // namespace

MaskedLines::MaskedLines(std::string masked)
    : text_(std::move(masked)), lines_(SplitLines(text_)) {}

std::string MaskedLines::FoldedText(const Span& span) const {
  std::string text;
  const auto count = static_cast<uint32_t>(lines_.size());
  const uint32_t last = std::min(std::max(span.end_line, span.line), count);
  for (uint32_t number = span.line; number <= last && text.size() < kMostMatchedBytes; ++number) {
    std::string_view line = lines_[number - 1];
    if (number == span.end_line) line = line.substr(0, OffsetOfColumn(line, span.end_column));
    if (number == span.line) line.remove_prefix(OffsetOfColumn(line, span.column));
    const std::string folded = Folded(line);
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
