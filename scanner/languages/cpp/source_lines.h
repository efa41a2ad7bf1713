// Byte offsets to lines and columns.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"

namespace ssot::cpp {

// `text` must outlive it. Lines end at \n, \r\n or \r; columns count code points.
class SourceLines {
 public:
  explicit SourceLines(std::string_view text) : text_(text), starts_{0} {
    for (uint32_t i = 0; i < text.size(); ++i) {
      const bool is_end =
          text[i] == '\n' || (text[i] == '\r' && !text.substr(i + 1).starts_with('\n'));
      if (is_end) starts_.push_back(i + 1);
    }
  }

  uint32_t LineOf(uint32_t offset) const {
    return static_cast<uint32_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) -
                                 starts_.begin());
  }

  uint32_t ColumnOf(uint32_t offset, uint32_t line) const {
    const uint32_t begin = starts_[line - 1];
    const std::string_view before = text_.substr(begin, offset - begin);
    return 1 + static_cast<uint32_t>(std::count_if(before.begin(), before.end(), [](char c) {
             return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
           }));
  }

  Span SpanOf(uint32_t begin, uint32_t end) const {
    Span span;
    span.line = LineOf(begin);
    span.column = ColumnOf(begin, span.line);
    span.end_line = LineOf(end);
    span.end_column = ColumnOf(end, span.end_line);
    return span;
  }

 private:
  std::string_view text_;
  std::vector<uint32_t> starts_;
};

}  // namespace ssot::cpp
