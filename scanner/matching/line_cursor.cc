#include "scanner/matching/line_cursor.h"

#include <algorithm>

namespace ssot {

LineCursor::LineCursor(std::string_view text)
    : text_(text), has_carriage_returns_(text.find('\r') != text.npos) {
  line_end_ = NextLineEnd(0);
}

size_t LineCursor::NextLineEnd(size_t from) const {
  const size_t end =
      has_carriage_returns_ ? text_.find_first_of("\r\n", from) : text_.find('\n', from);
  return std::min(end, text_.size());
}

void LineCursor::MoveTo(size_t offset) {
  while (offset > line_end_) {
    const bool is_pair = text_.substr(line_end_, 2) == "\r\n";
    const size_t next = line_end_ + (is_pair ? 2 : 1);
    if (offset < next) break;  // between \r and \n: still this line
    line_begin_ = offset_ = next;
    line_end_ = NextLineEnd(next);
    ++line_;
    column_ = 1;
  }
  column_ += CountCodePoints(text_.substr(offset_, offset - offset_));
  offset_ = offset;
}

std::string_view LineCursor::line_text() const {
  return text_.substr(line_begin_, line_end_ - line_begin_);
}

uint32_t CountCodePoints(std::string_view utf8) {
  return static_cast<uint32_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace ssot
