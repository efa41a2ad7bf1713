// A masked text by its lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"

namespace ssot {

class MaskedLines {
 public:
  explicit MaskedLines(std::string masked);
  MaskedLines(const MaskedLines&) = delete;
  MaskedLines& operator=(const MaskedLines&) = delete;

  const std::string& text() const { return text_; }
  // Without their ends (\n, \r\n or \r); line 1 is the first.
  const std::vector<std::string_view>& lines() const { return lines_; }

  // The text of a span, folded (mask.h): at most 2000 bytes, lines joined by line feeds. Spans of
  // one long line are asked for from left to right.
  std::string FoldedText(const Span& span);

 private:
  size_t OffsetOf(uint32_t line, uint32_t column);

  std::string text_;
  std::vector<std::string_view> lines_;  // of text_
  uint32_t last_line_ = 0;
  uint32_t last_column_ = 1;
  size_t last_offset_ = 0;
};

}  // namespace ssot
