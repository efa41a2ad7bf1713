// Byte offsets of a text to lines and columns, in one pass from its start to its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ssot {

// Lines end at \n, \r\n or \r. Lines and columns start at 1; columns count code points.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text);

  // `offset` must not be before the one of the last call.
  void MoveTo(size_t offset);

  uint32_t line() const { return line_; }
  uint32_t column() const { return column_; }
  // The line without its end.
  std::string_view line_text() const;

 private:
  size_t NextLineEnd(size_t from) const;

  std::string_view text_;
  bool has_carriage_returns_;
  size_t line_begin_ = 0;
  size_t line_end_ = 0;  // offset of the line's end, or of the text's
  size_t offset_ = 0;
  uint32_t line_ = 1;
  uint32_t column_ = 1;
};

// Code points in UTF-8 bytes.
uint32_t CountCodePoints(std::string_view utf8);

}  // namespace ssot
