// A masked text by its lines.
#pragma once

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

  // The text of a span, folded (mask.h): at most 2000 bytes, lines joined by line feeds.
  std::string FoldedText(const Span& span) const;

 private:
  std::string text_;
  std::vector<std::string_view> lines_;  // of text_
};

}  // namespace ssot
